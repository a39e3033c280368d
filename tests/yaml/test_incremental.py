"""The most important property: after any edits the tree is that of the text."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Container, Green, Scalar
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.syntax.yaml.reading.parser import parse
from bacalhau_ls.text import Edit
from tests.yaml.texts import broken_texts, histories

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


@settings(max_examples=600)
@given(histories())
def test_incremental_equals_from_scratch(history: tuple[str, list[Edit]]) -> None:
    """Whatever is edited, nothing of the tree differs from a fresh reading."""
    text, made = history
    document = Document.read(text, YAML)
    for edit in made:
        document = document.edited([edit])

        assert facts(parse(document.content)) == facts(document.tree)


@settings(max_examples=400)
@given(broken_texts())
def test_the_tree_stands_in_the_text(text: str) -> None:
    """Every node lies inside the one around it, and a scalar is what stands at its place."""
    tree = parse(text)

    assert tree.width == len(text)
    pending: list[tuple[Container, int]] = [(tree, 0)]
    while pending:
        container, start = pending.pop()
        end = 0
        for child, offset, first in zip(
            container.children, container.offsets, container.starts, strict=True
        ):
            assert end <= first <= offset
            end = offset + child.width
            assert end <= container.width
            if isinstance(child, Scalar):
                assert text[start + offset : start + end] == child.text
            else:
                pending.append((child, start + offset))
