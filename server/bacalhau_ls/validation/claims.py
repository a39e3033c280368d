"""Missing keys that other keys stand for: one fault is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.validation.strangers import strangers_in
from bacalhau_ls.validation.surroundings import FURTHEST, around_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.validation.meanings import Stranger
    from bacalhau_ls.validation.places import Places
    from bacalhau_ls.validation.walk import Visit


def claimed_in(visit: Visit, schema: Schema, places: Places) -> set[str]:
    """Missing keys that a key at a wrong place or with a slip stands for."""
    node = visit.node
    made = f"{node.name}."
    claimed = {name.removeprefix(made) for name in visit.place.around.offered}
    for stranger in strangers_in(node, schema, visit.place.around):
        claimed |= {stranger.meant, stranger.instead}
        if stranger.home:
            claimed.add(str(stranger.home.path[0]))
    claimed.update(_claimed_below(visit, 1, places))
    return claimed


def _claimed_below(visit: Visit, levels: int, places: Places) -> Iterator[str]:
    """Names of keys below *visit* that belong so many levels further out: in it."""
    for below in visit.visits_below():
        if below.schema is None:
            continue
        below.enter(places)
        assert below.schema is not None
        if below.node.kind is Kind.OBJECT:
            for stranger, further in _strangers_of(below, below.schema):
                if stranger.levels == levels + further:
                    yield stranger.owner or stranger.name
        if levels < FURTHEST:
            yield from _claimed_below(below, levels + 1, places)


def _strangers_of(visit: Visit, schema: Schema) -> Iterator[tuple[Stranger, int]]:
    """The strangers of an object, and how many levels there will be more around it.

    One in the place of a list will be its one item.
    """
    node, around, further = visit.node, visit.place.around, 0
    items = schema.child(0) if "array" in schema.types and "object" not in schema.types else None
    if items is not None:
        around, further = around_items(node, schema, around), 1
        schema = items.chosen_for(node)
    for stranger in strangers_in(node, schema, around):
        yield stranger, further
