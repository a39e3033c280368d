"""What is judged as one before it: the findings are the same, with less work."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.rules import rule, rules_of
from bacalhau_ls.standards import standard
from bacalhau_ls.syntax.json.reading import moulds
from bacalhau_ls.validation import Validator
from bacalhau_ls.validation.precedents import Precedents
from tests.linear.counting import calls
from tests.strategies import SPEC
from tests.validation.damaged import damaged_specs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.rules import Remark
    from bacalhau_ls.syntax.tree import Node


@pytest.fixture(autouse=True)
def moulds_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moulds, "_LEAST_USES", 0)


def fresh(name: str) -> Validator:
    return Validator(standard(name).specification, rules_of(name))


def found(validator: Validator, text: str) -> list[Finding]:
    document = validator.specification.reading(Document.read(text))
    return validator.findings(document.root)


@pytest.mark.parametrize("name", ["guide", "bacalhau"])
@settings(deadline=None)
@given(st.lists(damaged_specs(), min_size=1, max_size=4), st.lists(st.integers(0, 7), max_size=8))
def test_findings_are_no_other_for_it(name: str, specs: list[Any], order: list[int]) -> None:
    """Tasks of several damaged specs, each of them several times."""
    tasks = [task for spec in specs if isinstance(spec, dict) for task in _tasks(spec)]
    mixed = [tasks[number % len(tasks)] for number in [*order, *order] if tasks]
    text = json.dumps({**SPEC, "Tasks": [*SPEC["Tasks"], *mixed]}, indent=2)
    text = _with_other_scalars(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Precedents, "cover", lambda *_: False)
        expected = found(fresh(name), text)

    assert found(fresh(name), text) == expected


def _tasks(spec: dict[str, Any]) -> list[Any]:
    tasks = spec.get("Tasks")
    return tasks if isinstance(tasks, list) else []


def _with_other_scalars(text: str) -> str:
    """Numbers behind some texts and numbers, so that equal tasks are not one object."""
    numbers = itertools.count()
    return re.sub(
        r"\b(?:one|two|inputs|60)\b", lambda found: f"{found[0]}{next(numbers) % 5 or ''}", text
    )


def tasks_like(count: int) -> str:
    """Tasks that differ in a text of every part."""
    task = json.dumps(SPEC["Tasks"][0]).replace('"b"', '"bucket"')
    task = task.replace('"CPU"', '"Disk": "1GB", "CPU"')
    for text in ("one", "24.04", "bucket", "/inputs"):
        task = task.replace(text, f"{text}#")
    tasks = [json.loads(task.replace("#", str(number))) for number in range(count)]
    return json.dumps({**SPEC, "Tasks": tasks}, indent=1)


def test_a_task_that_is_like_others_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = standard("guide").specification
    by_precedent = _calls_for_each(Validator(guide, ()))
    monkeypatch.setattr(Precedents, "cover", lambda *_: False)
    one_by_one = _calls_for_each(Validator(guide, ()))

    assert by_precedent * 4 < one_by_one


def _calls_for_each(validator: Validator) -> float:
    few, many = (Document.read(tasks_like(count)).root for count in (10, 110))
    validator.findings(Document.read(tasks_like(111)).root)
    return (calls(lambda: validator.findings(many)) - calls(lambda: validator.findings(few))) / 100


def test_a_rule_that_fails_is_told_of_and_hurts_no_other() -> None:
    @rule("broken", Severity.ERROR, "Tasks/*")
    def broken(task: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
        name = task.get("Name")
        if name is not None and name.value == "one7":
            message = "on purpose"
            raise RuntimeError(message)
        yield from ()

    told: list[str] = []
    validator = Validator(
        standard("guide").specification,
        [broken, *rules_of("guide")],
        lambda rule, error: told.append(f"{rule.code}: {error}"),
    )
    expected = found(fresh("guide"), tasks_like(9))

    assert found(validator, tasks_like(9)) == expected
    assert told == ["broken: on purpose"]
