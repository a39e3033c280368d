"""Keys of parameters whose type is still to be chosen: those of every type that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.features.completion.keys import documentation_of, is_hidden
from bacalhau_ls.findings import listed
from bacalhau_ls.syntax.openings import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.specification import Schema


def branches(place: Place) -> Iterator[Candidate]:
    """The keys, each with the types that have it; narrowed by the keys that are there."""
    if not place.is_key:
        return
    undecided = place.undecided
    fitting = [each for each in undecided if place.present.issubset(each[1].names)] or undecided
    for name in dict.fromkeys(name for _, branch in fitting for name in branch.names):
        types = [value for value, branch in fitting if name in branch.names]
        child = next(branch for _, branch in fitting if name in branch.names).child(name)
        if name not in place.present and child is not None and not is_hidden(child):
            yield _candidate(place, name, child, types)


def _candidate(place: Place, name: str, child: Schema, types: list[str]) -> Candidate:
    return Candidate(
        label=name,
        kind=ItemKind.KEY,
        rank=Rank.OPTIONAL,
        name=name,
        sketch=place.skeleton(child, name) if place.opening.part is Part.MEMBER else None,
        detail=f"for {listed(types).replace('`', '')}",
        documentation=documentation_of(child),
    )
