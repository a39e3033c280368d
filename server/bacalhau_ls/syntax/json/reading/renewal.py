"""One container read anew after an edit inside it, with what is as it was taken over."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.children import hand_on
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.reading.brackets import Opener
from bacalhau_ls.syntax.json.reading.frame import OPENERS, Frame
from bacalhau_ls.syntax.json.reading.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.text import Edit

_BLANKS = re.compile(r"[ \t]*")
_PASSED_OVER = (faults.STRAY_OPENER, faults.STRAY_CLOSER)
_MOST_LOOKED_AT = 16
"""Entries; their parent is the same for all."""


class Step(NamedTuple):
    """A container on the way from the document to the edit."""

    green: Container
    start: int
    place: int
    """Which child of the one before it is."""


class Renewal:
    """Reads one container anew after an edit inside it."""

    def __init__(self, way: Sequence[Step], depth: int, old: str, new: str, edit: Edit) -> None:
        self.green, self.start, _ = way[depth]
        self.way = way[: depth + 1]
        self.old = old
        self.new = new
        self.edit = edit
        self.damage_end = edit.start + len(edit.text)
        structural = [p.start for p in self.green.problems if p.fault.structural]
        self.first_fault = min(structural, default=self.green.width + 1)
        self.last_fault = max(structural, default=-1)

    def run(self) -> Container | None:
        """The container after the edit; None if it cannot be read by itself."""
        self.parser = self._parser()
        end = self.start + self.green.width + self.edit.delta
        renewed = self.parser.run(end)
        self.parser.resume = None  # it leads back here, and would keep the old tree alive
        if renewed is None or self.start + renewed.width != end:
            return None
        if not self._is_line_as_before(self.parser.pos):
            return None
        if _passes_over(self.green, self.old, self.start) or _passes_over(
            renewed, self.new, self.start
        ):
            return None
        return renewed

    def _parser(self) -> Parser:
        green = self.green
        frame = Frame(green.kind, self.start, green.indent, trusted=green.trusted)
        pos = self.start + (green.kind is not Kind.DOCUMENT)
        if kept := self._entries_before():
            pos = self._keep(frame, kept)
        parser = Parser(self.new, frame, pos, by_indentation=True)
        is_inside = green.kind is not Kind.DOCUMENT
        if is_inside and _line_start(self.new, pos) == _line_start(self.new, self.start):
            parser.take_indentation(green.indent)
        for above, step in zip(self.way, self.way[1:], strict=False):
            container = step.green
            parser.open.push(Opener(OPENERS[container.kind], step.start, container.indent))
            if container.trusted:
                parser.entry_columns[above.green.entry_column] += 1
        parser.resume = self._take_up
        return parser

    def _entries_before(self) -> int:
        """How many entries stand so far before the edit that they cannot change."""
        green, edge = self.green, self.edit.start - self.start
        count = bisect_left(green.offsets, min(edge, self.first_fault)) - 1
        while count > 0 and green.offsets[count - 1] + green.children[count - 1].width >= min(
            edge, self.first_fault
        ):
            count -= 1
        if count <= 0 or green.kind is Kind.DOCUMENT:
            return 0
        is_known = green.entry_column < 0 or self._starts_line(0)
        return count if is_known else 0

    def _starts_line(self, index: int) -> bool:
        """Whether the entry at *index*, which is before the edit, starts its line."""
        starts = self.green.key_offsets or self.green.offsets
        before = self.old[self.start + 1 : self.start + starts[index]].rstrip(" \t")
        return before.endswith(("\n", "\r"))

    def _keep(self, frame: Frame, count: int) -> int:
        """Put the first *count* entries into *frame*; where to read on."""
        green, base = self.green, self.start
        frame.children = list(green.children[:count])
        frame.starts = [base + offset for offset in green.offsets[:count]]
        frame.keys = list(green.keys[:count])
        frame.key_starts = [base + offset for offset in green.key_offsets[:count]]
        frame.entry_column = green.entry_column
        frame.loose = [child.residue for child in frame.children]
        end = green.offsets[count - 1] + green.children[count - 1].width
        frame.problems = [p.shifted(base) for p in green.problems if p.start < end]
        last = green.children[count - 1]
        frame.forgiving = not last.closed if isinstance(last, Container) else last.faulty
        frame.resume_after_value()
        return base + end

    def _take_up(self, frame: Frame, pos: int) -> Container | None:
        """The finished container, if all from *pos* on is as it was before the edit."""
        green = self.green
        if pos < self.damage_end or not green.even:
            return None
        offset = pos - self.edit.delta - self.start
        starts = green.key_offsets or green.offsets
        index = bisect_left(starts, offset)
        if index == len(starts) or starts[index] != offset or offset <= self.last_fault:
            return None
        if frame.entry_column != green.entry_column or not self._is_line_as_before(pos):
            return None
        if not self._is_indented_as_before(index, pos):
            return None
        near = islice(green.children, index, index + _MOST_LOOKED_AT)
        if any(isinstance(c, Container) and c.trusted != frame.is_stepped for c in near):
            return None
        return self._joined(frame, index, offset)

    def _is_indented_as_before(self, index: int, pos: int) -> bool:
        """Whether the line of the entry at *index* counts as indented as far as it did.

        A bracket before it that is passed over counts as a blank.
        """
        child = self.green.children[index]
        start = self.start + self.green.offsets[index] + self.edit.delta
        if not isinstance(child, Container) or _line_start(self.new, start) > pos:
            return True
        return child.indent == self.parser.indentation()

    def _joined(self, frame: Frame, index: int, offset: int) -> Container:
        green, base, delta = self.green, self.start, self.edit.delta
        move = delta + base
        frame.children += green.children[index:]
        frame.starts += [each + move for each in green.offsets[index:]]
        frame.keys += green.keys[index:]
        frame.key_starts += [each + move for each in green.key_offsets[index:]]
        # What is missing right before the entry was noted there, or not, when that was passed.
        behind = (p for p in green.problems if p.start >= offset and p.end > offset)
        frame.problems += [p.shifted(move) for p in behind]
        frame.loose += [child.residue for child in green.children[index:]]
        closer = {Kind.OBJECT: "}", Kind.ARRAY: "]"}.get(green.kind, "")
        return hand_on(green, frame.finish(base + green.width + delta, closer))

    def _is_line_as_before(self, pos: int) -> bool:
        """Whether *pos*, which is behind the edit, is on the same line as before it."""
        start = _line_start(self.new, pos)
        if start > self.damage_end:
            return True
        before = _line_start(self.old, pos - self.edit.delta)
        if start != before or start >= self.edit.start:
            return False
        return _indentation(self.new, start) == _indentation(self.old, before)


def _passes_over(green: Container, text: str, start: int) -> bool:
    """Whether a bracket is passed over on the line where *green* ends.

    It may have counted as a blank, and so have a say in how far that line is indented.
    """
    line = _line_start(text, start + green.width) - start
    last = takewhile(lambda problem: problem.start >= line, reversed(green.problems))
    return any(problem.fault in _PASSED_OVER for problem in last)


def _line_start(text: str, pos: int) -> int:
    return 1 + max(text.rfind("\n", 0, pos), text.rfind("\r", 0, pos))


def _indentation(text: str, start: int) -> int:
    match = _BLANKS.match(text, start)
    return match.end() - start if match else 0
