"""Words that are to be written, remembered while they are typed.

All that is offered for a word hangs on the text around it and not on what is
there of the word yet: that is replaced by a stand-in. So a word of which a
letter more or less is there is the same word, from its first one on.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bacalhau_ls.cursor import opening_for, slots_at

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
    from bacalhau_ls.features.completion.items import Offer
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.syntax.openings import Opening, Slot
    from bacalhau_ls.validation import Validator

_MOST_REMEMBERED = 12
"""A place has up to four; more come only from editing at several places."""


@dataclass(frozen=True, eq=False)
class Word:
    """A word at one place, as far as it is typed."""

    notation: Notation
    slot: Slot
    opening: Opening
    offers: dict[tuple[str, ...], list[Offer]] = field(default_factory=dict)
    """What is offered for it, by the images of other specs."""

    def is_at(self, document: Document, slot: Slot, text: str) -> bool:
        """Whether *slot* of *document* is for it, with *text* around it."""
        known, opening = self.slot, self.opening
        if self.notation is not document.notation or opening.root.start != document.root.start:
            return False
        if known.word.start != slot.word.start or _is_begun(known) != _is_begun(slot):
            return False
        return known == slot._replace(word=known.word) and opening.content == text


def _is_begun(slot: Slot) -> bool:
    return slot.word.start < slot.word.end


_recent: WeakKeyDictionary[Validator, deque[Word]] = WeakKeyDictionary()


def words_at(document: Document, validator: Validator, offset: int) -> list[Word]:
    """The words that could be written at *offset*, the likeliest first."""
    known = _recent.setdefault(validator, deque(maxlen=_MOST_REMEMBERED))
    found = (_word(document, slot, known) for slot in slots_at(document, offset))
    return [word for word in found if word is not None]


def _word(document: Document, slot: Slot, known: deque[Word]) -> Word | None:
    content, (start, end) = document.content, slot.word
    text = "".join((content[:start], slot.stand_in, content[end:]))
    for word in known:
        if word.is_at(document, slot, text):
            return replace(word, opening=replace(word.opening, word=slot.word))
    opening = opening_for(document, slot)
    if opening is None:
        return None
    known.appendleft(Word(document.notation, slot, opening))
    return known[0]
