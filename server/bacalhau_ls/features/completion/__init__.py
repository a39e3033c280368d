"""Completion: what could be written at a place, and what accepting it does to the text.

One file for each source. A source gets the `Place` and yields candidates, or
none if the place is not its own; what they have in common is done in `items`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bacalhau_ls.cursor import openings_at
from bacalhau_ls.features.completion.blanks import blanks
from bacalhau_ls.features.completion.branches import branches
from bacalhau_ls.features.completion.examples import examples
from bacalhau_ls.features.completion.images import images as known_images
from bacalhau_ls.features.completion.images import takes_image
from bacalhau_ls.features.completion.items import Candidate, Item, ItemKind
from bacalhau_ls.features.completion.keys import keys
from bacalhau_ls.features.completion.listing import items, offers, ranked
from bacalhau_ls.features.completion.names import names
from bacalhau_ls.features.completion.paths import paths
from bacalhau_ls.features.completion.place import Place
from bacalhau_ls.features.completion.snippets import snippets
from bacalhau_ls.features.completion.templates import templates, variables_at
from bacalhau_ls.features.completion.trial import tried
from bacalhau_ls.features.completion.used import used
from bacalhau_ls.features.completion.values import values
from bacalhau_ls.isolation import found_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.openings import Opening
    from bacalhau_ls.text import Edit
    from bacalhau_ls.validation import Validator

__all__ = ["Item", "ItemKind", "complete", "wants_images"]

_SOURCES: tuple[Callable[[Place], Iterator[Candidate]], ...] = (
    keys,
    branches,
    names,
    values,
    used,
    known_images,
    paths,
    examples,
    templates,
    blanks,
    snippets,
)
"""In the order in which things of one rank are shown; of two with one label the first counts."""

_openings: WeakKeyDictionary[Document, tuple[int, list[Opening]]] = WeakKeyDictionary()
"""What was last found in a version of a file, and at which offset."""


def complete(
    document: Document, validator: Validator, offset: int, images: Iterable[str] = ()
) -> list[Item]:
    """What could be written at *offset*, the likeliest first.

    *images* are those that other specs use.
    """
    if variables := variables_at(document, offset):
        return variables
    openings = _openings_at(document, offset)
    lists = [_items(document, validator, offset, each, images) for each in openings]
    listed = lists[0] if len(lists) == 1 else _merged(lists)
    return [replace(item, sort_text=f"{place:03}") for place, item in enumerate(listed)]


def _merged(lists: Iterable[list[Item]]) -> list[Item]:
    """The items of several openings: each label once, and each text; one is selected.

    A key is a key, even where an example comes to the same.
    """
    found: dict[str, Item] = {}
    texts: set[tuple[Edit, str]] = set()
    offered = [item for each in lists for item in each]
    for item in sorted(offered, key=lambda item: item.kind is not ItemKind.KEY):
        text = item.edit, item.snippet
        if item.label not in found and text not in texts:
            found[item.label] = item
            texts.add(text)
    listed = sorted(found.values(), key=lambda item: item.sort_text[0])
    likely = next((item for item in listed if item.is_preselected), None)
    return [replace(item, is_preselected=item is likely) for item in listed]


def _items(
    document: Document, validator: Validator, offset: int, opening: Opening, images: Iterable[str]
) -> list[Item]:
    place = Place(document, validator.specification, opening, tuple(images))
    if not place.is_apt:
        return []
    candidates = (each for source in _SOURCES for each in found_by(source, place))
    offered = ranked(offers(document, opening, candidates))
    listed = ranked(tried(document, validator, opening, offered))
    return items(document, offset, opening, listed)


def wants_images(document: Document, offset: int) -> bool:
    """Whether the images of other specs are of use at *offset*."""
    return any(map(takes_image, _openings_at(document, offset)[:1]))


def _openings_at(document: Document, offset: int) -> list[Opening]:
    """What could be written at *offset*; it is asked for twice for every list."""
    known = _openings.get(document)
    if known is None or known[0] != offset:
        known = _openings[document] = offset, list(openings_at(document, offset))
    return known[1]
