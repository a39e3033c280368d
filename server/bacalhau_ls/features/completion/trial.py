"""What the rules would say: what goes against the rest of the spec is offered last.

Each offer is accepted in a version of its own, which costs little as the
versions share what does not change. So no source has to know any rule.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

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
_TO_BE_FILLED_IN = "missing-property"


def tried(
    document: Document, validator: Validator, opening: Opening, offered: Iterable[Offer]
) -> Iterator[Offer]:
    """The offers; those that bring a new finding have a lower rank and say why."""
    length = len(document.content)
    before: Counter[tuple[str, str]] | None = None
    for offer in offered:
        if length > _LONGEST_TEXT.get(offer.candidate.kind, _LONGEST_FOR_OTHERS):
            yield offer
            continue
        if before is None:
            before = Counter(map(_gist, validator.findings(document.root)))
        objection = _objection(document, validator, opening, offer, before)
        yield _lowered(offer, objection) if objection else offer


def _gist(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def _objection(
    document: Document,
    validator: Validator,
    opening: Opening,
    offer: Offer,
    before: Counter[tuple[str, str]],
) -> Finding | None:
    """What is said when *offer* is accepted, and was not said before."""
    elsewhere = offer.draft.elsewhere
    after = document.edited([Edit(*opening.word, plain_text(offer.draft)), *elsewhere])
    start = opening.word.start + sum(edit.delta for edit in elsewhere)
    stops = [span.shifted(start) for span in stop_spans(offer.draft)]
    left = before.copy()
    for finding in validator.findings(after.root):
        left[_gist(finding)] -= 1
        if left[_gist(finding)] < 0 and not _is_to_be_filled_in(finding, stops):
            return finding
    return None


def _is_to_be_filled_in(finding: Finding, stops: Iterable[Span]) -> bool:
    is_at_stop = any(finding.span.covers(stop.start) for stop in stops)
    return finding.code == _TO_BE_FILLED_IN or is_at_stop


def _lowered(offer: Offer, objection: Finding) -> Offer:
    candidate = offer.candidate
    why = prose.message(objection.message)
    lowered = replace(
        candidate,
        rank=max(candidate.rank, Rank.UNFIT, key=lambda rank: rank.value),
        documentation=prose.paragraphs([candidate.documentation, why]),
    )
    return offer._replace(candidate=lowered)
