r"""Text and places in it: spans, edits, lines and the three position encodings of LSP.

Offsets count code points from the start of the text. Lines end at ``\n``,
``\r\n`` or ``\r`` and at nothing else (U+2028 is an ordinary character of a
JSON string). Columns are counted in the units of an `Encoding`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE_END = re.compile(r"\r\n?|\n")
_LINES_PER_CHUNK = 256
_COLUMNS_PER_MARK = 1024


class Span(NamedTuple):
    """A half-open range of code point offsets."""

    start: int
    end: int

    def shifted(self, by: int) -> Span:
        """The same stretch *by* code points further on."""
        return Span(self.start + by, self.end + by)

    def covers(self, offset: int) -> bool:
        """Whether *offset* lies inside or at either end."""
        return self.start <= offset <= self.end


class Edit(NamedTuple):
    """Replace what stands between *start* and *end* by *text*."""

    start: int
    end: int
    text: str

    @property
    def delta(self) -> int:
        """By how much the text grows."""
        return len(self.text) - (self.end - self.start)


class Position(NamedTuple):
    """A zero-based line and a column in the units of some `Encoding`."""

    line: int
    column: int


class Encoding(Enum):
    """What one column counts; the values are LSP's names."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"

    def width(self, text: str) -> int:
        """How many columns *text* takes."""
        if self is Encoding.UTF32 or text.isascii():
            return len(text)
        if self is Encoding.UTF8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2

    def fitting(self, text: str, columns: int) -> int:
        """How many code points of *text* lie wholly within *columns*."""
        if self is Encoding.UTF32 or text.isascii():
            return min(columns, len(text))
        used = 0
        for count, character in enumerate(text):
            used += self.width(character)
            if used > columns:
                return count
        return len(text)


class _Chunk(NamedTuple):
    """Some whole lines: where each starts, relative to the first; their width."""

    starts: list[int]
    width: int


class Text:
    """One version of a text and the starts of its lines.

    Immutable. Lines are kept in chunks with relative offsets, so that the
    version after an edit shares all chunks but the edited ones.
    """

    __slots__ = ("_chunks", "_first_lines", "_marks", "_offsets", "content")

    def __init__(self, content: str, chunks: list[_Chunk] | None = None) -> None:
        chunks = chunks or _chunks(content, last=True)
        self.content = content
        self._chunks = chunks
        self._offsets = [0, *accumulate([chunk.width for chunk in chunks])]
        self._first_lines = [0, *accumulate([len(chunk.starts) for chunk in chunks])]
        self._marks: dict[tuple[int, Encoding], list[int]] = {}

    def __len__(self) -> int:
        return len(self.content)

    def apply(self, edit: Edit) -> Text:
        """The version after *edit*."""
        content = "".join((self.content[: edit.start], edit.text, self.content[edit.end :]))
        first = self._chunk_at(max(edit.start - 1, 0))
        last = self._chunk_at(edit.end)
        final = len(self._chunks) - 1
        while last < final and not _is_line_start(content, self._offsets[last + 1] + edit.delta):
            last += 1
        start, end = self._offsets[first], self._offsets[last + 1] + edit.delta
        renewed = _chunks(content[start:end], last=last == final)
        return Text(content, [*self._chunks[:first], *renewed, *self._chunks[last + 1 :]])

    def _chunk_at(self, offset: int) -> int:
        return min(bisect_right(self._offsets, offset) - 1, len(self._chunks) - 1)

    @property
    def line_count(self) -> int:
        """Number of lines; an empty text has one."""
        return self._first_lines[-1]

    def line_of(self, offset: int) -> int:
        """The number of the line that *offset* is on."""
        chunk = self._chunk_at(offset)
        within = bisect_right(self._chunks[chunk].starts, offset - self._offsets[chunk]) - 1
        return self._first_lines[chunk] + within

    def line_start(self, line: int) -> int:
        """Where *line* starts."""
        chunk = bisect_right(self._first_lines, line) - 1
        return self._offsets[chunk] + self._chunks[chunk].starts[line - self._first_lines[chunk]]

    def line_span(self, line: int) -> Span:
        """From the start of *line* to before its line end."""
        start = self.line_start(line)
        if line + 1 == self.line_count:
            return Span(start, len(self.content))
        end = self.line_start(line + 1) - 1
        if self.content[end] == "\n" and self.content[end - 1 : end] == "\r" and end > start:
            end -= 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        """What stands on *line*, without its line end."""
        start, end = self.line_span(line)
        return self.content[start:end]

    def position(self, offset: int, encoding: Encoding = Encoding.UTF16) -> Position:
        """Where *offset* is; an offset outside the text counts as its nearest end."""
        offset = min(max(offset, 0), len(self.content))
        line = self.line_of(offset)
        return Position(line, self._column(line, offset, encoding))

    def positions(
        self, offsets: Iterable[int], encoding: Encoding = Encoding.UTF16
    ) -> Iterator[Position]:
        """Where each of *offsets* is; cheap for many in a row, all of them inside the text."""
        if encoding is not Encoding.UTF32 and not self.content.isascii():
            yield from (self.position(offset, encoding) for offset in offsets)
            return
        start = end = line = 0
        starts: list[int] = []
        for offset in offsets:
            if not start <= offset < end:
                chunk = self._chunk_at(offset)
                start, end = self._offsets[chunk : chunk + 2]
                line, starts = self._first_lines[chunk], self._chunks[chunk].starts
            within = bisect_right(starts, offset - start) - 1
            yield Position(line + within, offset - start - starts[within])

    def _column(self, line: int, offset: int, encoding: Encoding) -> int:
        start = self.line_start(line)
        if encoding is Encoding.UTF32 or self.content.isascii():
            return offset - start
        marks = self._marks_of(line, encoding)
        mark = (offset - start) // _COLUMNS_PER_MARK
        mark = min(mark, len(marks) - 1)
        return marks[mark] + encoding.width(self.content[start + mark * _COLUMNS_PER_MARK : offset])

    def offset(self, position: Position, encoding: Encoding = Encoding.UTF16) -> int:
        """The offset of *position*.

        A line past the last is the end of the text, a column past the end of
        its line is that end, one inside a character is the character's start.
        """
        line, column = position
        if line < 0 or line >= self.line_count:
            return 0 if line < 0 else len(self.content)
        start, end = self.line_span(line)
        if encoding is Encoding.UTF32 or self.content.isascii():
            return min(start + max(column, 0), end)
        marks = self._marks_of(line, encoding)
        mark = max(bisect_right(marks, column) - 1, 0)
        begin = start + mark * _COLUMNS_PER_MARK
        piece = self.content[begin : min(begin + _COLUMNS_PER_MARK, end)]
        return begin + encoding.fitting(piece, max(column, 0) - marks[mark])

    def _marks_of(self, line: int, encoding: Encoding) -> list[int]:
        """Columns at every so many code points of *line*, so that long lines stay cheap."""
        marks = self._marks.get((line, encoding))
        if marks is None:
            text = self.line_text(line)
            pieces = range(0, len(text) - _COLUMNS_PER_MARK, _COLUMNS_PER_MARK)
            widths = (encoding.width(text[i : i + _COLUMNS_PER_MARK]) for i in pieces)
            marks = self._marks[line, encoding] = [0, *accumulate(widths)]
        return marks


def _is_line_start(content: str, offset: int) -> bool:
    before = content[offset - 1 : offset]
    return before == "\n" or (before == "\r" and content[offset : offset + 1] != "\n")


def _chunks(region: str, *, last: bool) -> list[_Chunk]:
    """The lines of *region* in chunks; the *last* region owns the line after its end."""
    starts = _line_starts(region)
    if not last and len(starts) > 1 and starts[-1] == len(region):
        starts.pop()
    firsts = range(0, len(starts), _LINES_PER_CHUNK)
    bounds = [*(starts[first] for first in firsts), len(region)]
    return [
        _Chunk(
            [start - bounds[i] for start in starts[first : first + _LINES_PER_CHUNK]],
            bounds[i + 1] - bounds[i],
        )
        for i, first in enumerate(firsts)
    ]


def _line_starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(match.end() for match in _LINE_END.finditer(text))]
    return [0, *accumulate([len(line) + 1 for line in text.split("\n")[:-1]])]
