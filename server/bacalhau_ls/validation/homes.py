"""Where a key belongs that is not known where it stands: deeper inside the same object."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.memo import kept, once
from bacalhau_ls.validation.judgement import Verdict, is_null

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node

_DEEPEST = 4
"""From the job over ``Tasks`` and a task to the parameters of its engine."""
_MOST_ITEMS = 20
"""Which item of a longer list lacks something is not looked for: somebody is typing a key."""
_HOMES = "homes inside"


class Home(NamedTuple):
    """An object that knows a key and has not got it."""

    path: tuple[str | int, ...]
    """The way there from the object with the stray key."""
    exists: bool = True
    """Whether the last step is there already; if not, it must be made."""
    need: str | None = None
    """Whether the key is needed there, see `need_of`."""
    stands_for_it: bool = False
    """Whether the key is all that shows of an object that must be there."""

    @property
    def words(self) -> str:
        """How to call it in a message."""
        if self.is_some_item:
            return f"an item of `{_dotted(self.path[:-1])}`"
        return f"`{_dotted(self.path)}`"

    @property
    def is_called_for(self) -> bool:
        """Whether something is wrong without the key."""
        return self.need is not None or self.stands_for_it

    @property
    def is_item_to_make(self) -> bool:
        """Whether it is an item of a list that needs one and is empty."""
        return not self.exists and isinstance(self.path[-1], int)

    @property
    def is_some_item(self) -> bool:
        """Whether it is one of several items, and which one is a guess."""
        return self.path[-1] == _SOME


def _dotted(path: Iterable[str | int]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".")


_SOME = -1
"""Stands for one of several items."""


def need_of(schema: Schema, name: str) -> str | None:
    """Where it is noticed, as the schema says it, that *name* is missing; None if it may be."""
    for part in schema.parts:
        if name in part.get("required", ()):
            verdict = Verdict("required", part)
            if verdict.said("x-severity") in (None, "error"):
                return str(verdict.said("x-stage") or "")
    return None


class Site(NamedTuple):
    """An object or list inside another object, or one that it must have and has not got."""

    path: tuple[str | int, ...]
    node: Node | None
    schema: Schema


def homes_inside(node: Node, schema: Schema) -> dict[str, Home]:
    """The homes of all keys that something inside *node* lacks, the nearest of each.

    A key that two places at the same depth lack has none: that would be a guess.
    """
    green = node.green
    if not isinstance(green, Container):
        return {}
    return kept(green, (_HOMES, schema), partial(_found_inside, node, schema))


def _found_inside(node: Node, schema: Schema) -> dict[str, Home]:
    """The same; a key that others know as well is at home only where it is called for."""
    around, nearer = [Site((), node, schema)], set[str]()

    def homes_at(sites: list[Site]) -> dict[str, Home]:
        nonlocal around
        known = [_known_to_members(site.schema) for site in around]
        elsewhere = nearer.union(*(of_several for _, of_several in known))
        nearer.update(*(of_any for of_any, _ in known))
        around = sites
        lacked = _lacked_by(sites).items()
        return {name: h for name, h in lacked if name not in elsewhere or h.is_called_for}

    return {**_homes_to_make(node, schema), **nearest_inside(node, schema, homes_at)}


def nearest_inside(
    node: Node, schema: Schema, homes_at: Callable[[list[Site]], dict[str, Home]]
) -> dict[str, Home]:
    """What *homes_at* has for the keys of each level inside *node*; the nearest level counts."""
    nearest: dict[str, Home] = {}
    for sites in _sites_inside(node, schema):
        nearest = {**homes_at(sites), **nearest}
    return nearest


def _lacked_by(sites: Iterable[Site]) -> dict[str, Home]:
    lacking: dict[str, list[Home]] = {}
    for site in sites:
        for name in _lacking(site):
            lacking.setdefault(name, []).append(_home(site, name))
    agreed = {name: _agreed(homes) for name, homes in lacking.items()}
    return {name: home for name, home in agreed.items() if home}


@once
def _known_to_members(schema: Schema) -> tuple[frozenset[str], frozenset[str]]:
    """The keys that objects in an object of *schema* know, and those that several of them know.

    That the others have such a key already does not say that one more is meant for the last.
    """
    inside = (schema.child(name) for name in schema.names)
    objects = (inner for inner in inside if inner is not None and "object" in inner.types)
    counts = Counter(name for inner in objects for name in inner.names)
    return frozenset(counts), frozenset(name for name, count in counts.items() if count > 1)


def _home(site: Site, name: str) -> Home:
    is_there, need = site.node is not None, need_of(site.schema, name)
    return Home(site.path, is_there, need, stands_for_it=not is_there)


def begun_above(node: Node, schema: Schema) -> dict[int, Home]:
    """The members of *node* that belong in one begun above them, by their number.

    That is one whose value is not there yet: of several the last one is meant.
    """
    found: dict[int, Home] = {}
    known: dict[Any, Home] = {}
    green = node.green
    assert isinstance(green, Container)
    for index, (key, child) in enumerate(zip(green.keys, green.children, strict=True)):
        if key.value in known:
            found[index] = known[key.value]
        if type(child) is Scalar and child.value is None and is_null(child):
            known |= _homes_in(key.value, schema)
    return found


def _homes_in(name: str | None, schema: Schema) -> dict[str, Home]:
    """The homes of all keys that belong in the member *name*, which is to be made."""
    inner = schema.child(name) if name is not None else None
    sites = _to_make((name or "",), inner) if inner is not None else ()
    return {inside: _home(site, inside) for site in sites for inside in site.schema.names}


def _homes_to_make(node: Node, schema: Schema) -> dict[str, Home]:
    """The keys that just one absent member of *node* would know that need not be there."""
    present, found = present_in(node, schema), dict[str, list[Home]]()
    for name in schema.names:
        inner = schema.child(name)
        is_absent = name not in present and not schema.is_required(name)
        if is_absent and inner is not None and inner.is_closed and not inner.required:
            for known in inner.names:
                found.setdefault(known, []).append(Home((name,), exists=False))
    _, of_several = _known_to_members(schema)
    return {
        name: homes[0]
        for name, homes in found.items()
        if len(homes) == 1 and name not in of_several
    }


def _sites_inside(node: Node, schema: Schema) -> Iterator[list[Site]]:
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
            yield from _to_make((*site.path, name), inner)


def _to_make(path: tuple[str | int, ...], schema: Schema) -> Iterator[Site]:
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


def _lacking(site: Site) -> Iterator[str]:
    if site.node is not None and site.node.kind is not Kind.OBJECT:
        return
    present = present_in(site.node, site.schema) if site.node is not None else set()
    yield from (name for name in site.schema.names if name not in present)


def _agreed(found: list[Home]) -> Home | None:
    """The one home, or that it is some item of one list."""
    if len(found) == 1:
        return found[0]
    lists = {home.path[:-1] for home in found if isinstance(home.path[-1], int)}
    is_one_list = len(lists) == 1 and all(isinstance(home.path[-1], int) for home in found)
    return Home((*lists.pop(), _SOME)) if is_one_list else None
