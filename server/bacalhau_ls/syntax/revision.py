"""A text and its tree after edits, and where things are in it then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.operations import MoveMember
from bacalhau_ls.syntax.tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bacalhau_ls.syntax.operations import Operation
    from bacalhau_ls.text import Edit, Span

    Reparse: TypeAlias = Callable[[Container, str, str, Edit], Container]
    Do: TypeAlias = Callable[[str, Node, Operation, Operation], Sequence[Edit]]
    """The edits of an operation on a text with its tree; last the operation as it was given."""


def after(text: str, top: Node, edits: Sequence[Edit], reparse: Reparse) -> tuple[str, Node]:
    """Text and tree after *edits*; *reparse* is that of the notation."""
    tree = top.green
    assert isinstance(tree, Container)
    for edit in reversed(edits):
        renewed = edit_sets.applied(text, [edit])
        tree = reparse(tree, text, renewed, edit)
        text = renewed
    return text, Node(tree, 0)


def in_turn(
    text: str, top: Node, operations: Sequence[Operation], do: Do, reparse: Reparse
) -> list[Edit]:
    """Each operation on the text that the ones before it leave; all or none with a move."""
    total: tuple[Edit, ...] = ()
    content, current = text, top
    for operation in operations:
        here = replace(operation, span=edit_sets.mapped(operation.span, total))
        step = sorted(do(content, current, here, operation))
        if not step and isinstance(operation, MoveMember):
            return []  # what the others do is of use with it only
        content, current = after(content, current, step, reparse)
        total = edit_sets.composed(total, step)
    return list(total)


def node_at(top: Node, span: Span) -> Node | None:
    """The value that stands exactly at *span*."""
    node: Node | None = top.child_at(span.start)
    while node is not None and node.span != span:
        node = node.child_at(span.start)
    return node
