"""What the rules would say: what goes against the rest of the spec is offered last.

Each offer is accepted in a version of its own, which costs little as the
versions share what does not change. So no source has to know any rule.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bacalhau_ls import prose
from bacalhau_ls.features.completion.drafts import plain_text, stop_spans
from bacalhau_ls.features.completion.items import ItemKind, Offer, Rank
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.openings import Opening
    from bacalhau_ls.text import Span
    from bacalhau_ls.validation import Validator

_LONGEST_TEXT = {ItemKind.CHOICE: 500_000}
_LONGEST_FOR_OTHERS = 50_000
"""In longer texts nothing is tried, to answer while somebody types."""
_MOST_TRIED = 40
"""Offers; those further down nobody reads."""
_TO_BE_FILLED_IN = "missing-property"


class _Said(NamedTuple):
    """A finding of a trial, as far as it counts."""

    code: str
    message: str
    is_excused: bool
    """Whether it is about what the author is still to fill in."""

    @property
    def gist(self) -> tuple[str, str]:
        return self.code, self.message


_Gists: TypeAlias = "Counter[tuple[str, str]]"


def tried(
    document: Document, validator: Validator, opening: Opening, offered: Iterable[Offer]
) -> Iterator[Offer]:
    """The offers; those that bring a new finding have a lower rank and say why."""
    length, trial = len(document.content), _Trial(document, validator, opening)
    for place, offer in enumerate(offered):
        longest = _LONGEST_TEXT.get(offer.candidate.kind, _LONGEST_FOR_OTHERS)
        is_tried = place < _MOST_TRIED and length <= longest
        objection = trial.objection(offer) if is_tried else ""
        yield _lowered(offer, objection) if objection else offer


class _Trial:
    """Offers for one word, accepted one at a time."""

    def __init__(self, document: Document, validator: Validator, opening: Opening) -> None:
        self._document = document
        self._validator = validator
        self._opening = opening

    def objection(self, offer: Offer) -> str:
        """What is said when *offer* is accepted, and was not said before; else nothing."""
        found = list(self._accepted(offer))
        if all(said.is_excused for said in found):
            return ""
        left = self._before.copy()
        for said in found:
            left[said.gist] -= 1
            if left[said.gist] < 0 and not said.is_excused:
                return said.message
        return ""

    @cached_property
    def _before(self) -> _Gists:
        """What is found with the stand-in in the place of an offer."""
        return Counter(map(_gist, self._validator.findings(self._opening.root)))

    def _accepted(self, offer: Offer) -> Iterator[_Said]:
        """What is found in the version in which *offer* is accepted."""
        word, elsewhere = self._opening.word, offer.draft.elsewhere
        after = self._document.edited([Edit(*word, plain_text(offer.draft)), *elsewhere])
        start = word.start + sum(edit.delta for edit in elsewhere)
        stops = [span.shifted(start) for span in stop_spans(offer.draft)]
        for finding in self._validator.findings(after.root):
            yield _Said(*_gist(finding), _is_to_be_filled_in(finding, stops))


def _gist(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def _is_to_be_filled_in(finding: Finding, stops: Iterable[Span]) -> bool:
    is_at_stop = any(finding.span.covers(stop.start) for stop in stops)
    return finding.code == _TO_BE_FILLED_IN or is_at_stop


def _lowered(offer: Offer, objection: str) -> Offer:
    """The offer further down, unless it must be there: then something else is still missing."""
    candidate = offer.candidate
    why = prose.message(objection)
    is_due = candidate.kind is ItemKind.KEY and candidate.rank is Rank.FIRST
    rank = (
        candidate.rank if is_due else max(candidate.rank, Rank.UNFIT, key=lambda rank: rank.value)
    )
    lowered = replace(
        candidate,
        rank=rank,
        documentation=prose.paragraphs([candidate.documentation, why]),
    )
    return offer._replace(candidate=lowered)
