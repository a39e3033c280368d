"""The most important property: after any edits the tree is that of the text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Green, Scalar
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.syntax.yaml.reading.parser import parse
from bacalhau_ls.text import Edit
from tests.yaml.texts import histories

FACTS = (
    "kind",
    "width",
    "offsets",
    "key_offsets",
    "starts",
    "problems",
    "closed",
    "block",
    "indent",
    "entry_column",
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


@settings(max_examples=600, deadline=None)
@given(histories())
def test_incremental_equals_from_scratch(history: tuple[str, list[Edit]]) -> None:
    """Whatever is edited, nothing of the tree differs from a fresh reading."""
    text, made = history
    document = Document.read(text, YAML)
    for edit in made:
        document = document.edited([edit])

        assert facts(parse(document.content)) == facts(document.tree)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        (': "\np\n 3\ne: [\n"', Edit(6, 14, "{{end}}\n")),  # an open string reaches on
        (" - \r\n-", Edit(3, 4, "*a")),
        ("{:[\n2]:", Edit(1, 1, "")),
        ('{"}\n"b', Edit(2, 3, "\r\n")),
        ("N:\n{{:", Edit(0, 1, "\x01")),
        ('a: "x\n    b: 1\n    c: 2\nd: 3\n', Edit(20, 20, '"')),
    ],
)
def test_slips_that_once_went_wrong(text: str, edit: Edit) -> None:
    """Found by random edits: the tree after each is that of a fresh reading."""
    document = Document.read(text, YAML).edited([edit])

    assert facts(parse(document.content)) == facts(document.tree)
