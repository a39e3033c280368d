"""Lines of a source with marks under them, never wider than asked."""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.cli.output.visible import cells, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.text import Span, Text

    Paint = Callable[[str, str], str]
    """A text and a colour in, the coloured text out."""

CUT = "\u2026"
GAP = "..."
"""Stands for lines between that are not shown."""


class Mark(NamedTuple):
    """A stretch of a line to underline, with a few words beside the line."""

    span: Span
    sign: str
    colour: str
    label: str = ""


class Row(NamedTuple):
    """One row of a picture: what stands left and right of the frame."""

    number: str
    body: str


class _Drawing(NamedTuple):
    """A line, or the part of it that fits."""

    shown: str
    start: int
    """Offset of the first character that is shown."""
    columns: list[int]
    """The column of each character that is shown, and of the end."""
    is_cut: bool
    """Whether the line goes on behind the end."""

    def holds(self, span: Span) -> bool:
        end = self.start + len(self.columns) - 1
        last = max(span.end, span.start + 1) if self.is_cut else span.end
        return self.start <= span.start and last <= end

    def column(self, offset: int) -> int:
        return self.columns[min(max(offset - self.start, 0), len(self.columns) - 1)]


def snippet(text: Text, marks: Iterable[Mark], width: int, paint: Paint) -> Iterator[Row]:
    """The lines that *marks* stand on, in order, each with its marks below it."""
    previous = None
    ordered = sorted(marks, key=lambda mark: mark.span)
    for line, here in groupby(ordered, key=lambda mark: text.line_of(mark.span.start)):
        if previous is not None and line > previous + 1:
            yield Row(GAP, "")
        yield from _drawn_line(text, line, list(here), width, paint)
        previous = line


def _drawn_line(
    text: Text, line: int, marks: list[Mark], width: int, paint: Paint
) -> Iterator[Row]:
    drawing: _Drawing | None = None
    for mark in marks:
        if drawing is None or not drawing.holds(mark.span):
            before, drawing = drawing, _draw(text, line, mark.span, width)
            if drawing != before:
                yield Row(str(line + 1), drawing.shown)
        start = drawing.column(mark.span.start)
        length = max(drawing.column(mark.span.end) - start, 1)
        label = f" {visible(mark.label)}" if mark.label else ""
        yield Row("", f"{' ' * start}{paint(f'{mark.sign * length}{label}', mark.colour)}")


def _draw(text: Text, line: int, span: Span, width: int) -> _Drawing:
    """What fits of *line* with *span* in it, or its start; a line may be a whole file."""
    bounds = text.line_span(line)
    focus = min(span.start, bounds.end)
    first, last = max(bounds.start, focus - width), min(bounds.end, focus + width)
    drawn = cells(text.content[first:last])
    columns = [0, *accumulate(columns for _, columns in drawn)]
    if (first, last) == bounds and columns[-1] <= width:
        left, right = 0, len(drawn)
    else:
        end = min(max(span.end, focus + 1), last)
        room = width - 2 * len(CUT)
        left, right = _window(columns, focus - first, end - first, room)
    before = CUT if first + left > bounds.start else ""
    after = CUT if first + right < bounds.end else ""
    shown = "".join(cell for cell, _ in drawn[left:right])
    shift = columns[left] - len(before)
    kept = [column - shift for column in columns[left : right + 1]]
    return _Drawing(f"{before}{shown}{after}", first + left, kept, bool(after))


def _window(columns: list[int], focus: int, end: int, room: int) -> tuple[int, int]:
    """From where to where the characters fit into *room* columns.

    Those from *focus* to *end* are among them, or as many of them as half the room takes.
    """
    left = 0
    if min(columns[end], columns[focus] + room // 2) > room:
        left = next(i for i, column in enumerate(columns) if columns[focus] - column <= room // 2)
    right = len(columns) - 1
    while columns[right] - columns[left] > room and right > left + 1:
        right -= 1
    return left, right
