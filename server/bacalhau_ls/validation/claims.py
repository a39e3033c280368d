"""Missing keys that other keys stand for: one fault is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.validation.strangers import strangers_in
from bacalhau_ls.validation.surroundings import FURTHEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
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
            for stranger in strangers_in(below.node, below.schema, below.place.around):
                if stranger.levels == levels:
                    yield stranger.owner or stranger.name
        if levels < FURTHEST:
            yield from _claimed_below(below, levels + 1, places)
