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
    from bacalhau_ls.syntax.openings import Opening, Slot
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation import Validator

_MOST_REMEMBERED = 12
"""A place has up to four; more come only from editing at several places."""


@dataclass(frozen=True, eq=False)
class Word:
    """A word at one place, as far as it is typed."""

    slot: Slot
    opening: Opening
    offers: dict[tuple[str, ...], list[Offer]] = field(default_factory=dict)
    """What is offered for it, by the images of other specs."""

    def is_at(self, slot: Slot, text: str, root: Node) -> bool:
        """Whether *slot* is for it, with *text* around it in a document whose value is *root*."""
        if self.opening.word.start != slot.word.start or self.opening.root.start != root.start:
            return False
        if _is_begun(self.slot) != _is_begun(slot):
            return False
        return self.slot == slot._replace(word=self.slot.word) and self.opening.content == text


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
        if word.is_at(slot, text, document.root):
            return replace(word, opening=replace(word.opening, word=slot.word))
    opening = opening_for(document, slot)
    if opening is None:
        return None
    known.appendleft(Word(slot, opening))
    return known[0]
