"""The lines of a text, and what is to become of each of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.yaml.reading.faults import TEMPLATE_ACTION
from bacalhau_ls.syntax.yaml.reading.lines import Place as PlaceInText
from bacalhau_ls.syntax.yaml.reading.lines import is_marker
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Container
    from bacalhau_ls.text import Span

_LINE_BREAK = re.compile(r"\r\n?|\n")
_BLANKS = re.compile(r"[ \t]*")
_BYTE_ORDER_MARK = "\ufeff"
LINE_START: Final = 1
LINE_END: Final = 2
_BOTH_ENDS: Final = bytes([LINE_START | LINE_END])


class Anchor(NamedTuple):
    """An entry or a value: what comments stand by."""

    line: int
    column: int
    """Where it stands."""
    new_column: int
    """Where it is to stand."""


class Page:
    """A text, line by line, while its layout is made up; what starts outside of *within* stays."""

    def __init__(self, text: str, within: Span) -> None:
        self.text = text
        self.within = within
        first = int(text.startswith(_BYTE_ORDER_MARK))
        self.starts = _line_starts(text, first)
        self.kept = bytearray(len(self.starts))
        """For each line which of its ends are left alone, as they are broken or in a scalar."""
        self.columns: dict[int, int] = {}
        """At which column lines are to start, by where they start now."""
        self.anchors: list[Anchor] = []
        self.comments: list[int] = []
        """Where comments start."""
        self.edits: list[Edit] = []

    # -- lines -------------------------------------------------------------------

    def line_of(self, offset: int) -> int:
        """The number of the line of *offset*."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def content_start(self, line: int) -> int:
        """Where the first character of a line is that is no blank."""
        found = _BLANKS.match(self.text, self.starts[line])
        return found.end() if found else self.starts[line]

    def line_end(self, line: int) -> int:
        """Where a line ends, without its line break."""
        if line + 1 == len(self.starts):
            return len(self.text)
        end = self.starts[line + 1] - 1
        is_pair = self.text.startswith("\r\n", end - 1) and end > self.starts[line]
        return end - 1 if is_pair else end

    def column_of(self, offset: int) -> int:
        """The column of *offset*, a tab being one."""
        return offset - self.starts[self.line_of(offset)]

    def is_blank(self, line: int) -> bool:
        """Whether a line holds nothing but blanks."""
        return self.content_start(line) == self.line_end(line)

    def end_of_document(self, document: Container) -> int:
        """Where the line ``---`` or ``...`` behind the first document starts, or the text ends."""
        end = document.offsets[0] + document.children[0].width
        for start in self.starts[self.line_of(end) + 1 :]:
            if is_marker(self.text, PlaceInText(start, 0)):
                return start
        return len(self.text)

    def last_before(self, offset: int) -> int:
        """The last place in a line before that of *offset*; the end of the text if that is it."""
        if offset == len(self.text):
            return offset
        return self.starts[self.line_of(offset)] - 1

    def is_within(self, start: int, end: int) -> bool:
        """Whether all lines from *start* to *end* are to be laid out."""
        first = self.starts[self.line_of(start)]
        return self.within.start <= first and end <= self.within.end

    # -- what is to become of them -----------------------------------------------

    def place(self, start: int, column: int) -> None:
        """What starts at *start* is to stand at *column*, if it starts its line."""
        line = self.line_of(start)
        self.anchors.append(Anchor(line, start - self.starts[line], column))
        if self.content_start(line) == start:
            self.columns[self.starts[line]] = column

    def note(self, start: int) -> None:
        """What starts at *start* stays where it is, for comments to stand by."""
        column = self.column_of(start)
        self.anchors.append(Anchor(self.line_of(start), column, column))

    def take_comments(self, container: Container, start: int) -> None:
        """Remember the comments of a container, and keep the lines that steer templates."""
        for problem in container.problems:
            if problem.fault.level is Level.COMMENT:
                self.comments.append(start + problem.start)
            elif problem.fault is TEMPLATE_ACTION and not _is_key(container, problem.start):
                self.keep(start + problem.start, start + problem.start)

    def keep(self, start: int, end: int) -> None:
        """Leave the lines from that of *start* to that of *end* alone."""
        first, last = self.line_of(start), self.line_of(end)
        self.kept[first : last + 1] = _BOTH_ENDS * (last + 1 - first)

    def keep_inside(self, start: int, end: int) -> None:
        """Leave all that lies between *start* and *end* alone, but not what is around."""
        first, last = self.line_of(start), self.line_of(max(end - 1, start))
        if first == last:
            return
        self.kept[first] |= LINE_END
        self.kept[first + 1 : last] = _BOTH_ENDS * (last - first - 1)
        self.kept[last] |= LINE_START

    def release(self, start: int, end: int) -> None:
        """Take back that the lines behind that of *start* are left alone, but for the last end."""
        first, last = self.line_of(start) + 1, self.line_of(end)
        if first <= last:
            self.kept[first : last + 1] = bytes(last + 1 - first)
            self.kept[last] |= LINE_END

    def indent_lines(self) -> None:
        """Indent all lines that have been given a place."""
        blanks_at, text = _BLANKS.match, self.text
        for start, column in self.columns.items():
            found = blanks_at(text, start)
            if found and found.group() != (wanted := " " * column):
                self.replace(start, found.end(), wanted)

    def respace(self, start: int, end: int, text: str) -> None:
        """Put *text* in the place of the same sign, or none, with other blanks around it."""
        old = self.text[start:end]
        sign = old.strip(" \t")
        if not sign:
            self.replace(start, end, text)
            return
        before, _, behind = text.partition(sign)
        at = start + old.index(sign)
        self.replace(start, at, before)
        self.replace(at + len(sign), end, behind)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put *text* in the place of what stands from *start* to *end*."""
        if self.within.start <= start and end <= self.within.end:
            self.edits.append(Edit(start, end, text))


def _line_starts(text: str, first: int) -> list[int]:
    if "\r" in text:
        return [first, *(found.end() for found in _LINE_BREAK.finditer(text))]
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    starts[0] = first
    return starts[:-1]


def _is_key(container: Container, offset: int) -> bool:
    """Whether a key of *container* starts at *offset* in it."""
    index = bisect_left(container.key_offsets, offset)
    return container.key_offsets[index : index + 1] == (offset,)


def line_start(text: str, offset: int) -> int:
    """Where the line of *offset* starts."""
    newline = text.rfind("\n", 0, offset)
    start = max(newline, text.rfind("\r", newline + 1, offset)) + 1
    return start + (start == 0 and text.startswith(_BYTE_ORDER_MARK))
