"""Formatting: other white space between the same tokens.

One walk over the tree, container by container, looks at the gaps between its
entries. A gap that is as it should be costs one comparison of strings; only
others are taken apart. A container stays on one line if it was on one and is
short, else each entry gets a line. What is broken stays as it is:

- A gap that holds what it should not, or not what it should, keeps its text; so
  does the inside of a container on one line with an error of its own.
- Where brackets do not match, indentation tells where things end; so every
  container around such a place stays as it is, too, and should even that be too
  little, so does the whole text.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.formatting.measuring import measure, padding_of
from bacalhau_ls.syntax.json.formatting.soundness import broken_containers, is_same
from bacalhau_ls.syntax.json.formatting.spacing import (
    Breaks,
    Ends,
    colon_gap,
    flat_gap,
    head_gap,
    open_gap,
    tail_gap,
)
from bacalhau_ls.syntax.json.gaps import has_line_break, lead, line_start, tokens_between
from bacalhau_ls.syntax.json.habits import indent_of, newline_of
from bacalhau_ls.syntax.json.reading.parser import parse
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.tree import Node

_DEEPEST: Final = 64
"""Levels below are not indented further: the text would grow with the square of the depth."""
_TAB_WIDTH: Final = 4
_EMPTY: Final = 2


def formatted(text: str, top: Node, layout: Layout, within: Span | None = None) -> tuple[Edit, ...]:
    """The edits that format *text*, or what starts *within* a stretch of it."""
    walk = _Walk(text, top, layout, within or Span(0, len(text)))
    walk.run(top, layout)
    if any(walk.broken) and not is_same(parse(edit_sets.applied(text, walk.edits)), top.green):
        return ()
    return edit_sets.minimal(text, walk.edits)


class _Frame:
    """A container that is being formatted."""

    __slots__ = (
        "base", "closing", "depth", "end", "green", "index", "opening", "outer", "separator", "stop"
    )  # fmt: skip

    def __init__(self, green: Container, base: int, depth: int, outer: str) -> None:
        self.green = green
        self.base = base
        self.depth = depth
        self.outer = outer
        """The indentation of the line that it starts on."""
        self.opening = self.separator = self.closing = ""
        """What stands before the first entry, between entries and behind the last."""
        self.index = 0
        self.stop = len(green.children)
        self.end = base + 1
        """Where the last entry ended."""

    def starts(self) -> tuple[int, ...]:
        """Where the entries start, relative to the container."""
        return self.green.key_offsets or self.green.offsets


class _Open(_Frame):
    """Each entry has a line of its own."""

    def __init__(
        self, green: Container, base: int, depth: int, outer: str, inner: str, newline: str
    ) -> None:
        super().__init__(green, base, depth, outer)
        self.opening = newline + inner
        self.separator = "," + self.opening
        self.closing = newline + outer


class _Flat(_Frame):
    """All entries are on one line."""

    def __init__(self, green: Container, base: int, padding: str) -> None:
        super().__init__(green, base, 0, "")
        self.opening = self.closing = padding
        self.separator = ", "


class _Frozen(_Frame):
    """Everything stays as the author left it, but for what is inside the entries."""


class _Walk:
    """Formats what starts within a stretch of the text."""

    def __init__(self, text: str, top: Node, layout: Layout, within: Span) -> None:
        self.text = text
        self.within = within
        self.newline = newline_of(text)
        self.unit = layout.indent or indent_of(text, top) or layout.usual_indent
        self.line_width = layout.line_width
        self.broken = broken_containers(top)
        self.widths: dict[int, int] = {}
        """How wide containers are that are on one line."""
        self.edits: list[Edit] = []
        self.frames: list[_Frame] = []
        self.last_bracket = -1, ""
        """A bracket, and how its line is indented when it is formatted."""

    def run(self, top: Node, layout: Layout) -> None:
        """Format the document."""
        document = top.green
        assert isinstance(document, Container)
        root, start = document.children[0], document.offsets[0]
        is_sound = id(document) not in self.broken.frozen | self.broken.faulty
        if is_sound:
            mark = self.text.startswith("\ufeff")
            head = Span(int(mark), start)
            self._respace(head, head_gap(self.text, head, self.newline))
        if isinstance(root, Container):
            outer = "" if is_sound and self._is_within(start) else lead(self.text, start)
            self._enter(root, start, 0, outer, len(outer))
        while self.frames:
            if not self._advance(self.frames[-1]):
                self.frames.pop()
        if is_sound:
            tail = Span(start + root.width, len(self.text))
            ending = layout.final_newline
            new = tail_gap(self.text, tail, self.newline, final_newline=ending)
            self._respace(tail, new)

    def _is_within(self, offset: int) -> bool:
        return self.within.start <= offset <= self.within.end

    def _respace(self, gap: Span, new: str | None) -> None:
        if new is not None and self._is_within(gap.end) and self.text[slice(*gap)] != new:
            self.edits += _piecewise(self.text, gap, new)

    # -- containers ----------------------------------------------------------

    def _enter(self, green: Container, start: int, depth: int, outer: str, column: int) -> None:
        """Take up a container that starts at *start* and would come to stand at *column*."""
        if self._is_untouchable(green, start):
            return
        if id(green) in self.broken.frozen or not green.closed:
            frame: _Frame = _Frozen(green, start, depth, outer)
            self.last_bracket = start, outer
        elif self._fits(green, start, column):
            frame = _Flat(green, start, padding_of(self.text, start))
        else:
            inner = outer + self.unit if depth < _DEEPEST else outer
            frame = _Open(green, start, depth, outer, inner, self.newline)
        self._restrict(frame)
        self.frames.append(frame)

    def _is_untouchable(self, green: Container, start: int) -> bool:
        """Whether a container is on one line and has an error of its own."""
        is_faulty = id(green) in self.broken.faulty
        return is_faulty and not has_line_break(self.text, start, start + green.width)

    def _fits(self, green: Container, start: int, column: int) -> bool:
        if id(green) not in self.widths:
            if not self.line_width or has_line_break(self.text, start, start + green.width):
                return False
            self.widths |= measure(self.text, green, start, self.broken.frozen)
        return column + self.widths[id(green)] <= self.line_width

    def _restrict(self, frame: _Frame) -> None:
        """Leave out the entries of *frame* before and behind the stretch to be formatted."""
        start, end = self.within.start - frame.base, self.within.end - frame.base
        green = frame.green
        if start > 0 and green.children:
            frame.index = max(bisect_right(green.offsets, start) - 1, 0)
            if frame.index:
                last = frame.index - 1
                frame.end = frame.base + green.offsets[last] + green.children[last].width
        if end < green.width:
            frame.stop = bisect_right(frame.starts(), end)

    def _advance(self, frame: _Frame) -> bool:
        """Go on in *frame* up to the next container in it; whether there is one."""
        if isinstance(frame, _Frozen):
            return self._next_container(frame)
        text, green, base = self.text, frame.green, frame.base
        starts, offsets, keys = frame.starts(), green.offsets, green.keys
        for index in range(frame.index, frame.stop):
            start, value_start = base + starts[index], base + offsets[index]
            if text[frame.end : start] != (frame.separator if index else frame.opening):
                self._gap(frame, index, start)
            if keys and text[start + keys[index].width : value_start] != ": ":
                self._colon(frame, index, start + keys[index].width)
            child = green.children[index]
            frame.end = value_start + child.width
            if isinstance(child, Container) and child.width > _EMPTY:
                frame.index = index + 1
                self._enter_child(frame, index)
                return True
        if frame.stop == len(green.children):
            self._close(frame)
        return False

    def _enter_child(self, frame: _Frame, index: int) -> None:
        green, start = frame.green.children[index], frame.base + frame.green.offsets[index]
        assert isinstance(green, Container)
        if isinstance(frame, _Flat):
            is_broken = id(green) in self.broken.frozen | self.broken.faulty
            if green.closed and not is_broken:
                self.frames.append(_Flat(green, start, padding_of(self.text, start)))
                self._restrict(self.frames[-1])
            return
        entry = frame.base + frame.starts()[index]
        outer = lead(self.text, entry)
        if self._is_within(entry):
            outer = frame.opening.removeprefix(self.newline)
        column = len(outer.expandtabs(_TAB_WIDTH)) + (index + 1 < len(frame.green.children))
        if frame.green.keys:
            column += frame.green.keys[index].width + len(": ")
        self._enter(green, start, frame.depth + 1, outer, column)

    def _next_container(self, frame: _Frame) -> bool:
        """Take up the next container inside one that stays as it is."""
        green = frame.green
        for index in range(frame.index, frame.stop):
            child = green.children[index]
            if isinstance(child, Container) and child.width > _EMPTY:
                frame.index = index + 1
                start = frame.base + green.offsets[index]
                outer = self._lead_of_line(start)
                self._enter(child, start, frame.depth + 1, outer, len(outer))
                return True
        return False

    def _lead_of_line(self, offset: int) -> str:
        """How the line of *offset* is indented when all before it is formatted."""
        bracket, indent = self.last_bracket
        return indent if line_start(self.text, offset) <= bracket else lead(self.text, offset)

    # -- gaps ----------------------------------------------------------------

    def _gap(self, frame: _Frame, index: int, end: int) -> None:
        if index and not frame.green.children[index - 1].width:
            return  # behind a value that is missing
        gap = Span(frame.end, end)
        count = len(frame.green.children)
        ends = Ends(opens=index == 0, closes=index == count)
        if isinstance(frame, _Open):
            breaks = Breaks(frame.opening, frame.closing, self.newline)
            self._respace(gap, open_gap(self.text, gap, ends, breaks))
        else:
            self._respace(gap, flat_gap(self.text, gap, ends, frame.opening))

    def _colon(self, frame: _Frame, index: int, start: int) -> None:
        if frame.green.children[index].width:
            gap = Span(start, frame.base + frame.green.offsets[index])
            self._respace(gap, colon_gap(self.text, gap, frame.opening + self.unit))

    def _close(self, frame: _Frame) -> None:
        end = frame.base + frame.green.width - 1
        if self.text[frame.end : end] != frame.closing or not frame.green.children:
            self._gap(frame, len(frame.green.children), end)
        if isinstance(frame, _Open):
            self.last_bracket = end, frame.outer


def _piecewise(text: str, gap: Span, new: str) -> Iterator[Edit]:
    """Edits that make a gap *new*, which has the same tokens, and leave the tokens alone."""
    at, new_at = gap.start, 0
    if new.strip(" \r\n\t") and (text[at] not in ",:" or "/" in new):
        olds, news = tokens_between(text, *gap), tokens_between(new, 0, len(new))
        for old, renewed in zip(olds, news, strict=True):
            yield Edit(at, old.start, new[new_at : renewed.start])
            yield Edit(old.start, old.end, new[renewed.start : renewed.end])
            at, new_at = old.end, renewed.end
    elif new.startswith((",", ":")):
        at, new_at = at + 1, 1
    yield Edit(at, gap.end, new[new_at:])
