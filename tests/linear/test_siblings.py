"""A letter costs the same however many entries, comments or findings there are beside it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml  # type: ignore[import-untyped,unused-ignore]

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.hover import hover
from bacalhau_ls.suppression.directives import directives
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from tests.linear.counting import calls, grows_linearly, stays
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


def _inputs(size: int) -> dict[str, Any]:
    inputs = [
        {
            "Alias": f"a{n}",
            "Target": f"/in/{n}",
            "Source": {"Type": "s3", "Params": {"Bucket": "bucket", "Key": "value"}},
        }
        for n in range(size)
    ]
    return _job(task=_task(InputSources=inputs))


ENTRIES: dict[str, Callable[[int], dict[str, Any]]] = {
    "variables": lambda size: _job(task=_task(Env={f"A{n}": f"value {n}" for n in range(size)})),
    "labels": lambda size: _job(Labels={f"key{n}": f"value {n}" for n in range(size)}),
    "inputs": _inputs,
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


TEMPLATES = {
    "values": "{{.x}}",
    "texts": "a {{.x}} b",
    "branches": "{{if .x}}a{{else}}b{{end}}",
}


@pytest.mark.parametrize("sort", TEMPLATES)
@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda each: each.name)
@pytest.mark.parametrize("specification", ["guide", "bacalhau"])
def test_a_letter_beside_many_templates(sort: str, notation: Notation, specification: str) -> None:
    """They are not looked for again, and what was said of them stays."""
    counts = []
    for size in (500, 1000, 2000):
        value = _job(Labels={f"A{n}": TEMPLATES[sort] for n in range(size)}, Namespace="value")
        text = f"# bacalhau-ls: specification={specification}\n{written(value, notation)}"
        counts.append(keystroke(text, text.index("value") + 1, notation))

    assert stays(counts), counts


FINDINGS: dict[str, tuple[Callable[[int], dict[str, Any]], str, int]] = {
    "numbers": (lambda size: _params(Parameters=[*range(size), "value"]), "wrong-type", 80),
    "truths": (
        lambda size: _job(Labels={**{f"A{n}": True for n in range(size)}, "B": "value"}),
        "wrong-type",
        80,
    ),
    "keys": (
        lambda size: {**_job(Description="value"), **{f"Nmae{n}": n for n in range(size)}},
        "unknown-property",
        400,
    ),
}
"""What is wrong many times in one container, and how many calls each may cost at a keystroke."""


@pytest.mark.parametrize("notation", [JSON, YAML], ids=lambda each: each.name)
@pytest.mark.parametrize("name", FINDINGS)
def test_a_letter_beside_many_findings(name: str, notation: Notation) -> None:
    """What was found is remembered by what it hangs on, and fixes are worked out when asked for."""
    make, code, most = FINDINGS[name]
    counts = []
    for size in SIZES:
        text = written(make(size), notation)
        assert code in {each.code for each in diagnose(Document.read(text, notation))}
        counts.append(keystroke(text, text.index("value") + 1, notation))

    assert counts[-1] - counts[0] < most * (SIZES[-1] - SIZES[0]), counts


def test_so_many_unknown_keys_are_no_slips() -> None:
    """Comparing each of them with all that is known costs more than it helps."""
    counts = []
    for size in (1500, 1500, 3000, 6000):  # the first time all that is kept is worked out
        value = {**_job(), **{f"Nmae{n}": n for n in range(size)}}
        document = Document.read(written(value, JSON))
        counts.append(calls(lambda: diagnose(document), builtin=False))  # noqa: B023

    assert grows_linearly(counts[1:])
    assert counts[-1] < 250 * 6000, counts


@pytest.mark.parametrize("ask", [hover, diagnose], ids=["hover", "diagnosis"])
@pytest.mark.parametrize(("notation", "sign"), [(JSON, "//"), (YAML, "#")])
def test_comments_cost_nothing(notation: Notation, sign: str, ask: Callable[..., object]) -> None:
    counts = []
    for size in SIZES:
        lines = "".join(f'"A{n}": "1", {sign} why\n' for n in range(size))
        text = f'{{"Name": "job", "Type": "batch", "Labels": {{\n{lines}"B": "2"}}}}'
        document = Document.read(text, notation)
        diagnose(document)
        place = text.index('"1"', len(text) // 2) + 1
        at = (guide().specification, place) if ask is hover else ()
        counts.append(calls(lambda: ask(document, *at), builtin=False))  # noqa: B023

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
