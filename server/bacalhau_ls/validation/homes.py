"""Where a key belongs that is not known where it stands: deeper inside the same object."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.memo import kept
from bacalhau_ls.validation.judgement import Verdict, is_null
from bacalhau_ls.validation.sites import (
    Site,
    known_to_members,
    objects_to_make,
    present_in,
    sites_inside,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node

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
    is_guess: bool = False
    """Whether nobody can tell how to get it there: into which item, or what else belongs there."""

    @property
    def words(self) -> str:
        """How to call it in a message."""
        if _SOME not in self.path:
            return f"`{_dotted(self.path)}`"
        place = self.path.index(_SOME)
        item = f"an item of `{_dotted(self.path[:place])}`"
        inside = self.path[place + 1 :]
        return f"`{_dotted(inside)}` of {item}" if inside else item

    @property
    def is_called_for(self) -> bool:
        """Whether something is wrong without the key."""
        return self.need is not None or self.stands_for_it

    @property
    def is_item_to_make(self) -> bool:
        """Whether it is an item of a list that needs one and is empty."""
        return not self.exists and isinstance(self.path[-1], int)


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
        known = [known_to_members(site.schema) for site in around]
        elsewhere = nearer.union(*(of_several for _, of_several in known))
        nearer.update(*(of_any for of_any, _ in known))
        around = sites
        lacked = _lacked_by(sites).items()
        return {name: h for name, h in lacked if name not in elsewhere or h.is_called_for}

    return {**_homes_to_make(node, schema), **nearest_inside(node, schema, homes_at)}


def _homes_to_make(node: Node, schema: Schema) -> dict[str, Home]:
    """The homes in absent members of what is there, the nearest of each key.

    What an object nearer by knows, or a member of it, is not looked for further inside.
    """
    made: dict[str, Home] = {}
    nearer = set[str]()
    for sites in ([Site((), node, schema)], *sites_inside(node, schema)):
        objects = [site for site in sites if site.node and site.node.kind is Kind.OBJECT]
        nearer.update(name for site in objects for name in site.schema.names)
        here = {n: home for n, home in _agreed_on(_to_make_in(objects)).items() if n not in nearer}
        made = {**here, **made}
        nearer.update(name for site in objects for name in known_to_members(site.schema)[0])
    return made


def _to_make_in(objects: Iterable[Site]) -> Iterator[tuple[str, Home]]:
    """The keys that just one absent member of one of *objects* would know, with that member.

    If more must be in it, or it must be in an item of a list anyway, it is not made for a key.
    """
    for path, node, schema in objects:
        assert node is not None
        present, (_, of_several) = present_in(node, schema), known_to_members(schema)
        for name in schema.names:
            inner = schema.child(name)
            if name in present or inner is None or not inner.is_closed:
                continue
            home = Home((*path, name), exists=False, is_guess=_is_more(schema, name, inner))
            yield from ((known, home) for known in inner.names if known not in of_several)


def _is_more(schema: Schema, name: str, inner: Schema) -> bool:
    return bool(inner.required) or schema.is_required(name)


def nearest_inside(
    node: Node, schema: Schema, homes_at: Callable[[list[Site]], dict[str, Home]]
) -> dict[str, Home]:
    """What *homes_at* has for the keys of each level inside *node*; the nearest level counts."""
    nearest: dict[str, Home] = {}
    for sites in sites_inside(node, schema):
        nearest = {**homes_at(sites), **nearest}
    return nearest


def _lacked_by(sites: Iterable[Site]) -> dict[str, Home]:
    return _agreed_on((name, _home(site, name)) for site in sites for name in _lacking(site))


def _agreed_on(found: Iterable[tuple[str, Home]]) -> dict[str, Home]:
    """The one home of each key."""
    homes: dict[str, list[Home]] = {}
    for name, home in found:
        homes.setdefault(name, []).append(home)
    agreed = {name: _agreed(each) for name, each in homes.items()}
    return {name: home for name, home in agreed.items() if home}


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
    sites = objects_to_make((name or "",), inner) if inner is not None else ()
    return {inside: _home(site, inside) for site in sites for inside in site.schema.names}


def _lacking(site: Site) -> Iterator[str]:
    if site.node is not None and site.node.kind is not Kind.OBJECT:
        return
    present = present_in(site.node, site.schema) if site.node is not None else set()
    yield from (name for name in site.schema.names if name not in present)


def _agreed(found: list[Home]) -> Home | None:
    """The one home, or that it is in some item of one list."""
    if len(found) == 1:
        return found[0]
    if len({len(home.path) for home in found}) > 1:
        return None
    common = [_common(steps) for steps in zip(*(home.path for home in found), strict=True)]
    path = tuple(step for step in common if step is not None)
    is_one_list = path.count(_SOME) == 1 and len(path) == len(common)
    return Home(path, is_guess=True) if is_one_list else None


def _common(steps: tuple[str | int, ...]) -> str | int | None:
    """The step that all take, or that all go to some item."""
    if len(set(steps)) == 1:
        return steps[0]
    return _SOME if all(isinstance(step, int) for step in steps) else None
