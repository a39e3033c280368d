"""Give an engine, a source or a publisher another type, with the parameters that still fit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.actions import REWRITE, Action
from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.findings import AddMember, Operation, Remove, SetValue, WrapInList
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.validation.json_types import is_one_of
from bacalhau_ls.validation.skeletons import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit


@refactoring
def change_type(place: Place) -> Iterator[Action]:
    """Anywhere in an object whose type decides what else belongs into it."""
    for node in reversed(place.way):
        schema = _without_branch(place, node)
        chooser = schema.chooser if schema and node.kind is Kind.OBJECT else None
        if schema is None or chooser is None:
            continue
        kind = node.get(chooser)
        if kind is not None and kind.string is not None:
            yield from _changes(place, node, kind, schema)
        return


def _without_branch(place: Place, node: Node) -> Schema | None:
    """What the schema says about *node* whatever its type is."""
    if node.parent is None or node.parent.kind is Kind.DOCUMENT:
        return place.specification.root
    around = place.specification.governing(node.parent)
    step = node.name if node.parent.kind is Kind.OBJECT else node.index
    return around.child(step) if around and step is not None else None


def _changes(place: Place, node: Node, kind: Node, schema: Schema) -> Iterator[Action]:
    chooser = schema.child(kind.name or "")
    if chooser is None:
        return
    title = chooser.title.lower() or "type"
    written = str.lower if chooser.first("x-any-case") else str
    for value in chooser.offered:
        if written(str(value)) != written(str(kind.value)):
            edits = partial(_edits, place, node, kind, schema.selecting(str(value)), value)
            yield Action(f"Change the {title} to `{value}`", REWRITE, edits)


def _edits(place: Place, node: Node, kind: Node, schema: Schema, value: str) -> tuple[Edit, ...]:
    operations: list[Operation] = [SetValue(kind.span, value)]
    for name in schema.names:
        inner, child = schema.child(name), node.get(name)
        if inner is None or name == kind.name:
            continue
        if child is not None and child.kind is Kind.OBJECT and inner.is_closed:
            operations += _fitting(child, inner, place.specification.governing(child))
        elif child is None and schema.is_required(name):
            operations.append(AddMember(node.span, name, skeleton(inner), schema.names))
    return place.edits(*operations)


def _fitting(node: Node, schema: Schema, before: Schema | None) -> Iterator[Operation]:
    """Remove what does not fit under the new type, add what it needs.

    What did not fit *before* either is no matter of the type: it may belong somewhere else.
    """
    for child in node:
        inner = schema.child(child.name) if child.name is not None else None
        if inner is not None and inner.types and not is_one_of(child, inner.types):
            yield from _forced(child, inner)
        elif child.name is not None and inner is None and _is_known(child.name, before):
            yield Remove(child.span)
    for name in schema.required:
        inner = schema.child(name)
        if inner is not None and node.get(name) is None:
            yield AddMember(node.span, name, skeleton(inner), schema.names)


def _is_known(name: str, before: Schema | None) -> bool:
    return before is None or not before.is_closed or before.child(name) is not None


def _forced(child: Node, schema: Schema) -> Iterator[Operation]:
    """Make a list of a single item; what cannot be one gets the least that can stand there."""
    items = schema.child(0) if "array" in schema.types else None
    if items is not None and is_one_of(child, items.types):
        yield WrapInList(child.span)
    elif child.readable or isinstance(child.green, Container):
        yield SetValue(child.span, skeleton(schema))
