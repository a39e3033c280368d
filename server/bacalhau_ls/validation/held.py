"""Keys that are there already where they belong: one of the two is too many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.memo import kept
from bacalhau_ls.validation.homes import Home, nearest_inside
from bacalhau_ls.validation.sites import present_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.sites import Site

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
    return kept(green, (_HELD, schema), partial(nearest_inside, node, schema, _held_by))


def _held_by(sites: Iterable[Site]) -> dict[str, Home]:
    held: dict[str, Home] = {}
    for site in sites:
        if site.node is None or site.node.kind is not Kind.OBJECT:
            continue
        for name in present_in(site.node, site.schema).intersection(site.schema.names):
            held[name] = SEVERAL if name in held else Home(site.path)
    return held
