"""Sketches as JSON: quotes, colons, commas and indentation where something is written."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.json.gaps import Entries, Sort, lead
from bacalhau_ls.syntax.json.habits import habits_of, is_on_one_line, lines_of
from bacalhau_ls.syntax.json.writing.literals import (
    flat,
    key_literal,
    literal,
    text_literal,
    unfolded,
)
from bacalhau_ls.syntax.openings import Draft, Hole, Opening, Part, Phrase, Sketch, Stop
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.json.habits import Habits, Lines

_IN_TEXT, _WHOLE, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_IN_TEXT}(\\d+){_END}|[\"']{_WHOLE}(\\d+){_END}[\"']")
_BEGUN = re.compile("(?P<blanks>[ \\t]*)[\"']")
"""A string that stands behind the last entry: it will be one when it is finished."""


class Drafter:
    """Writes sketches into one opening."""

    def __init__(self, opening: Opening) -> None:
        content, container = opening.content, opening.container
        self._opening = opening
        self._entries = Entries(content, container)
        self._habits = _habits(opening)
        self._lead = lead(content, opening.word.start)
        self._is_flat = (
            container.kind is not Kind.DOCUMENT
            and len(container) > 1
            and is_on_one_line(content, container)
        )

    @cached_property
    def _lines(self) -> Lines:
        """How lines are indented here; most drafts need no line of their own."""
        node = self._opening.node
        top = [node, *node.ancestors()][-1]
        return lines_of(self._opening.content, top)._replace(newline="\n")

    def draft(self, name: str | None, sketch: Sketch) -> Draft:
        """The text that makes the member *name* or the value of a *sketch*."""
        part = self._opening.part
        pieces: list[str | Stop] = []
        if name is not None:
            pieces.append(key_literal(name, self._habits.key_quote))
        if part is Part.MEMBER:
            pieces.append(self._habits.colon)
        elif part is Part.KEY:
            pieces.append(self._opening.colon)
        if part is not Part.KEY:
            pieces.extend(self._written(sketch))
        before, elsewhere = self._comma_before()
        return Draft(_joined([before, *pieces, self._comma_after()]), elsewhere, self._lead)

    def _written(self, sketch: Sketch) -> Iterator[str | Stop]:
        stops: list[Stop | Hole] = []
        value = _marked(sketch, stops)
        if self._is_flat or not isinstance(value, (dict, list)):
            text = flat(value, self._habits)
        else:
            text = unfolded(value, self._habits, self._lines, self._lead)
        at = 0
        for mark in _MARK.finditer(text):
            yield text[at : mark.start()]
            yield from _stop(stops[int(mark[1] or mark[2])], self._habits)
            at = mark.end()
        yield text[at:]

    # -- what is around it --------------------------------------------------------

    def _comma_before(self) -> tuple[str, tuple[Edit, ...]]:
        """What comes before the text: at its place, and at the end of the entry before it."""
        opening, entries, index = self._opening, self._entries, self._opening.node.index
        at = opening.word.start
        if opening.part is Part.VALUE:
            return self._blank_behind(":"), ()
        if index == 0 or self._has_comma(index):
            return self._blank_behind(","), ()
        end = entries.end(index - 1)
        if end < at:
            return "", (Edit(end, end, ","),)
        return self._habits.comma, ()

    def _blank_behind(self, sign: str) -> str:
        """The blank that usually follows *sign*, if the cursor is close behind one."""
        at = self._opening.word.start
        is_close = self._opening.content[at - 1 : at] == sign and not self._opening.quote
        return " " if is_close and self._habits.colon.endswith(" ") else ""

    def _comma_after(self) -> str:
        following = self._opening.node.index + 1
        if self._opening.part is Part.KEY or self._opening.container.kind is Kind.DOCUMENT:
            return ""
        gap = self._entries.gap(following)
        if following == len(self._entries):
            begun = _BEGUN.match(self._opening.content, *gap)
            return "" if begun is None else "," if begun["blanks"] else self._habits.comma
        if self._has_comma(following):
            return ""
        return "," if gap.start < gap.end else self._habits.comma

    def _has_comma(self, gap: int) -> bool:
        return any(token.sort is Sort.COMMA for token in self._entries.tokens(gap))


def drafter(opening: Opening) -> Drafter:
    """What writes into *opening*."""
    return Drafter(opening)


def _habits(opening: Opening) -> Habits:
    """The habits around, but the quote that the author has begun with.

    A key without quotes in a file that has them is a slip, no habit.
    """
    habits = habits_of(opening.content, opening.container)
    root = [opening.node, *opening.node.ancestors()][-2]
    if habits.key_quote != '"' and len(root) and habits_of(opening.content, root).key_quote == '"':
        habits = habits._replace(key_quote='"')
    if opening.part is Part.VALUE and opening.node.index == 0:
        habits = habits._replace(colon=_colon_of_another(opening))
    if not (quote := opening.quote):
        return habits
    if opening.part in (Part.KEY, Part.MEMBER):
        return habits._replace(key_quote=quote)
    return habits._replace(text_quote=quote)


def _colon_of_another(opening: Opening) -> str:
    """How colons are spaced where the author has had the time to write on."""
    container = opening.container
    entries = Entries(opening.content, container)
    if container.kind is Kind.OBJECT and len(entries) > 1:
        between = opening.content[entries.key_end(1) : entries.value_start(1)]
        return between if between == ":" else ": "
    return habits_of(opening.content, container.parent).colon if container.parent else ": "


def _marked(sketch: Sketch, stops: list[Stop | Hole]) -> Any:
    """*sketch* as plain JSON values, with marks in the place of its stops."""
    if isinstance(sketch, Phrase):
        return "".join(_mark(piece, _IN_TEXT, stops) for piece in sketch.pieces)
    if isinstance(sketch, Hole):
        return _mark(sketch, _WHOLE, stops)
    if isinstance(sketch, dict):
        return {_marked(name, stops): _marked(each, stops) for name, each in sketch.items()}
    if isinstance(sketch, list):
        return [_marked(each, stops) for each in sketch]
    return sketch


def _mark(piece: str | Stop | Hole, sign: str, stops: list[Stop | Hole]) -> str:
    if isinstance(piece, str):
        return piece
    stops.append(piece)
    return f"{sign}{len(stops) - 1}{_END}"


def _stop(stop: Stop | Hole, habits: Habits) -> Iterator[str | Stop]:
    if isinstance(stop, Stop):
        yield Stop(stop.number, text_literal(stop.text, habits.text_quote)[1:-1])
        return
    text = literal(stop.value)
    if text in ("{}", "[]"):
        yield from (text[0], Stop(stop.number), text[1])
    else:
        yield Stop(stop.number, text)


def _joined(pieces: list[str | Stop]) -> tuple[str | Stop, ...]:
    """The pieces without empty ones, neighbouring texts made one."""
    joined: list[str | Stop] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return tuple(joined)
