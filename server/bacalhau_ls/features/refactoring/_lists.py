"""Adding an item to a list of objects, with all that it needs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bacalhau_ls.actions import REWRITE, Action
from bacalhau_ls.findings import AddItem, AddMember
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.validation.skeletons import OF_ITS_OWN, free, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.refactoring import Place
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit

TASKS = "Tasks"


def task_at(place: Place) -> Node | None:
    """The task that the selection is in."""
    steps = place.way
    is_in_task = len(steps) > 2 and steps[1].name == TASKS and steps[1].kind is Kind.ARRAY  # noqa: PLR2004
    return steps[2] if is_in_task and steps[2].kind is Kind.OBJECT else None


def addition(place: Place, owner: Node, name: str, title: str) -> Iterator[Action]:
    """The action that adds an item to the list *name* of *owner*, which is made if need be."""
    items = owner.get(name)
    schema = place.specification.governing(owner)
    inner = schema.child(name) if schema else None
    if inner is None or (items is not None and items.kind is not Kind.ARRAY):
        return
    yield Action(title, REWRITE, partial(_edits, place, owner, name))


def _edits(place: Place, owner: Node, name: str) -> tuple[Edit, ...]:
    schema = place.specification.governing(owner)
    items, inner = owner.get(name), schema.child(name) if schema else None
    item = inner.child(0) if inner else None
    if schema is None or item is None:
        return ()
    value = skeleton(item)
    if items is None:
        return place.edits(AddMember(owner.span, name, [value], schema.names))
    return place.edits(AddItem(items.span, _of_its_own(value, items)))


def _of_its_own(value: Any, items: Node) -> Any:
    """*value* with texts that no other item has."""
    if not isinstance(value, dict):
        return value
    made = dict(value)
    for name in OF_ITS_OWN:
        if isinstance(text := made.get(name), str):
            taken = {other.value for item in items if (other := item.get(name)) is not None}
            made[name] = free(text, taken)
    return made
