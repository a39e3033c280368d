"""Completion: what could be written at a place, and what accepting it does to the text.

One file for each source. A source gets the `Place` and yields candidates, or
none if the place is not its own; what they have in common is done in `items`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bacalhau_ls.features.completion.anchors import anchors_at, merges_at
from bacalhau_ls.features.completion.blanks import blanks
from bacalhau_ls.features.completion.branches import branches
from bacalhau_ls.features.completion.directives import directives_at
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
from bacalhau_ls.features.completion.templates import (
    is_in_template,
    template_words_at,
    templates,
)
from bacalhau_ls.features.completion.trial import tried
from bacalhau_ls.features.completion.used import used
from bacalhau_ls.features.completion.values import values
from bacalhau_ls.features.completion.words import words_at
from bacalhau_ls.isolation import found_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.features.completion.items import Offer
    from bacalhau_ls.features.completion.words import Word
    from bacalhau_ls.syntax.openings import Opening
    from bacalhau_ls.text import Edit
    from bacalhau_ls.validation import Validator

__all__ = ["Completion", "Item", "ItemKind", "complete"]

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
_APART: tuple[Callable[[Document, Validator, int], Iterable[Item]], ...] = (
    template_words_at,
    anchors_at,
    merges_at,
    directives_at,
)
"""What is no word of the tree; at one place there is one of them."""


class Completion:
    """What can be completed at one place; the words that could stand there are found once."""

    def __init__(self, document: Document, validator: Validator, offset: int) -> None:
        self._document = document
        self._validator = validator
        self.offset = offset

    @cached_property
    def apart(self) -> list[Item]:
        """What could be written in a template, in an alias or in a comment to us."""
        place = self._document, self._validator, self.offset
        lists = (found_by(source, *place) for source in _APART)
        return _in_order(next(filter(None, lists), ()))

    @cached_property
    def _words(self) -> list[Word]:
        if self.apart or is_in_template(self._document, self.offset):
            return []
        return words_at(self._document, self._validator, self.offset)

    @property
    def takes_images(self) -> bool:
        """Whether the images of other specs are of use."""
        return any(takes_image(word.opening) for word in self._words[:1])

    def items(self, images: Iterable[str] = ()) -> list[Item]:
        """What could be written, the likeliest first; *images* are those that other specs use."""
        if self.apart:
            return self.apart
        document, known = self._document, tuple(images)
        lists = [
            items(document, self.offset, word.opening, self._offers(word, known))
            for word in self._words
        ]
        return _in_order(lists[0] if len(lists) == 1 else _merged(lists))

    def _offers(self, word: Word, images: tuple[str, ...]) -> list[Offer]:
        """What is offered for *word*, the likeliest first: once for all of its letters."""
        if images not in word.offers:
            word.offers[images] = _made(self._document, self._validator, word.opening, images)
        return word.offers[images]


def complete(
    document: Document, validator: Validator, offset: int, images: Iterable[str] = ()
) -> list[Item]:
    """What could be written at *offset*, as `Completion.items` says."""
    return Completion(document, validator, offset).items(images)


def _in_order(listed: Iterable[Item]) -> list[Item]:
    return [item._replace(sort_text=f"{place:03}") for place, item in enumerate(listed)]


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
    return [item._replace(is_preselected=item is likely) for item in listed]


def _made(
    document: Document, validator: Validator, opening: Opening, images: tuple[str, ...]
) -> list[Offer]:
    place = Place(validator.specification, opening, images)
    if not place.is_apt:
        return []
    candidates = (each for source in _SOURCES for each in found_by(source, place))
    offered = ranked(offers(document, opening, candidates))
    return ranked(tried(document, validator, opening, offered))
