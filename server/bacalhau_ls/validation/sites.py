"""The objects and lists inside an object, level by level, and what they know and have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.memo import once
from bacalhau_ls.validation.judgement import is_null

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node

_DEEPEST = 4
"""From the job over ``Tasks`` and a task to the parameters of its engine."""
_MOST_ITEMS = 20
"""Which item of a longer list lacks something is not looked for: somebody is typing a key."""


class Site(NamedTuple):
    """An object or list inside another object, or one that it must have and has not got."""

    path: tuple[str | int, ...]
    node: Node | None
    schema: Schema


def sites_inside(node: Node, schema: Schema) -> Iterator[list[Site]]:
    """The objects and lists inside *node*, those one level deeper after the others."""
    sites = [Site((), node, schema)]
    for _ in range(_DEEPEST):
        sites = [inner for site in sites for inner in _inside(site)]
        yield sites


def _inside(site: Site) -> Iterator[Site]:
    """The objects and lists directly inside an existing one, and those that it must have.

    An item of a list that lacks an object is a fault of its own: what may be meant is a guess.
    """
    if site.node is None:
        return
    if site.node.kind is Kind.ARRAY:
        yield from _items(site, site.node)
        return
    is_item = bool(site.path) and isinstance(site.path[-1], int)
    for name in site.schema.names:
        inner = site.schema.child(name)
        value = site.node.get(name)
        if inner is None:
            continue
        if value is not None and value.kind in (Kind.OBJECT, Kind.ARRAY):
            yield Site((*site.path, name), value, inner.chosen_for(value))
        elif is_null(value.green) if value else not is_item and site.schema.is_required(name):
            yield from objects_to_make((*site.path, name), inner)


def objects_to_make(path: tuple[str | int, ...], schema: Schema) -> Iterator[Site]:
    """What must be there and is not: an object, or the first item of a list that needs one."""
    if "object" in schema.types:
        yield Site(path, None, schema)
    else:
        yield from _item_to_make(path, schema)


def _item_to_make(path: tuple[str | int, ...], schema: Schema) -> Iterator[Site]:
    item = schema.child(0)
    if item is not None and schema.first("minItems"):
        yield Site((*path, 0), None, item)


def _items(site: Site, array: Node) -> Iterator[Site]:
    if not len(array):
        yield from _item_to_make(site.path, site.schema)
    item = site.schema.child(0)
    for child in array if item and len(array) <= _MOST_ITEMS else ():
        if child.kind is Kind.OBJECT and item is not None:
            yield Site((*site.path, child.index), child, item.chosen_for(child))


def present_in(node: Node, schema: Schema) -> set[Any]:
    """The names of the members that *node* has."""
    green = node.green
    if not isinstance(green, Container):
        return set()
    members = list(zip(green.keys, green.children, strict=True))
    if schema.null_is_absent:
        members = [(key, child) for key, child in members if not is_null(child)]
    return {schema.spelt(key.value) for key, _ in members}


@once
def known_to_members(schema: Schema) -> tuple[frozenset[str], frozenset[str]]:
    """The keys that objects in an object of *schema* know, and those that several of them know.

    That the others have such a key already does not say that one more is meant for the last.
    """
    inside = (schema.child(name) for name in schema.names)
    objects = (inner for inner in inside if inner is not None and "object" in inner.types)
    counts = Counter(name for inner in objects for name in inner.names)
    return frozenset(counts), frozenset(name for name, count in counts.items() if count > 1)
