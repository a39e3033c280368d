"""What our server asks a JSON Schema library while a file opens, and what that costs with which.

It asks about one level at a time, and each distinct question once. Here the same
questions are put to `jsonschema`, which is what it uses, and to `jsonschema-rs`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import jsonschema_rs
from jsonschema import Draft202012Validator

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.settings import Settings
from bacalhau_ls.specification import Specification
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from tests.benchmarks.documents import SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.contests import Contest

QUESTIONS = "questions to the schema"
COUNT = "how many"
LIBRARIES = ("jsonschema", "jsonschema-rs")
_ROUNDS = 5
_NOTATIONS = {"JSON": JSON, "YAML": YAML}
_Ask = Callable[[Any], Iterable[object]]


class _Question(NamedTuple):
    """A value, and the part of a schema that it is held against."""

    whole: Mapping[str, Any]
    part: Any
    value: Any


def questions(contest: Contest, size: str) -> None:
    """The milliseconds that either library takes over all that is asked about one file."""
    asked = list(_asked_about(contest, size))
    contest.samples.add(QUESTIONS, size, COUNT, len(asked))
    for name, prepare in zip(LIBRARIES, (_python, _rust), strict=True):
        answers = [(prepare(question), question.value) for question in asked]
        for _ in range(_ROUNDS):
            contest.samples.add(QUESTIONS, size, name, _time_of(answers))


def _time_of(answers: list[tuple[_Ask, Any]]) -> float:
    begun = time.perf_counter()
    for ask, value in answers:
        list(ask(value))
    return (time.perf_counter() - begun) * 1000


def _asked_about(contest: Contest, size: str) -> list[_Question]:
    """The questions about a file that opens when others have been open before it."""
    notation = _NOTATIONS[contest.name]
    diagnose(Document.read(contest.document(SIZES["2 kB"]).text, notation), Settings())
    with _overheard() as asked:
        diagnose(Document.read(contest.document(SIZES[size]).text, notation), Settings())
    return asked


@contextmanager
def _overheard() -> Iterator[list[_Question]]:
    """The questions that are asked meanwhile."""
    asked: list[_Question] = []
    errors = Specification.errors

    def noted(self: Specification, part: Any, value: Any) -> Iterator[Any]:
        asked.append(_Question(self.raw, part, value))
        return errors(self, part, value)

    with patch.object(Specification, "errors", noted):
        yield asked


def _python(question: _Question) -> _Ask:
    whole: Any = Draft202012Validator(question.whole)
    ask: _Ask = whole.evolve(schema=question.part).iter_errors
    return ask


def _rust(question: _Question) -> _Ask:
    """`jsonschema-rs` has no validator for a part, so the part brings the definitions along."""
    part = question.part
    if isinstance(part, dict):
        part = {**part, "$defs": question.whole.get("$defs", {})}
    return jsonschema_rs.Draft202012Validator(part).iter_errors
