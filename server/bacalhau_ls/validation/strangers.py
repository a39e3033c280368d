"""Keys that are not known where they stand, and what may be meant by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.validation.homes import Home, homes_inside, need_of, present_in
from bacalhau_ls.validation.surroundings import astray_in

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.surroundings import Surroundings


class Stranger(NamedTuple):
    """A key that is not known in the object where it stands."""

    name: str
    node: Node
    """Its value."""
    meant: str = ""
    """The key of the same object that it seems to be a slip for."""
    home: Home | None = None
    """The place inside the same object that it belongs in."""
    levels: int = 0
    """How many levels further out it belongs."""
    beside: str = ""
    """Next to which key it belongs there."""
    owner: str = ""
    """In which member there, if not in that object itself."""
    of_type: str = ""
    """The ``Type`` that it would belong to."""
    present: str = ""
    """The key it seems to be a slip for, if that one is there as well."""
    note: str = ""
    """What the schema says about this very key."""
    instead: str = ""
    """The key that holds in another form what this one holds."""
    form: str = ""
    """The form that it has there, see `conversions`."""
    idle: bool = False
    """Whether the schema says that it is never the author's to write."""
    need: str | None = None
    """Whether something lacks this key: where that is noticed, see `need_of`."""


def strangers_in(node: Node, schema: Schema, around: Surroundings) -> list[Stranger]:
    """The keys of *node* that *schema* does not know, each with what may be meant."""
    if not schema.is_closed:
        return []
    astray = astray_in(node, schema, around)
    strangers = [
        _noted(Stranger(name, child), schema)
        for child in node
        if (name := child.name) is not None and _is_readable(child.key) and name not in astray
        if schema.child(name) is None
    ]
    if not strangers:
        return []
    present = present_in(node, schema)
    absent = [name for name in schema.names if name not in present]
    homes = homes_inside(node, schema)
    return [
        _explained(each._replace(home=homes.get(each.name)), node, schema, absent, around)
        for each in strangers
    ]


def _is_readable(key: Node | None) -> bool:
    return key is not None and key.readable


def _noted(stranger: Stranger, schema: Schema) -> Stranger:
    """*stranger* with what the schema says about such a key, be it words or a table."""
    note: Any = ""
    for part in schema.parts:
        for name, words in part.get("x-not-a-field", {}).items():
            if name.lower() == stranger.name.lower():
                note = words
    if isinstance(note, dict):
        instead, form = str(note.get("instead", "")), str(note.get("form", ""))
        idle = note.get("remove") is True
        words = str(note.get("note", ""))
        return stranger._replace(note=words, instead=instead, form=form, idle=idle)
    return stranger._replace(note=str(note))


def _explained(
    stranger: Stranger, node: Node, schema: Schema, absent: list[str], around: Surroundings
) -> Stranger:
    """*stranger* with the first explanation that fits."""
    name, home = stranger.name, stranger.home
    bare = stranger._replace(home=None)
    if (instead := stranger.instead) and instead in absent and _fits(stranger, schema):
        return bare._replace(need=need_of(schema, instead))
    bare = bare._replace(instead="")
    for known in absent:
        if known.lower() == name.lower():
            return bare._replace(meant=known, note="", need=need_of(schema, known))
    if (kind := dict(around.elsewhere).get(name)) and not stranger.note:
        return bare._replace(of_type=kind)
    if stranger.note:
        return bare._replace(need=home.need if home else None)
    if home is not None and len(home.path) == 1:
        return stranger._replace(need=home.need)
    if (wanted := next((each for each in around.wanted if each.name == name), None)) is not None:
        beside = wanted.beside or node.name or ""
        return bare._replace(levels=wanted.levels, beside=beside, need=wanted.need)
    if home is not None:
        return stranger._replace(need=home.need)
    cousin = next((each for each in around.cousins if each.name == name), None)
    if cousin is not None and cousin.owner != node.name:
        return bare._replace(levels=cousin.levels, owner=cousin.owner, need=cousin.need)
    return _misspelt(bare, schema, absent)


def _fits(stranger: Stranger, schema: Schema) -> bool:
    """Whether the value of *stranger* can stand as it is, or converted, under the right key."""
    inner = schema.child(stranger.instead)
    kinds = {Kind.OBJECT: "object", Kind.ARRAY: "array"}
    if stranger.form or inner is None or not inner.types:
        return True
    kind = kinds.get(stranger.node.kind)
    return kind in inner.types if kind else not set(inner.types) <= set(kinds.values())


def _misspelt(bare: Stranger, schema: Schema, absent: list[str]) -> Stranger:
    """*bare* with the key of the same object that it may be a slip for."""
    name = bare.name
    if close := nearest(name, absent):
        return bare._replace(meant=close[0], need=need_of(schema, close[0]))
    close = nearest(name, schema.names)
    return bare._replace(present=close[0]) if close else bare
