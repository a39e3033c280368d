"""A letter costs the same however many entries, comments or findings there are beside it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml  # type: ignore[import-untyped,unused-ignore]

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.suppression.directives import directives
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from tests.linear.counting import calls, stays
from tests.linear.shapes import tasks
from tests.linear.test_linear import typing

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.notation import Notation

SIZES = (300, 600, 1200)


def _task(**fields: Any) -> dict[str, Any]:
    engine = {"Type": "docker", "Params": {"Image": "ubuntu:24.04"}}
    resources = {"CPU": "1", "Memory": "1GB", "Disk": "1GB"}
    return {"Name": "main", "Engine": engine, "Resources": resources, **fields}


def _job(*, task: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {"Name": "job", "Type": "batch", "Count": 1, **fields, "Tasks": [task or _task()]}


def _params(**fields: Any) -> dict[str, Any]:
    engine = {"Type": "docker", "Params": {"Image": "ubuntu:24.04", **fields}}
    return _job(task=_task(Engine=engine))


ENTRIES: dict[str, Callable[[int], dict[str, Any]]] = {
    "variables": lambda size: _job(task=_task(Env={f"A{n}": f"value {n}" for n in range(size)})),
    "labels": lambda size: _job(Labels={f"key{n}": f"value {n}" for n in range(size)}),
    "words": lambda size: _params(Parameters=[f"value {n}" for n in range(size)]),
}


def written(value: dict[str, Any], notation: Notation) -> str:
    """*value* in a notation, entries on lines of their own."""
    if notation is JSON:
        return json.dumps(value, indent=2)
    text: str = yaml.safe_dump(value, sort_keys=False)
    return text


def keystroke(text: str, at: int, notation: Notation = JSON) -> int:
    """Python's own calls when a letter is typed at *at* and taken back."""
    document = Document.read(text, notation)
    diagnose(document)
    typing(document, at, "x")  # what a rule learns once
    return calls(lambda: typing(document, at, "x"), builtin=False)


@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda each: each.name)
@pytest.mark.parametrize("name", ENTRIES)
def test_a_letter_in_one_of_many_entries(name: str, notation: Notation) -> None:
    counts = []
    for size in SIZES:
        text = written(ENTRIES[name](size), notation)
        counts.append(keystroke(text, text.index("value", len(text) // 2) + 2, notation))

    assert stays(counts), counts


def test_a_letter_in_one_of_many_names() -> None:
    counts = []
    for size in SIZES:
        text = written(ENTRIES["variables"](size), JSON)
        counts.append(keystroke(text, text.index('"A', len(text) // 2) + 2))

    assert stays(counts), counts


def test_many_names_are_told_apart_by_nothing() -> None:
    """What is remembered of names has an end; more of them than that cost no more each."""
    counts = []
    for size in (4000, 8000, 16_000):
        text = written(ENTRIES["variables"](size), YAML)
        counts.append(keystroke(text, text.index("value", len(text) // 2) + 2, YAML))

    assert stays(counts), counts


def test_a_letter_in_a_file_with_an_error() -> None:
    """Whether it has errors under the other specification is known without its findings."""
    counts = []
    for size in (40, 80, 160):
        text = re.sub(r'"ResultPaths": \[[^]]*\],', "", tasks(size))
        text = text.replace('"Target": "/in/0"', '"Target": "in"')
        at = text.index("ubuntu:", len(text) // 2) + 7
        assert "other-specification" in {each.code for each in diagnose(Document.read(text))}
        counts.append(keystroke(text, at))

    assert stays(counts), counts


@pytest.mark.parametrize(("notation", "sign"), [(JSON, "//"), (YAML, "#")])
def test_ignore_comments_are_found_without_the_others(notation: Notation, sign: str) -> None:
    counts = []
    for size in SIZES:
        lines = "".join(f'"A{n}": "1", {sign} why\n' for n in range(size))
        text = f'{{ {sign} bacalhau-ls: ignore[wrong-type]\n{lines}"B": 1}}'
        document = Document.read(text, notation)
        assert [each.line for each in directives(document)] == [0]
        counts.append(calls(lambda: list(directives(document)), builtin=False))  # noqa: B023

    assert max(counts) - min(counts) < 20, counts
