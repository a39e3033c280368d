"""Keys that are there already where they belong: one of the two is too many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.validation.homes import Home, present_in, sites_inside

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node

_HELD: Final = "held inside"
SEVERAL: Final = Home(())
"""Stands for more than one place."""


class Held(NamedTuple):
    """A key that an object further out knows and has, or a member of it."""

    name: str
    levels: int
    """How far out that object is."""
    beside: str = ""
    """The member of that object in which we are."""
    owner: str = ""
    """Which member has it, if not the object itself."""


def held_inside(node: Node, schema: Schema) -> dict[str, Home]:
    """Where inside *node* keys are, the nearest of each; `SEVERAL` if there is more than one."""
    green = node.green
    assert isinstance(green, Container)
    if (_HELD, schema) not in green.memo:
        green.memo[_HELD, schema] = _found_inside(node, schema)
    held: dict[str, Home] = green.memo[_HELD, schema]
    return held


def _found_inside(node: Node, schema: Schema) -> dict[str, Home]:
    held: dict[str, Home] = {}
    for sites in sites_inside(node, schema):
        level: dict[str, Home] = {}
        for site in sites:
            if site.node is None or site.node.kind is not Kind.OBJECT:
                continue
            for name in present_in(site.node, site.schema).intersection(site.schema.names):
                level[name] = SEVERAL if name in level else Home(site.path)
        held = {**level, **held}
    return held
