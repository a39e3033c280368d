"""What completion offers: candidates of the sources, and the items made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import prose
from bacalhau_ls.features.completion.drafts import plain_text, snippet_text
from bacalhau_ls.prose import NOTHING, Prose
from bacalhau_ls.syntax.openings import Stop
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.openings import Draft, Opening, Sketch

_MOST_ITEMS = 200
_LONGEST_LABEL = 60
_DIRECTORY = re.compile(r"(?:/[^/.]+)+")


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
    insert_end: int
    """Where the edit ends for those who want to keep what is behind the cursor."""
    snippet: str
    """The same text with its stops, as LSP writes them; empty if there are none."""
    elsewhere: tuple[Edit, ...]
    lead: str
    """What each further line of the text starts with."""
    filter_text: str
    """What the text before the cursor is compared with; begins with a quote if that does."""
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
    distinct: dict[str, Candidate] = {}
    for candidate in candidates:
        distinct.setdefault(candidate.label, candidate)
    return [
        Offer(candidate, drafter.draft(candidate.name, candidate.sketch))
        for candidate in distinct.values()
    ]


def ranked(offered: Iterable[Offer]) -> list[Offer]:
    """The likeliest first, no more than anybody reads."""
    return sorted(offered, key=lambda offer: offer.candidate.rank.value)[:_MOST_ITEMS]


def items(
    document: Document, offset: int, opening: Opening, offered: Iterable[Offer]
) -> list[Item]:
    """What an editor shows with the cursor at *offset*, in the order of *offered*."""
    listed = list(offered)
    likely = next((each for each in listed if _is_likely(each.candidate)), None)
    shown = (
        _item(
            opening,
            offer,
            _replacement(document.content, offset, opening, offer),
            position,
            is_preselected=offer is likely,
        )
        for position, offer in enumerate(listed)
    )
    is_behind = bool(opening.quote) and offset > opening.word.start
    return [_behind_quote(item, opening.quote) if is_behind else item for item in shown]


def _behind_quote(item: Item, quote: str) -> Item:
    """The same without the opening *quote*, where that is there already and stays.

    To most editors a word starts behind the quote, and some hold the list against
    what is typed from there on, whatever the edit covers.
    """
    edit, skipped = item.edit, len(quote)
    if not all(text.startswith(quote) for text in (edit.text, item.snippet or quote)):
        return item
    return replace(
        item,
        edit=Edit(edit.start + skipped, edit.end, edit.text[skipped:]),
        snippet=item.snippet[skipped:],
        filter_text=item.filter_text[skipped : len(item.filter_text) - skipped],
    )


def _is_likely(candidate: Candidate) -> bool:
    return candidate.is_likely and candidate.rank not in (Rank.UNFIT, Rank.DEPRECATED)


class _Replacement(NamedTuple):
    edit: Edit
    insert_end: int


def _replacement(content: str, offset: int, opening: Opening, offer: Offer) -> _Replacement:
    """What is replaced, and up to where for those who only insert.

    The two differ where a directory is put before the rest of a path. Anywhere
    else an end left over would make another word, or a second quote.
    """
    candidate, (start, end) = offer.candidate, opening.word
    edit = Edit(start, end, plain_text(offer.draft))
    rest = content.find("/", offset, end - 1)
    is_directory = candidate.kind is ItemKind.MENTION and _DIRECTORY.fullmatch(candidate.label)
    if not is_directory or rest < 0 or offset <= start + 1 or not opening.quote:
        return _Replacement(edit, end)
    if content[end - 1] != opening.quote or not edit.text.endswith(opening.quote):
        return _Replacement(edit, end)
    return _Replacement(Edit(start, end - 1, edit.text[:-1]), rest)


def _item(
    opening: Opening,
    offer: Offer,
    replacement: _Replacement,
    position: int,
    *,
    is_preselected: bool,
) -> Item:
    candidate, draft = offer
    return Item(
        label=prose.on_one_line(candidate.label, _LONGEST_LABEL),
        kind=candidate.kind,
        edit=replacement.edit,
        insert_end=replacement.insert_end,
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
