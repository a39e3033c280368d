"""The layout of any value, whatever is wrong with it.

A container stays on one line if it was on one and is short, else each entry
gets a line. What is plain and as a whole to be laid out goes to `plain`,
everything else is written gap by gap (`respacing`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.formatting import respacing
from bacalhau_ls.syntax.json.formatting.plain import (
    DEEPEST,
    EMPTY,
    PlainPrinter,
    is_formatted,
    padding_of,
    remember_formatted,
    values_on_one_line,
)
from bacalhau_ls.syntax.json.gaps import has_line_break

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Container, Green
    from bacalhau_ls.syntax.json.formatting.soundness import Broken
    from bacalhau_ls.syntax.json.formatting.style import Style
    from bacalhau_ls.text import Span

_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_ANY_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*[\r\n]")


class Printer:
    """Writes what is around a stretch of a text in its layout; the rest stays as it is."""

    def __init__(self, text: str, style: Style, broken: Broken, within: Span) -> None:
        self.text = text
        self.style = style
        self.within = within
        self._broken = broken
        self._plain = PlainPrinter(text, style)
        blank_line = _ANY_BLANK_LINE if "\r" in text else _BLANK_LINE
        self._blank_lines = [found.start() for found in blank_line.finditer(text)]

    def value(self, green: Container, start: int, outer: str, beside: int, depth: int) -> str:
        """A container on a line that is indented by *outer* and has so much *beside* it."""
        end = start + green.width
        if self._stays(green, start, depth) or is_formatted(green, self.style, outer):
            return self.text[start:end]
        if self._is_plain(green, start):
            return self._plain.value(green, start, outer, beside, depth)
        if not has_line_break(self.text, start, end) and not self.is_frozen(green):
            flat = self.on_one_line(green, start, self.style.room(outer, beside), depth)
            if flat is not None:
                return flat
        new = respacing.on_lines(self, green, start, outer, depth)
        if self._is_all_within(start, end) and self.text.startswith(new, start):
            remember_formatted(green, self.style, outer)
        return new

    def on_one_line(self, green: Container, start: int, room: int, depth: int) -> str | None:
        """A container that is on one line, if it takes at most *room* columns there."""
        if self.is_frozen(green) or self._stays(green, start, depth):
            old = self.text[start : start + green.width]
            return old if green.width <= room else None
        if self._is_plain(green, start):
            return self._plain.on_one_line(green, start, room, depth)
        values = values_on_one_line(green, start, room, partial(self.on_one_line, depth=depth + 1))
        if values is None:
            return None
        new = respacing.on_one_line(self, green, start, values, padding_of(self.text, start))
        return new if len(new) <= room else None

    # -- what is left alone ----------------------------------------------------

    def is_within(self, offset: int) -> bool:
        """Whether what starts at *offset* is to be laid out anew."""
        return self.within.start <= offset <= self.within.end

    def touches(self, gap: Span) -> bool:
        """Whether any token in a gap, or behind it, is to be laid out anew."""
        return gap.start <= self.within.end and self.within.start <= gap.end

    def is_frozen(self, green: Container) -> bool:
        """Whether a bracket without a partner is in a container."""
        return not green.closed or id(green) in self._broken.frozen

    def is_broken(self, green: Green) -> bool:
        """Whether that is so, or a container has another error of its own."""
        return id(green) in self._broken.frozen or id(green) in self._broken.faulty

    def _stays(self, green: Container, start: int, depth: int) -> bool:
        end = start + green.width
        is_outside = end <= self.within.start or self.within.end <= start
        has_bracket = self.text[start : start + 1] in ("{", "[")
        if green.width <= EMPTY or is_outside or depth > DEEPEST or not has_bracket:
            return True
        return id(green) in self._broken.faulty and not has_line_break(self.text, start, end)

    def _is_plain(self, green: Container, start: int) -> bool:
        """Whether it has to be laid out as a whole and there is nothing special about it."""
        end = start + green.width
        if green.troubled or not self._is_all_within(start, end):
            return False
        blank = bisect_left(self._blank_lines, start)
        return blank == len(self._blank_lines) or self._blank_lines[blank] >= end

    def _is_all_within(self, start: int, end: int) -> bool:
        return self.within.start <= start and end <= self.within.end
