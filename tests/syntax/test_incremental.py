"""The most important property: after any edits the tree is that of the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Container, Green, Scalar
from bacalhau_ls.syntax.json.reading.parser import parse
from bacalhau_ls.text import Edit
from tests.strategies import SPEC, histories

FACTS = (
    "kind",
    "width",
    "offsets",
    "key_offsets",
    "problems",
    "closed",
    "indent",
    "entry_column",
    "even",
    "aligned",
    "trusted",
    "residue",
    "troubled",
)


def facts(green: Green) -> list[Any]:
    """All that a tree says, in one flat list."""
    found: list[Any] = []
    pending: list[Green] = [green]
    while pending:
        node = pending.pop()
        if isinstance(node, Scalar):
            found.append((node.kind, node.text, repr(node.value), node.problems))
        else:
            found.append([getattr(node, name) for name in FACTS])
            pending += [*node.keys, *node.children]
    return found


@settings(max_examples=400, deadline=None)
@given(histories())
def test_incremental_equals_from_scratch(history: tuple[str, list[Edit]]) -> None:
    """Whatever is edited, nothing of the tree differs from a fresh reading."""
    text, made = history
    document = Document.read(text)
    for edit in made:
        document = document.edited([edit])

        assert facts(parse(document.content)) == facts(document.tree)


TASK: Any = SPEC["Tasks"][0]
TASKS = [{**TASK, "Name": f"task-{number}"} for number in range(40)]
LARGE = json.dumps({"Tasks": TASKS}, indent=2)


@pytest.mark.parametrize("piece", ['"', "{", "[", "}", "]", ",", "x", "\n      ", "'", "//"])
@pytest.mark.parametrize("place", ['"ubuntu', '"Engine": ', '"Resources": {', '"a"'])
def test_an_edit_costs_its_block_only(place: str, piece: str) -> None:
    """Tasks far from an edit that breaks the text, and heals it, stay the same objects."""
    at = LARGE.index(place, len(LARGE) // 2) + len(place)
    before = Document.read(LARGE)
    broken = before.edited([Edit(at, at, piece)])
    healed = broken.edited([Edit(at, at + len(piece), "")])

    for document in (broken, healed):
        assert len(shared(before, document)) >= 38


def shared(before: Document, after: Document) -> set[int]:
    """The tasks that are the same objects in both versions."""
    old, new = tasks_of(before), tasks_of(after)
    return {id(task) for task in old if any(task is other for other in new)}


def tasks_of(document: Document) -> tuple[Green, ...]:
    tasks = document.root.get("Tasks")
    assert tasks is not None
    assert isinstance(tasks.green, Container)
    return tasks.green.children


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ('{N\n"":""}', Edit(2, 2, "\x1f")),  # a stray character where a value is due
        ('{"a": \n"b": 1, "c": 2}', Edit(6, 6, "\x1f")),
        ('[{"a": 1, "b": 2}, {}]', Edit(8, 8, "}")),  # closed too early
        ('[{"a": 1}"b": 2}, {}]', Edit(8, 9, "")),
        ('[\n  {\n    "a": 1,\n  "b": {},\n  "c": []}\n]', Edit(4, 5, "")),  # never opened
        ('{""[{"e"{{[]}}""[{{}]"":', Edit(17, 18, "")),
        ('[{},,"":{}', Edit(9, 9, "/")),
        ('[{"b": 1}, "b": {}]', Edit(3, 4, "a")),  # the key decides on what follows
        ('{{e"""{"}}', Edit(6, 8, "")),  # a bracket becomes a template
        ('{\n  "x": [\n    {}\n  ],\n  "b": {}\n}', Edit(22, 23, "")),
    ],
)
def test_slips_that_once_went_wrong(text: str, edit: Edit) -> None:
    """Found by random edits: the tree after each is that of a fresh reading."""
    document = Document.read(text).edited([edit])

    assert facts(parse(document.content)) == facts(document.tree)


@pytest.mark.parametrize(
    "text",
    [
        '{"Tasks": [\n    {\n      "a": [\n    "b": {},\n    "c": {}\n',
        '{\n  "T": [\n    {\n      "e": [\n        {},\n  "b": {},\n    "c": []\n',
        '[\n  {\n    "a": {},\n    "b": [\n  "a": {}\n    "a": {}\n  "a": {}',
    ],
)
def test_members_among_items_at_any_column_are_read(text: str) -> None:
    """A key whose column puts it outside the object opened for it is still taken."""
    assert Document.read(text).tree.width == len(text)
