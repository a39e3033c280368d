"""Putting the members of an object into another order; comments travel with their member."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.json.gaps import Entries, Sort, has_line_break, starts_line
from bacalhau_ls.syntax.json.writing.attachment import leading_comments, trailing_comments
from bacalhau_ls.syntax.json.writing.removal import own_comma
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.tree import Node


class _Slot(NamedTuple):
    """The text of an entry with its comments, without its comma."""

    start: int
    end: int
    """Of the entry with the comments before it and between it and its comma."""
    behind_start: int
    behind_end: int
    """Of the comments behind its comma, with the blanks before them."""


def sort(text: str, node: Node, order: Sequence[int]) -> list[Edit]:
    """Put the members of *node* in *order*; nothing where they cannot be told apart."""
    entries = Entries(text, node)
    if not _is_sound(entries):
        return []
    slots = [_slot(entries, index) for index in range(len(entries))]
    edits = []
    for place, index in enumerate(order):
        if place != index:
            edits += _replaced(text, slots[place], slots[index])
    return edits


def _is_sound(entries: Entries) -> bool:
    """Whether every gap holds just what should be there, and entries can change places."""
    gaps = [entries.tokens(index) for index in range(len(entries) + 1)]
    tokens = [token for gap in gaps for token in gap]
    commas = [sum(token.sort is Sort.COMMA for token in gap) for gap in gaps]
    if commas[1:-1] != [1] * (len(entries) - 1) or any(t.sort is Sort.OTHER for t in tokens):
        return False
    if not any(token.sort is Sort.LINE_COMMENT for token in tokens):
        return True
    ends_early = any(_comma_on_new_line(entries, index) for index in range(len(entries)))
    closes_apart = starts_line(entries.text, entries.inner.end)
    have_lines = all(entries.starts_line(index) for index in range(len(entries)))
    return have_lines and closes_apart and not ends_early


def _comma_on_new_line(entries: Entries, index: int) -> bool:
    """Whether the comma behind an entry is not on its line."""
    comma = own_comma(entries, index)
    return comma is not None and has_line_break(entries.text, entries.end(index), comma.start)


def _slot(entries: Entries, index: int) -> _Slot:
    above, behind = leading_comments(entries, index), trailing_comments(entries, index)
    start = above[0].start if above else entries.start(index)
    comma = own_comma(entries, index)
    end = comma.start if comma else entries.end(index)
    after = comma.end if comma else end
    return _Slot(start, end, after, max([after, *(each.end for each in behind)]))


def _replaced(text: str, place: _Slot, entry: _Slot) -> list[Edit]:
    new = text[entry.start : entry.end].rstrip(" \t")
    behind = text[entry.behind_start : entry.behind_end]
    return [
        Edit(place.start, place.end, new),
        Edit(place.behind_start, place.behind_end, behind),
    ]
