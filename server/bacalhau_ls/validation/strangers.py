"""The keys of an object that are not known where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.validation.held import held_inside
from bacalhau_ls.validation.homes import begun_above, homes_inside
from bacalhau_ls.validation.meanings import Meanings, Stranger, Where
from bacalhau_ls.validation.sites import present_in
from bacalhau_ls.validation.surroundings import astray_in

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.surroundings import Surroundings

_FOUND: Final = "strangers"
_MOST_SLIPS: Final = 1000
"""More unknown keys in one object are no slips: something else than a job stands there."""


def strangers_in(node: Node, schema: Schema, around: Surroundings) -> list[Stranger]:
    """The keys of *node* that *schema* does not know, each with what may be meant.

    Whoever looks for what is missing asks as well, so it is kept with the object.
    """
    green = node.green
    if not schema.is_closed or not isinstance(green, Container):
        return []
    kept = green.memo.get((_FOUND, schema))
    if kept is None or kept[0] != (around, node.name):
        kept = (around, node.name), _found_in(node, schema, around)
        green.memo[_FOUND, schema] = kept
    strangers: list[Stranger] = kept[1]
    return strangers


def _found_in(node: Node, schema: Schema, around: Surroundings) -> list[Stranger]:
    astray = astray_in(node, schema, around)
    strangers = [
        Stranger(name, child.kind, child.index)
        for child in node
        if (name := child.name) is not None and name not in astray
        if schema.child(name) is None and _is_readable(child.key)
    ]
    if not strangers:
        return []
    present = present_in(node, schema)
    absent = tuple([name for name in schema.names if name not in present])
    begun, homes = begun_above(node, schema), homes_inside(node, schema)
    held = held_inside(node, schema)
    compared = schema.names if len(strangers) <= _MOST_SLIPS else ()
    meanings = Meanings.at(Where(schema, absent, compared, around, node.name))
    found = []
    for name, kind, number, *_ in strangers:
        home = begun.get(number) or homes.get(name)
        found.append(meanings.of(name, kind, home, held.get(name))._replace(number=number))
    return found


def _is_readable(key: Node | None) -> bool:
    return key is not None and key.readable
