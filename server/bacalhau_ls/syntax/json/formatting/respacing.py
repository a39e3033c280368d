"""Containers gap by gap: those with comments, blank lines or errors, and those only in part.

- A gap that holds what it should not, or not what it should, keeps its text.
- Where brackets do not match, indentation tells where things end; so every
  container around such a place is `frozen`: it stays as it is, but for what is
  whole inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.formatting.plain import beside
from bacalhau_ls.syntax.json.formatting.spacing import Ends, Lines, colon_gap, flat_gap, open_gap
from bacalhau_ls.syntax.json.gaps import lead
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.json.formatting.printing import Printer

_BLANKS = re.compile(r"[ \t]*")


def on_lines(printer: Printer, green: Container, start: int, outer: str, depth: int) -> str:
    """A container whose entries have lines of their own; its own line is indented by *outer*."""
    if printer.is_frozen(green):
        return _frozen(printer, green, start, outer, depth)
    return "".join(_OnLines(printer, green, start, outer, depth).pieces())


def on_one_line(
    printer: Printer, green: Container, start: int, values: Sequence[str], padding: str
) -> str:
    """A container on one line, with its *values* as they are there."""
    return "".join(_OnOneLine(printer, green, start, values, padding).pieces())


def _frozen(printer: Printer, green: Container, start: int, outer: str, depth: int) -> str:
    """A container that stays as it is, but for the containers in it."""
    pieces: list[str] = []
    at, indent = start, outer
    for child, offset in zip(green.children, green.offsets, strict=True):
        if not isinstance(child, Container):
            continue
        between = printer.text[at : start + offset]
        indent = _indent_of_last_line(between, indent)
        value = printer.value(child, start + offset, indent, 0, depth + 1)
        indent = _indent_of_last_line(value, indent)
        pieces += between, value
        at = start + offset + child.width
    return "".join([*pieces, printer.text[at : start + green.width]])


def _indent_of_last_line(text: str, first: str) -> str:
    """How the last line of *text* is indented, if the first one is by *first*."""
    line_end = max(text.rfind("\n"), text.rfind("\r"))
    found = _BLANKS.match(text, line_end + 1)
    return found.group() if found and line_end >= 0 else first


class _Respacing:
    """One container with other gaps between its entries."""

    separator = ", "
    """What most gaps are, and then may stay."""

    def __init__(self, printer: Printer, green: Container, start: int) -> None:
        self.printer = printer
        self.text = printer.text
        self.green = green
        self.start = start
        self.entries = green.key_offsets or green.offsets

    def pieces(self) -> Iterator[str]:
        """Gaps, keys and values in turn."""
        first, stop = self._stretch()
        at = self._end(first - 1) if first else self.start + 1
        yield self.text[self.start : at]
        for index in range(first, stop):
            entry = self.start + self.entries[index]
            yield self._respaced(index, Span(at, entry))
            if self.green.keys:
                yield from self._key(index, entry)
            yield self._value(index)
            at = self._end(index)
        end = self.start + self.green.width
        if stop == len(self.entries):
            yield self._respaced(stop, Span(at, end - 1))
            at = end - 1
        yield self.text[at:end]

    def _stretch(self) -> tuple[int, int]:
        """The first entry to look at, and the first one behind the stretch and its gap."""
        within = self.printer.within.shifted(-self.start)
        first = max(bisect_right(self.green.offsets, within.start) - 1, 0)
        stop = bisect_right(self.entries, within.end) + 1
        return first, min(stop, len(self.entries))

    def _end(self, index: int) -> int:
        return self.start + self.green.offsets[index] + self.green.children[index].width

    def _respaced(self, index: int, gap: Span) -> str:
        """The gap before an entry, or behind the last one."""
        old = self.text[gap.start : gap.end]
        ends = Ends(index == 0, index == len(self.entries))
        is_usual = old == self.separator and not any(ends)
        follows_nothing = index and not self.green.children[index - 1].width
        if is_usual or follows_nothing or not self.printer.touches(gap):
            return old
        new = self._gap(gap, ends)
        return old if new is None else new

    def _key(self, index: int, entry: int) -> Iterator[str]:
        """A key and what stands between it and its value."""
        key = self.green.keys[index]
        yield key.text
        gap = Span(entry + key.width, self.start + self.green.offsets[index])
        old = self.text[gap.start : gap.end]
        precedes_nothing = not self.green.children[index].width
        if old == ": " or precedes_nothing or not self.printer.touches(gap):
            yield old
            return
        new = colon_gap(self.text, gap, self._colon_lines())
        yield old if new is None else new

    def _gap(self, gap: Span, ends: Ends) -> str | None:
        raise NotImplementedError

    def _colon_lines(self) -> Lines:
        raise NotImplementedError

    def _value(self, index: int) -> str:
        raise NotImplementedError


class _OnLines(_Respacing):
    """Each entry has a line of its own."""

    def __init__(
        self, printer: Printer, green: Container, start: int, outer: str, depth: int
    ) -> None:
        super().__init__(printer, green, start)
        self.depth = depth
        self.lines = Lines(printer.style, outer + printer.style.unit, outer)
        self.separator = "," + self.lines.inner_break

    def _gap(self, gap: Span, ends: Ends) -> str | None:
        return open_gap(self.text, gap, ends, self.lines)

    def _colon_lines(self) -> Lines:
        style = self.printer.style
        return Lines(style, self.lines.indent + style.unit, self.lines.indent)

    def _value(self, index: int) -> str:
        child, at = self.green.children[index], self.start + self.green.offsets[index]
        if not isinstance(child, Container):
            return child.text
        entry = self.start + self.entries[index]
        is_moved = self.printer.is_within(entry)
        indent = self.lines.indent if is_moved else lead(self.text, entry)
        return self.printer.value(child, at, indent, beside(self.green, index), self.depth + 1)


class _OnOneLine(_Respacing):
    """All entries are on one line."""

    def __init__(
        self, printer: Printer, green: Container, start: int, values: Sequence[str], padding: str
    ) -> None:
        super().__init__(printer, green, start)
        self.values = values
        self.padding = padding

    def _gap(self, gap: Span, ends: Ends) -> str | None:
        return flat_gap(self.text, gap, ends, self.padding)

    def _colon_lines(self) -> Lines:
        return Lines(self.printer.style, "", "")

    def _value(self, index: int) -> str:
        return self.values[index]
