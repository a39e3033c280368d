"""Keys that the object may have and has not got, each with the least it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls import prose, wording
from bacalhau_ls.domain import places
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.syntax.openings import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.specification import Schema


def keys(place: Place) -> Iterator[Candidate]:
    """The keys in the order of the schema, the required ones first."""
    schema = place.around
    if not place.is_key or schema is None:
        return
    for name in schema.names:
        child = schema.child(name)
        if name not in place.present and child is not None and not is_hidden(child):
            yield _candidate(place, schema, name, child)


def is_hidden(schema: Schema) -> bool:
    """Whether the schema does not want it to be offered."""
    return bool(schema.first("doNotSuggest")) or bool(schema.first("deprecationMessage"))


def _candidate(place: Place, schema: Schema, name: str, child: Schema) -> Candidate:
    is_required = schema.is_required(name)
    return Candidate(
        label=name,
        kind=ItemKind.KEY,
        rank=_rank(place, schema, name, child),
        name=name,
        sketch=place.skeleton(child, name) if place.opening.part is Part.MEMBER else None,
        detail=wording.type_in_words(child),
        remark="required" if is_required else "",
        documentation=documentation_of(child),
        is_likely=is_required,
    )


def _rank(place: Place, schema: Schema, name: str, child: Schema) -> Rank:
    if child.first("deprecated"):
        return Rank.DEPRECATED
    if schema.is_required(name):
        return Rank.FIRST
    return Rank.UNFIT if places.is_idle(place.opening.container, name) else Rank.OPTIONAL


def documentation_of(schema: Schema) -> prose.Prose:
    """What the schema says about a place, with the link to where it is from."""
    return prose.paragraphs(wording.documentation(schema))
