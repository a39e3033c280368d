"""Values that make sense where the schema has no list: sizes, time limits, regions, ports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls import prose, wording
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.features.completion.sketches import Sketcher, snippets_of
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.syntax.openings import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.specification import Schema


def examples(place: Place) -> Iterator[Candidate]:
    """The examples and the default of the schema, less what is there already."""
    schema = place.schema
    if schema is None or schema.values or "boolean" in schema.types:
        return
    default = schema.first("default")
    bodies = [snippet["body"] for snippet in snippets_of(schema)]
    for value, meaning in _known(schema):
        if value in ({}, [], *bodies) or _is_there(place, value):
            continue
        yield Candidate(
            label=wording.literal(value),
            kind=ItemKind.EXAMPLE,
            rank=Rank.EXAMPLE,
            sketch=_sketch(place, value),
            detail=_in_words(schema, value, meaning),
            remark="default" if wording.same(value, default) else "",
            documentation=prose.message(meaning),
            is_likely=wording.same(value, default),
        )


def _known(schema: Schema) -> list[tuple[Any, str]]:
    """The examples with their meaning; the default first, if it is none of them."""
    known = wording.examples(schema)
    default = schema.first("default")
    if default is None or any(wording.same(value, default) for value, _ in known):
        return known
    return [(default, ""), *known]


def _sketch(place: Place, value: Any) -> Any:
    if isinstance(value, (dict, list)):
        return Sketcher(place.specification).stopped(value)
    return value


def _in_words(schema: Schema, value: Any, meaning: str) -> str:
    amount = wording.amount_in_words(schema, value)
    return meaning if not amount or (value == 0 and meaning) else amount


def _is_there(place: Place, value: Any) -> bool:
    """Whether *value* stands in the same list, or under the same key of another item."""
    container, node = place.opening.container, place.node
    if place.opening.part is Part.ITEM:
        return any(
            wording.same(python_value(item.green), value)
            for item in container
            if item.index != node.index
        )
    return isinstance(value, str) and value in place.taken(node.name)
