"""Candidates as the items of one list, with the text that each of them comes to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import prose
from bacalhau_ls.features.completion.drafts import plain_text, snippet_text
from bacalhau_ls.features.completion.items import Candidate, Item, ItemKind, Offer, Rank
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.openings import Part
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.openings import Draft, Opening

_MOST_ITEMS = 200
_LONGEST_LABEL = 60
_DIRECTORY = re.compile(r"(?:/[^/.]+)+")
_UNFIT = Rank.UNFIT.value


def offers(document: Document, opening: Opening, candidates: Iterable[Candidate]) -> list[Offer]:
    """The candidates with their texts, each thing once."""
    drafter = document.notation.drafter(opening)
    distinct: dict[str, Candidate] = {}
    for candidate in candidates:
        distinct.setdefault(candidate.label, candidate)
    drafts = ((each, drafter.draft(each.name, each.sketch)) for each in distinct.values())
    made = ((each, draft) for each, draft in drafts if draft is not None)
    return [Offer(_called(each, draft), draft.with_tail(opening.tail)) for each, draft in made]


def _called(candidate: Candidate, draft: Draft) -> Candidate:
    """The candidate by the name that its value has in this notation."""
    is_value = candidate.kind in (ItemKind.CHOICE, ItemKind.EXAMPLE) and candidate.name is None
    if not is_value or not draft.shown:
        return candidate
    word = candidate.label if isinstance(candidate.sketch, str) else ""
    return replace(candidate, label=draft.shown, word=word)


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
    typed = document.content[opening.word.start : offset]
    is_closed = len(typed) > 1 and offset == opening.word.end and typed.endswith(opening.quote)
    if opening.quote and typed and not is_closed:
        return [_behind_quote(item, opening.quote) for item in shown]
    word = typed.lstrip(" \t")
    lead = typed.removesuffix(word) if word else ""
    return [item._replace(filter_text=f"{lead}{item.filter_text}") for item in shown]


def _behind_quote(item: Item, quote: str) -> Item:
    """The same without the opening *quote*, where that is there already and stays.

    To most editors a word starts behind the quote, and some hold the list against
    what is typed from there on, whatever the edit covers.
    """
    edit, skipped = item.edit, len(quote)
    if not all(text.startswith(quote) for text in (edit.text, item.snippet or quote)):
        return item
    return item._replace(
        edit=Edit(edit.start + skipped, edit.end, edit.text[skipped:]),
        snippet=item.snippet[skipped:],
        filter_text=item.filter_text[skipped : len(item.filter_text) - skipped],
    )


def _weight(opening: Opening, candidate: Candidate) -> int:
    """How far up it comes among the offers of all openings; less than ten.

    Where nothing is written yet, a skeleton of all of it comes before keys that may be left out.
    """
    is_whole = candidate.name is None and opening.part in (Part.VALUE, Part.ITEM)
    if not is_whole or candidate.kind is not ItemKind.SNIPPET or candidate.rank.value >= _UNFIT:
        return candidate.rank.value
    return 0 if opening.container.kind is Kind.DOCUMENT else Rank.FITTING.value


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
        filter_text=f"{opening.quote}{candidate.word or candidate.label}{opening.quote}",
        sort_text=f"{_weight(opening, candidate)}{position:03}",
        detail=candidate.detail,
        remark=candidate.remark,
        documentation=candidate.documentation,
        is_preselected=is_preselected,
        is_unfit=candidate.rank is Rank.UNFIT,
        is_deprecated=candidate.rank is Rank.DEPRECATED,
    )
