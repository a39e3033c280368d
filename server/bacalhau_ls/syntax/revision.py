"""A text and its tree after edits, and where things are in it then."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bacalhau_ls.text import Edit, Span

    Reparse: TypeAlias = Callable[[Container, str, str, Edit], Container]


def after(text: str, top: Node, edits: Sequence[Edit], reparse: Reparse) -> tuple[str, Node]:
    """Text and tree after *edits*; *reparse* is that of the notation."""
    tree = top.green
    assert isinstance(tree, Container)
    for edit in reversed(edits):
        renewed = edit_sets.applied(text, [edit])
        tree = reparse(tree, text, renewed, edit)
        text = renewed
    return text, Node(tree, 0)


def node_at(top: Node, span: Span) -> Node | None:
    """The value that stands exactly at *span*."""
    node: Node | None = top.child_at(span.start)
    while node is not None and node.span != span:
        node = node.child_at(span.start)
    return node
