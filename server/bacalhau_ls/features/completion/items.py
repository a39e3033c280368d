"""What completion offers: candidates of the sources, and the items made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import prose
from bacalhau_ls.prose import NOTHING, Prose
from bacalhau_ls.syntax.openings import Stop
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.openings import Draft, Opening, Sketch

_MOST_ITEMS = 200
_LONGEST_LABEL = 60
_SPECIAL = re.compile(r"[\\$}]")


class ItemKind(Enum):
    """What an item stands for."""

    KEY = auto()
    CHOICE = auto()
    """One of the values that are allowed."""
    EXAMPLE = auto()
    """A value that makes sense; others do too."""
    MENTION = auto()
    """Something that stands elsewhere already."""
    SNIPPET = auto()


class Rank(Enum):
    """How likely something is wanted, the likeliest first."""

    FIRST = auto()
    """It must be there, or what is there tells that it is meant."""
    FITTING = auto()
    MENTIONED = auto()
    OPTIONAL = auto()
    EXAMPLE = auto()
    SNIPPET = auto()
    UNFIT = auto()
    """It goes against what is there."""
    DEPRECATED = auto()


@dataclass(frozen=True)
class Candidate:
    """Something that a source has to offer."""

    label: str
    kind: ItemKind
    rank: Rank
    name: str | None = None
    """The key to be written; None for values and items."""
    sketch: Sketch = None
    """The value; of no account where one is there."""
    detail: str = ""
    """What it is, in a few words."""
    remark: str = ""
    """What is special about it here: `required`, `default`."""
    documentation: Prose = NOTHING
    is_likely: bool = False


@dataclass(frozen=True)
class Item:
    """One line of the list that an editor shows, and what accepting it does."""

    label: str
    kind: ItemKind
    edit: Edit
    """With the text for editors that know no stops."""
    snippet: str
    """The same text with its stops, as LSP writes them; empty if there are none."""
    elsewhere: tuple[Edit, ...]
    lead: str
    """What each further line of the text starts with."""
    filter_text: str
    """What the text before the cursor is compared with; begins like the text replaced."""
    sort_text: str
    detail: str = ""
    remark: str = ""
    documentation: Prose = NOTHING
    is_preselected: bool = False
    is_unfit: bool = False
    """Whether it goes against what is there; the documentation says why."""
    is_deprecated: bool = False

    @property
    def span(self) -> Span:
        """What is replaced."""
        return Span(self.edit.start, self.edit.end)


class Offer(NamedTuple):
    """A candidate and the text that it comes to."""

    candidate: Candidate
    draft: Draft

    @property
    def has_stops(self) -> bool:
        return any(isinstance(piece, Stop) for piece in self.draft.pieces)


def offers(document: Document, opening: Opening, candidates: Iterable[Candidate]) -> list[Offer]:
    """The candidates with their texts, each thing once."""
    drafter = document.notation.drafter(opening)
    distinct = {candidate.label: candidate for candidate in reversed(list(candidates))}
    return [
        Offer(candidate, drafter.draft(candidate.name, candidate.sketch))
        for candidate in reversed(distinct.values())
    ]


def ranked(offered: Iterable[Offer]) -> list[Offer]:
    """The likeliest first, no more than anybody reads."""
    return sorted(offered, key=lambda offer: offer.candidate.rank.value)[:_MOST_ITEMS]


def items(opening: Opening, offered: Iterable[Offer]) -> list[Item]:
    """What an editor shows, in the order of *offered*."""
    listed = list(offered)
    likely = next((each for each in listed if _is_likely(each.candidate)), None)
    return [
        _item(opening, offer, position, is_preselected=offer is likely)
        for position, offer in enumerate(listed)
    ]


def _is_likely(candidate: Candidate) -> bool:
    return candidate.is_likely and candidate.rank not in (Rank.UNFIT, Rank.DEPRECATED)


def _item(opening: Opening, offer: Offer, position: int, *, is_preselected: bool) -> Item:
    candidate, draft = offer
    return Item(
        label=prose.on_one_line(candidate.label, _LONGEST_LABEL),
        kind=candidate.kind,
        edit=Edit(*opening.word, plain_text(draft)),
        snippet=snippet_text(draft) if offer.has_stops else "",
        elsewhere=draft.elsewhere,
        lead=draft.lead,
        filter_text=f"{opening.quote}{candidate.label}{opening.quote}",
        sort_text=f"{position:03}",
        detail=candidate.detail,
        remark=candidate.remark,
        documentation=candidate.documentation,
        is_preselected=is_preselected,
        is_unfit=candidate.rank is Rank.UNFIT,
        is_deprecated=candidate.rank is Rank.DEPRECATED,
    )


def plain_text(draft: Draft) -> str:
    """The text with what its stops hold at first."""
    return "".join(piece.text if isinstance(piece, Stop) else piece for piece in draft.pieces)


def stop_spans(draft: Draft) -> Iterator[Span]:
    """Where the stops are in the plain text."""
    at = 0
    for piece in draft.pieces:
        end = at + len(piece.text if isinstance(piece, Stop) else piece)
        if isinstance(piece, Stop):
            yield Span(at, end)
        at = end


def snippet_text(draft: Draft) -> str:
    """The text in the language of snippets that LSP defines."""
    return "".join(
        _placeholder(piece) if isinstance(piece, Stop) else _escaped(piece)
        for piece in draft.pieces
    )


def _placeholder(stop: Stop) -> str:
    return f"${{{stop.number}:{_escaped(stop.text)}}}" if stop.text else f"${stop.number}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
