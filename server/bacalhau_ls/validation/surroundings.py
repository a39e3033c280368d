"""What an object's own findings depend on besides itself: what is known and absent around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.memo import once
from bacalhau_ls.validation.held import Held
from bacalhau_ls.validation.homes import homes_inside, need_of
from bacalhau_ls.validation.sites import present_in
from bacalhau_ls.validation.soundness import lacks_bracket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node

FURTHEST: Final = 2
"""A key is looked for so many levels further out, no more: beyond that it is a guess."""


class Wanted(NamedTuple):
    """A key that an object further out knows and has not got."""

    name: str
    levels: int
    """How far out that object is."""
    beside: str
    """The member of that object in which we are."""
    need: str | None = None
    """Whether it is needed there, see `need_of`."""


class Cousin(NamedTuple):
    """A key that is known in another member of an object further out."""

    name: str
    owner: str
    """That member."""
    levels: int
    """How far out the object is that has it."""
    need: str | None = None
    """Whether the member is needed and absent, see `need_of`: then the key stands for it."""


class Surroundings(NamedTuple):
    """What an object's own findings depend on besides itself."""

    wanted: tuple[Wanted, ...] = ()
    """Keys known but absent further out."""
    offered: tuple[str, ...] = ()
    """Keys further out that are not known there, but somewhere inside."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Keys that would be known if the object around had another ``Type``, and which."""
    astray: frozenset[str] = frozenset()
    """Keys that may be at a wrong level because a bracket is lost, see `astray_in`."""
    cousins: tuple[Cousin, ...] = ()
    held: tuple[Held, ...] = ()
    """Keys that are known further out and there already."""


NOWHERE: Final = Surroundings()


def surroundings_of(node: Node, schema: Schema, around: Surroundings) -> Surroundings:
    """What the objects inside *node* need to know about it and about what is around it."""
    if node.kind is Kind.ARRAY:
        return around_items(node, schema, around)
    if not schema.is_closed:
        return NOWHERE._replace(astray=astray_in(node, schema, around))
    present = present_in(node, schema)
    wanted = [
        Wanted(name, 1, "", need_of(schema, name)) for name in schema.names if name not in present
    ]
    wanted += _carried(node, around)
    offered = tuple(sorted(_offered(node, schema, present) | set(around.offered)))
    astray = astray_in(node, schema, around)
    cousins = (*_absent_cousins(node, schema), *_cousins_further_out(node, around))
    held = tuple(_held(node, schema, present, around))
    return Surroundings(tuple(wanted), offered, _known_elsewhere(schema), astray, cousins, held)


def around_items(node: Node, schema: Schema, around: Surroundings) -> Surroundings:
    """What the items of the list that *node* is, or should be, need to know."""
    astray = astray_in(node, schema, around)
    held, wanted = tuple(_held_further_out(node, around)), tuple(_carried(node, around))
    return Surroundings(wanted, around.offered, astray=astray, held=held)


def _offered(node: Node, schema: Schema, present: set[Any]) -> set[str]:
    """The strangers of *node* that something inside lacks, and the objects made for them there."""
    strangers = set(_unknown_names(node, schema, present))
    homes = homes_inside(node, schema) if strangers else {}
    at_home = [home for name, home in homes.items() if name in strangers]
    made = {".".join(str(step) for step in home.path[-2:]) for home in at_home if not home.exists}
    return (homes.keys() & strangers & schema.vocabulary) | made


def _unknown_names(node: Node, schema: Schema, present: set[Any]) -> Iterator[str]:
    if all(name is None or schema.child(name) is not None for name in present):
        return
    for child in node:
        if child.name is not None and schema.child(child.name) is None:
            yield child.name


def _carried(node: Node, around: Surroundings) -> Iterator[Wanted]:
    for name, levels, beside, need in around.wanted:
        if levels < FURTHEST:
            yield Wanted(name, levels + 1, beside or node.name or "", need)


@once
def _known_elsewhere(schema: Schema) -> tuple[tuple[str, str], ...]:
    """The keys that some branch of *schema* knows inside one of its members."""
    found = {}
    for kind, branch in schema.branches():
        for inner in (branch.child(name) for name in branch.names):
            found.update(dict.fromkeys(inner.names if inner else (), kind))
    return tuple(found.items())


def astray_in(node: Node, schema: Schema, around: Surroundings) -> frozenset[str]:
    """The keys whose place in *node* may be the work of a lost bracket: no indentation tells."""
    return around.astray | schema.vocabulary if lacks_bracket(node.green) else around.astray


def known_to_cousins(green: Container, schema: Schema) -> tuple[Any, ...]:
    """What the surroundings inside an object hang on besides its keys: those of its members."""
    owners = {cousin.owner for cousin in _cousins(schema)}
    members = zip(green.keys, green.children, strict=False) if owners else ()
    return tuple(
        [
            (key.value, tuple([each.value for each in child.keys]))
            if isinstance(child, Container) and child.kind is Kind.OBJECT
            else key.value
            for key, child in members
            if schema.spelt(key.value) in owners
        ]
    )


@once
def _cousins(schema: Schema) -> tuple[Cousin, ...]:
    """The keys that just one of the members of *schema* knows, one level further in."""
    found: dict[str, list[str]] = {}
    for name in schema.names:
        inner = schema.child(name)
        if inner is not None and inner.is_closed and "object" in inner.types:
            for known in inner.names:
                found.setdefault(known, []).append(name)
    single = [Cousin(known, owners[0], 1) for known, owners in found.items() if not owners[1:]]
    return tuple(single)


def _held(node: Node, schema: Schema, present: set[Any], around: Surroundings) -> Iterator[Held]:
    """The keys of *node* itself, those that only one of its members knows, and those around it."""
    yield from (Held(name, 1) for name in schema.names if name in present)
    for cousin in _cousins(schema):
        owner = node.get(cousin.owner)
        if owner is not None and owner.get(cousin.name) is not None:
            yield Held(cousin.name, 1, owner=cousin.owner)
    yield from _held_further_out(node, around)


def _held_further_out(node: Node, around: Surroundings) -> Iterator[Held]:
    for held in around.held:
        if held.levels < FURTHEST and held.owner != node.name:
            beside = held.beside or (node.name or "" if not held.owner else "")
            yield held._replace(levels=held.levels + 1, beside=beside)


def _absent_cousins(node: Node, schema: Schema) -> Iterator[Cousin]:
    """Those of the cousins whose owners have not got them, and could."""
    for cousin in _cousins(schema):
        owner = node.get(cousin.owner)
        if owner is None and schema.is_required(cousin.owner):
            yield cousin._replace(need=need_of(schema, cousin.owner))
        elif owner is None or (owner.kind is Kind.OBJECT and owner.get(cousin.name) is None):
            yield cousin


def _cousins_further_out(node: Node, around: Surroundings) -> Iterator[Cousin]:
    """Those that are no members of what *node* itself is in."""
    for cousin in around.cousins:
        if cousin.levels < FURTHEST and cousin.owner != node.name:
            yield cousin._replace(levels=cousin.levels + 1)
