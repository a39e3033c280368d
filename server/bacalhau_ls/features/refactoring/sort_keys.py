"""Put keys in the order of the specification; comments travel with their key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.actions import ORGANIZE, REWRITE, Action
from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.features.refactoring._anchors import keeping_anchors
from bacalhau_ls.findings import SortMembers
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit

    Names: TypeAlias = tuple[str, ...]

_LARGE = 200_000
"""For more characters than that nobody looks beforehand whether there is something to sort."""


@refactoring
def sort_keys(place: Place) -> Iterator[Action]:
    """The innermost object whose keys are not in order, and the whole document."""
    for node in reversed(place.way):
        schema = place.specification.governing(node)
        order = _new_order(place.document, node, schema) if schema is not None else ()
        if order:
            name = f"the keys of `{node.name}`" if node.name else "these keys"
            operation = SortMembers(node.span, order)
            yield Action(f"Sort {name}", REWRITE, partial(place.edits, operation))
            break
    document = place.document
    is_large = len(document.content) > _LARGE
    if is_large or any(_unsorted(document, place.specification)):
        edits = partial(sorted_keys, place.document, place.specification)
        yield Action("Sort all keys", ORGANIZE, edits)


def sorted_keys(document: Document, specification: Specification) -> tuple[Edit, ...]:
    """The edits that sort the keys of all objects, the innermost first."""
    total: tuple[Edit, ...] = ()
    current = document
    deepest = max((len(node.path) for node, _ in _unsorted(current, specification)), default=-1)
    for depth in range(deepest, -1, -1):
        operations = [
            SortMembers(node.span, order)
            for node, order in _unsorted(current, specification)
            if len(node.path) == depth
        ]
        made = current.notation.edits(current.content, current.top, operations)
        current = current.read(edit_sets.applied(current.content, made), current.notation)
        total = edit_sets.composed(total, made)
    return edit_sets.minimal(document.content, total)


def _unsorted(document: Document, specification: Specification) -> Iterator[tuple[Node, Names]]:
    everything = Span(0, len(document.text))
    for node, schema in specification.governed(document.root, everything):
        if order := _new_order(document, node, schema):
            yield node, order


def _can_be_sorted(document: Document, node: Node, names: Names) -> bool:
    """Whether that tears no block of templates apart."""
    operation = SortMembers(node.span, names)
    return bool(document.notation.edits(document.content, document.top, (operation,)))


def _new_order(document: Document, node: Node, schema: Schema) -> Names:
    """The order that the keys of *node* should have; none if they have it, or cannot be sorted."""
    if node.kind is not Kind.OBJECT or not isinstance(node.green, Container) or not schema.names:
        return ()
    if any(problem.fault.structural for problem in node.green.problems):
        return ()  # what belongs to which key is a guess
    rank = {name: rank for rank, name in enumerate(schema.names)}
    ranks = [rank.get(key.value, len(rank)) for key in node.green.keys]
    if ranks == sorted(ranks):
        return ()
    if document.actions.have_blocks and not _can_be_sorted(document, node, schema.names):
        return ()
    if not document.may_take_over:
        return schema.names
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    order = keeping_anchors(document, node, order)
    if order == sorted(order):
        return ()
    return tuple([node.child(index).written_name for index in order])
