"""The tree after an edit, from the tree before it.

What the parser does at an entry depends on the open containers, by their
`Signature`, and on the text from there on. So it is set up at the last sound
entry on a line above the edit, as if it had read all before, and reads until it
comes to an entry below the edit that it met before in the same state. From
there on the old tree holds. The outcome is the same as reading the whole text;
a property test holds it to that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.frame import DERIVED, Frame, Signature, State
from bacalhau_ls.syntax.yaml.reading.lines import (
    LINE_BREAK,
    line_start,
    looks_like_entry,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import PAIR, Mode
from bacalhau_ls.syntax.yaml.reading.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.green import Problem
    from bacalhau_ls.text import Edit


_LEAST_BUDGET = 100_000
_BEFORE_ENTRY = frozenset({faults.MISSING_COMMA, faults.BAD_INDENT, faults.SAME_INDENT})
"""Faults that are met before the entry that they stand at."""


class _Step(NamedTuple):
    """A container on the way to a place, and which of its entries the place is in."""

    green: Container
    start: int
    place: int

    @property
    def entry(self) -> int:
        """Where that entry starts."""
        return self.start + self.green.starts[self.place]


def reparse(tree: Container, old: str, new: str, edit: Edit) -> Container:
    """The tree of *new*, which is *old* after *edit*; *tree* is that of *old*."""
    parser = Parser(new)
    if not tree.starts:
        return parser.run()
    way = _way_before(tree, old, edit)
    if way:
        _set_up(parser, way, old)
    renewal = _Renewal(parser, tree, new, edit)
    parser.resume = renewal.resume
    return parser.run()


# -- where to start --------------------------------------------------------------


def _way_before(tree: Container, old: str, edit: Edit) -> list[_Step]:
    """The way to the last entry above the line of *edit* that can be read again by itself."""
    way = list(_descent(tree, line_start(old, edit.start)))
    if way:  # where a line belongs may hang on the next one
        way = list(_descent(tree, line_start(old, way[-1].entry)))
    for depth, step in enumerate(way):
        index = _sound_index(step, old)
        if index != step.place:
            way[depth:] = [step._replace(place=index)]
            break
    while way and not way[-1].place:
        way.pop()  # how a container starts may hang on what follows
    return way


def _descent(tree: Container, bound: int) -> Iterator[_Step]:
    """The containers around the last entry that starts before *bound*, outermost first."""
    green, start = tree, 0
    while True:
        index = bisect_left(green.starts, bound - start) - 1
        if index < 0:
            return
        yield _Step(green, start, index)
        child = green.children[index]
        if not isinstance(child, Container):
            return
        green, start = child, start + green.offsets[index]


def _sound_index(step: _Step, old: str) -> int:
    """The last entry up to *step* that nothing before it can reach.

    A string that is never closed reaches on over lines that are indented deeper,
    or to the end of its brackets.
    """
    green, index = step.green, step.place
    if not green.block and green.kind is not Kind.DOCUMENT:
        troubled = (i for i in range(index) if green.children[i].troubled)
        has_trouble = any(green.keys[i].troubled for i in range(index)) if green.keys else False
        return 0 if has_trouble or next(troubled, None) is not None else index
    while index > 0 and not _is_sound(green, step.start + green.starts[index], old):
        index -= 1
    return index


def _is_sound(green: Container, entry: int, old: str) -> bool:
    """Whether the *entry* looks like one of *green* from afar: it ends any open string."""
    return _column(old, entry) == green.entry_column and looks_like_entry(old, entry)


def _column(text: str, offset: int) -> int:
    return place_in_line(text, line_start(text, offset)).column


def _set_up(parser: Parser, way: Sequence[_Step], old: str) -> None:
    """Bring *parser* to the entry that *way* leads to."""
    place = way[-1].entry
    parser.frames = [_frame(step, place, is_open=step is not way[-1]) for step in way]
    parser.has_started = True
    for frame in parser.frames:
        if not frame.block and frame.kind is not Kind.DOCUMENT and frame.column != PAIR:
            parser.open_brackets[frame.kind] += 1
    parser.pos = parser.token_end = place
    if way[-1].green.block:
        parser.column = _column(old, place)
        parser.mode = Mode.ENTRY


def _frame(step: _Step, place: int, *, is_open: bool) -> Frame:
    """The frame of a container before an entry was read; *is_open* if *place* is inside of it."""
    green, start, index = step
    frame = Frame(_signature(green), start)
    frame.closed = green.kind is Kind.DOCUMENT or green.entry_column == PAIR
    frame.children, frame.keys = list(green.children[:index]), list(green.keys[:index])
    frame.offsets, frame.starts = list(green.offsets[:index]), list(green.starts[:index])
    frame.key_offsets = list(green.key_offsets[:index])
    bound = place - start
    frame.problems = [p for p in green.problems if _is_before(p, bound)]
    if is_open:
        frame.begin(step.entry, green.entry_column)
        frame.state = State.VALUE
        if green.keys:
            frame.key, frame.key_start = green.keys[index], start + green.key_offsets[index]
    return frame


def _is_before(problem: Problem, bound: int) -> bool:
    """Whether a problem was met before the entry at *bound*."""
    is_at_end = problem.start == bound and problem.fault in _BEFORE_ENTRY
    return (problem.start < bound or is_at_end) and problem.fault not in DERIVED


def _is_behind(problem: Problem, bound: int) -> bool:
    """Whether a problem was met in the entry at *bound* or behind it."""
    is_at_end = problem.start == bound and problem.fault in _BEFORE_ENTRY
    return problem.start >= bound and not is_at_end and problem.fault not in DERIVED


def _signature(green: Container) -> Signature:
    return Signature(green.kind, green.block, green.entry_column, green.indent)


# -- where to stop ---------------------------------------------------------------


class _Renewal:
    """Watches a parser for the place from which on the old tree holds."""

    def __init__(self, parser: Parser, tree: Container, new: str, edit: Edit) -> None:
        self._parser = parser
        self._tree = tree
        self._delta = edit.delta
        line_break = LINE_BREAK.search(new, edit.start + len(edit.text))
        self._sound_from = line_break.end() if line_break else len(new) + 1
        """Where the first line starts that is wholly behind the edit."""
        self._budget = _LEAST_BUDGET + len(new)
        """How many containers may still be looked at: deep texts must not cost their square."""

    def resume(self) -> bool:
        """Complete the tree, if all from the entry at hand on is as it was before the edit."""
        place = self._parser.pos
        if place < self._sound_from:
            return False
        self._budget -= len(self._parser.frames)
        if self._budget < 0:
            return False
        way = self._way_to(place - self._delta)
        if way is None or not self._is_in_same_state(way):
            return False
        self._complete(way, place)
        return True

    def _way_to(self, place: int) -> list[_Step] | None:
        """The way to the old entry at *place*, as deep as the parser is."""
        way: list[_Step] = []
        green, start = self._tree, 0
        for _ in self._parser.frames:
            index = bisect_right(green.starts, place - start) - 1
            if index < 0:
                return None
            way.append(_Step(green, start, index))
            child = green.children[index]
            if not isinstance(child, Container):
                break
            green, start = child, start + green.offsets[index]
        is_there = len(way) == len(self._parser.frames) and way[-1].entry == place
        return way if is_there else None

    def _is_in_same_state(self, way: Sequence[_Step]) -> bool:
        frames = self._parser.frames
        return all(
            frame.signature == _signature(step.green)
            and (frame is frames[-1] or frame.state is not State.COLON)
            for frame, step in zip(frames, way, strict=True)
        )

    def _complete(self, way: Sequence[_Step], place: int) -> None:
        """Finish all frames with the entries that the old tree has from *place* on."""
        frames, delta = self._parser.frames, self._delta
        for depth in range(len(way) - 1, -1, -1):
            frame, (green, start, index) = frames[depth], way[depth]
            first = index if depth == len(way) - 1 else index + 1
            _take_over(frame, green, first, start + delta - frame.start)
            bound = place - delta - start
            move = start + delta - frame.start
            frame.problems += [p.shifted(move) for p in green.problems if _is_behind(p, bound)]
            frame.closed = green.closed
            finished = frame.finish(start + green.width + delta)
            if depth:
                frames[depth - 1].add(finished, frame.start)
        self._parser.result = finished


def _take_over(frame: Frame, green: Container, first: int, move: int) -> None:
    """Put the entries of *green* from *first* on into *frame*."""
    frame.children += green.children[first:]
    frame.keys += green.keys[first:]
    frame.offsets += [offset + move for offset in green.offsets[first:]]
    frame.starts += [offset + move for offset in green.starts[first:]]
    frame.key_offsets += [offset + move for offset in green.key_offsets[first:]]
