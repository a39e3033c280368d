"""Block text that keeps the blank lines below it (``|+``) means the same after all that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.findings import AddMember, MoveMember, Remove, SetValue, SortMembers
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.findings import Operation
    from bacalhau_ls.syntax.tree import Node

TEXTS = [
    "a: >+\n  f\n\n\n\nb: 012",
    "a: >+\n  f\n\n\n\nb: 012\n",
    "b: 1\na: |+\n  f\n\n\n",
    "a:\n  c: |+\n    f\nb: 2\n",
    "a:\n  c: |+\n    f\n\nb: 2\n",
    "a: |+\n  f\n\n# c\nb: 2\nd: 3\n",
    "a:\n- |+\n  x\n\n- 2\nb: 3\n",
    "a: |+\r\n  x\r\n\r\nb: 3\r\n",
]
OPERATIONS: dict[str, Callable[[Node, Node], Operation]] = {
    "sort": lambda root, _: SortMembers(root.span, ("b", "a")),
    "sort back": lambda root, _: SortMembers(root.span, ("d", "a", "b")),
    "add": lambda root, _: AddMember(root.span, "z", 1),
    "add first": lambda root, _: AddMember(root.span, "z", 1, ("z", "a", "b")),
    "add between": lambda root, _: AddMember(root.span, "z", 1, ("a", "z", "b")),
    "remove": lambda _, other: Remove(other.span),
    "move": lambda _, other: MoveMember(other.span, 0, (), "q"),
    "set": lambda _, other: SetValue(other.span, {"k": 1}),
}


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_text_stays(text: str, name: str) -> None:
    document = Document.read(text, YAML)
    other = document.root.get("b")
    assert other is not None
    operation = OPERATIONS[name](document.root, other)

    edits = YAML.edits(text, document.top, (operation,))
    new = python_value(YAML.parse(edit_sets.applied(text, edits)))

    assert new["a"] == python_value(document.tree)["a"]
