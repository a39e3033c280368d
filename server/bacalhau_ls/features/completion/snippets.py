"""Whole skeletons: a job, a task, an engine, an input, time limits."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from bacalhau_ls import prose
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.features.completion.keys import is_hidden
from bacalhau_ls.features.completion.sketches import distinct, sketch_of, snippets_of
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.openings import Part, Phrase, Sketch, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.specification import Schema


def snippets(place: Place) -> Iterator[Candidate]:
    """The skeletons of the schema for a value, or for the members that are not there."""
    if place.schema is not None:
        siblings = place.opening.container if place.opening.part is Part.ITEM else ()
        for snippet in snippets_of(place.schema):
            yield _candidate(snippet, None, _unlike(siblings, sketch_of(snippet["body"])))
        if not place.schema.values and "array" in place.schema.types:
            for snippet in snippets_of(place.schema.child(0)):
                yield _candidate(snippet, None, [sketch_of(snippet["body"])])
    elif place.opening.part is Part.MEMBER and place.around is not None:
        yield from _members(place, place.around)


def _members(place: Place, schema: Schema) -> Iterator[Candidate]:
    """Skeletons with the key that they belong to; the first of each comes with the key itself."""
    for name in schema.names:
        child = schema.child(name)
        if name in place.present or child is None or is_hidden(child):
            continue
        rank = Rank.DEPRECATED if child.first("deprecated") else Rank.SNIPPET
        for snippet in islice(snippets_of(child), 1, None):
            yield _candidate(snippet, name, sketch_of(snippet["body"]), rank)
        item = child.child(0) if "array" in child.types else None
        for snippet in islice(snippets_of(item), 1, None):
            yield _candidate(snippet, name, [sketch_of(snippet["body"])])


def _candidate(
    snippet: Mapping[str, Any], name: str | None, sketch: Sketch, rank: Rank = Rank.SNIPPET
) -> Candidate:
    label, description = str(snippet["label"]), str(snippet.get("description", ""))
    return Candidate(
        label=f"{name}: {label}" if name else label,
        kind=ItemKind.SNIPPET,
        rank=rank,
        name=name,
        sketch=sketch,
        detail=description,
        documentation=prose.message(description),
    )


def _unlike(siblings: Iterable[Any], sketch: Sketch) -> Sketch:
    """*sketch* of an item with other names and paths than the items beside it have."""
    if not isinstance(sketch, dict):
        return sketch
    items = [item for item in siblings if item.kind is Kind.OBJECT]
    return {name: _renamed(name, value, items) for name, value in sketch.items()}


def _renamed(name: Sketch, value: Sketch, items: list[Any]) -> Sketch:
    if not isinstance(value, Phrase) or not isinstance(name, str):
        return value
    taken = {found.string for item in items if (found := item.get(name)) is not None}
    pieces = value.pieces
    if len(pieces) == 1 and isinstance(pieces[0], Stop):
        return Phrase((Stop(pieces[0].number, distinct(pieces[0].text, taken)),))
    return value
