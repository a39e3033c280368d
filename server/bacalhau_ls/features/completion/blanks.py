"""The empty object or list, and the object with the keys that it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.features.completion.sketches import snippets_of
from bacalhau_ls.findings import listed
from bacalhau_ls.syntax.openings import Hole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.specification import Schema


def blanks(place: Place) -> Iterator[Candidate]:
    """What a value can begin with where the schema has no skeleton of its own."""
    schema = place.schema
    if schema is None or next(snippets_of(schema), None):
        return
    if place.opening.is_block:
        yield from _in_block(place, schema)
    else:
        yield from _in_brackets(place, schema)


def _in_block(place: Place, schema: Schema) -> Iterator[Candidate]:
    """Nothing that is empty: each key is offered by itself, and what is empty has no lines."""
    if "object" in schema.types and len(schema.required) > 1:
        yield _with_required(place, schema, ", ".join(schema.required))


def _in_brackets(place: Place, schema: Schema) -> Iterator[Candidate]:
    if "object" in schema.types and schema.required:
        yield _with_required(place, schema, f"{{{', '.join(schema.required)}}}")
    elif "object" in schema.types:
        yield Candidate("{}", ItemKind.SNIPPET, Rank.SNIPPET, sketch=Hole(1, {}))
    if "array" in schema.types and not schema.first("minItems"):
        yield Candidate("[]", ItemKind.SNIPPET, Rank.SNIPPET, sketch=Hole(1, []))


def _with_required(place: Place, schema: Schema, label: str) -> Candidate:
    return Candidate(
        label=label,
        kind=ItemKind.SNIPPET,
        rank=Rank.FITTING,
        sketch=place.skeleton(schema),
        detail=f"with {listed(schema.required).replace('`', '')}",
        is_likely=True,
    )
