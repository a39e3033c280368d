"""Values of which the schema has a list, and the few that a type allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls import prose, wording
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.specification import Schema

_OF_TYPES: tuple[tuple[str, tuple[Any, ...]], ...] = (("boolean", (True, False)), ("null", (None,)))


def values(place: Place) -> Iterator[Candidate]:
    """Allowed values in the order of the schema."""
    schema = place.schema
    if schema is None:
        return
    default, selecting = schema.first("default"), _selecting(place)
    for value, meaning in _allowed(schema):
        is_default = wording.same(value, default)
        is_told = value in selecting or _is_extension(value, place)
        yield Candidate(
            label=wording.literal(value),
            kind=ItemKind.CHOICE,
            rank=Rank.FIRST if is_told else Rank.FITTING,
            sketch=value,
            detail=meaning or schema.title,
            remark="default" if is_default else "",
            documentation=prose.message(meaning),
            is_likely=is_told or is_default,
        )


def _allowed(schema: Schema) -> list[tuple[Any, str]]:
    if schema.values:
        described = wording.value_descriptions(schema)
        return [each for each in described if each[0] in schema.offered]
    known = {str(value): words for value, words in wording.examples(schema)}
    allowed = (each for kind, each in _OF_TYPES if kind in schema.types)
    return [(value, known.get(str(value), "")) for values in allowed for value in values]


def _selecting(place: Place) -> frozenset[Any]:
    """The values that select a branch which knows a key that stands in a member beside."""
    around, owner = place.around, place.opening.container
    if around is None or owner.kind is not Kind.OBJECT or around.chooser != place.node.name:
        return frozenset()
    known = {
        value
        for value, branch in around.branches()
        for member in owner
        if (inner := branch.child(member.name or "")) is not None
        and any(each.name in inner.names for each in member)
    }
    return frozenset(known)


def _is_extension(value: Any, place: Place) -> bool:
    """Whether a text beside is the name of a file that ends in *value*."""
    members = place.opening.container
    if not isinstance(value, str) or members.kind is not Kind.OBJECT:
        return False
    return any((member.string or "").lower().endswith(f".{value}") for member in members)
