"""What is open at a place: containers are opened, found again by indentation, and finished."""

from __future__ import annotations

import sys
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.actions import (
    end_of_actions,
    end_of_branch,
    end_of_control,
    end_of_templates,
)
from bacalhau_ls.syntax.yaml.reading.frame import MISSING, Frame, Signature, State
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    BLANKS,
    LEADING_TABS,
    LINE_END,
    behind_block,
    end_of_line,
    line_start,
    next_line,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.properties import property_problems, scalar_with_property
from bacalhau_ls.syntax.yaml.reading.scalar_tokens import complex_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.syntax.green import Container, Fault
    from bacalhau_ls.syntax.yaml.reading.lines import Place

PAIR = -2
"""The column of a mapping in a list in brackets that has no braces: ``[a: b]``."""
NOWHERE: Final = sys.maxsize
"""A column that no line reaches."""


class Mode(Enum):
    """What the reader does next."""

    __hash__ = object.__hash__  # members are single objects; Enum's own hash is slow

    LINE = auto()
    """See where the next line belongs."""
    ENTRY = auto()
    """Read an entry of the innermost block."""
    NODE = auto()
    """Read a value of the innermost block."""


class Note(NamedTuple):
    """A problem that waits for its container."""

    fault: Fault
    start: int
    end: int


class Nesting:
    """The state of a reading: a place in the text and all that is open there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.column = 0
        """The column of `pos`, at entries and nodes of blocks."""
        self.compact = False
        """Whether a block may start at a node on the same line."""
        self.mode = Mode.LINE
        document = Frame(Signature(Kind.DOCUMENT, block=False, column=-1, indent=-1), 0)
        document.state = State.VALUE
        document.closed = True
        self.frames = [document]
        self.has_started = False
        """Whether the first document has begun."""
        self.open_brackets = {Kind.OBJECT: 0, Kind.ARRAY: 0}
        self.token_end = 0
        """Where the last token inside of brackets ended."""
        self.tabs_from = NOWHERE
        """The column from which on tabs may start a line of blanks: they end a text above."""
        self.result: Container | None = None
        self.resume: Callable[[], bool] | None = None
        """Asked at each entry whether the rest is known already; then it has set `result`."""

    # -- opening and finishing -------------------------------------------------

    def open_block(self, kind: Kind) -> None:
        """A block starts at the node that is due."""
        self._note_properties(self.frames[-1])
        indent = self.frames[-1].entry_column
        signature = Signature(kind, block=True, column=self.column, indent=indent)
        self.frames.append(Frame(signature, self.pos))
        self.mode = Mode.ENTRY

    def open_brackets_at(self, kind: Kind, column: int = -1) -> Frame:
        """A container in brackets starts here."""
        around = self.frames[-1]
        self._note_properties(around)
        is_nested = not around.block and around.kind is not Kind.DOCUMENT
        indent = around.indent if is_nested else around.entry_column
        frame = Frame(Signature(kind, block=False, column=column, indent=indent), self.pos)
        self.frames.append(frame)
        if column != PAIR:
            self.open_brackets[kind] += 1
        self.mode = Mode.LINE
        return frame

    def finish_top(self, end: int = 0) -> None:
        """The innermost container ends; its brackets, if any, at *end*."""
        frame = self.frames.pop()
        if frame.state in (State.VALUE, State.COLON) and (frame.block or frame.key is not None):
            self.add_missing(frame)
        if not frame.block and frame.column != PAIR:
            self.open_brackets[frame.kind] -= 1
        self.add(self.frames[-1], frame.finish(end), frame.start)

    def add(self, frame: Frame, child: Container | Scalar, start: int) -> None:
        """Take *child* as the value that is due in *frame*; what follows depends on *frame*."""
        is_key = frame.state is State.COLON
        if is_key:  # a container in brackets as a key
            frame.take_key(complex_key(self.text[start : start + child.width]), start)
            frame.value_start = start + child.width
            return
        frame.add(child, start)
        is_flow = not frame.block and frame.kind is not Kind.DOCUMENT
        frame.state = State.SEPARATOR if is_flow else State.ENTRY

    def _note_properties(self, frame: Frame) -> None:
        """Complain of the tags and anchors in front of a container that starts.

        Not when it ends: after an edit it may be read to its old end no more.
        """
        if frame.property is None:
            return
        place, written = frame.property
        for start, end, fault, detail in property_problems(written):
            frame.note(fault, place + start, place + end, detail)

    def add_missing(self, frame: Frame) -> None:
        """The value that was due did not come."""
        if frame.property is None:
            self.add(frame, MISSING, frame.value_start) if frame.state is not State.COLON else (
                frame.add(MISSING, frame.value_start)
            )
            return
        start, tag = frame.property
        frame.state = State.VALUE
        self.add(frame, scalar_with_property(tag, None), start)

    def finish(self) -> None:
        """The document ends."""
        while len(self.frames) > 1:
            self.finish_top(self.token_end)
        document = self.frames[0]
        if not document.children:
            if document.property is None:
                document.note(faults.NO_VALUE, document.value_start, document.value_start)
            self.add_missing(document)
        self.result = document.finish(len(self.text))

    def close_to(self, index: int) -> Frame:
        """Finish all that is open inside of the frame at *index*."""
        while len(self.frames) > index + 1:
            self.finish_top()
        return self.frames[index]

    def close_deeper_than(self, column: int) -> Frame:
        """Finish the blocks whose entries are indented deeper than *column*."""
        while self.frames[-1].column > column:
            self.finish_top()
        return self.frames[-1]

    # -- between lines -----------------------------------------------------------

    def skip_lines(self) -> tuple[Place, list[Note]]:
        """Pass empty lines, comments and template actions; where the next line starts."""
        text, notes = self.text, list[Note]()
        while True:
            lines = BLANK_LINES.match(text, self.pos)
            assert lines is not None
            place = place_in_line(text, lines.end())
            start = place.offset
            sign = text[start : start + 1]
            notes += self._tabs_before(self.pos, start if sign in ("#", "") else lines.end())
            if sign == "{" and (end := self._end_of_steering(place)) is not None:
                notes.append(Note(faults.TEMPLATE_ACTION, start, end))
                start = BLANKS.match(text, end).end()  # type: ignore[union-attr]
                sign = text[start : start + 1]
                if sign != "#":
                    self.pos = next_line(text, start)
                    continue
            if sign != "#":
                self.pos = lines.end()
                return place, notes
            notes.append(Note(faults.COMMENT, start, end_of_line(text, start)))
            self.pos = next_line(text, start)
            self.tabs_from = NOWHERE

    def _tabs_before(self, start: int, end: int) -> Iterator[Note]:
        """The tabs that start lines of blanks."""
        if "\t" not in self.text[start:end]:
            return
        for found in LEADING_TABS.finditer(self.text, start, end):
            if found.start(1) - found.start() < self.tabs_from:
                yield Note(faults.BLANK_TAB, *found.span(1))

    def _end_of_steering(self, place: Place) -> int | None:
        """Where the templates of a line end that are no value of an entry, nor part of one."""
        text, frame = self.text, self.frames[-1]
        is_due = frame.state is State.VALUE
        end = end_of_control(text, place.offset)
        if end is None:
            is_value = is_due and place.column > frame.entry_column
            return None if is_value else end_of_actions(text, place.offset)
        if is_due:
            frame.chosen = True
        elif frame.chosen:
            end = end_of_branch(text, place.offset, frame.entry_column) or end
        return end

    def commit(self, frame: Frame, notes: list[Note]) -> None:
        """Give problems that waited to *frame*."""
        for note in notes:
            frame.note(*note)

    def end_line(self, frame: Frame) -> None:
        """Behind the value of an entry: a comment, an action, or what should not be there."""
        text = self.text
        self.mode = Mode.LINE
        self.tabs_from = NOWHERE
        if rest := LINE_END.match(text, self.pos):
            self.pos = rest.end()
            return
        start = self.pos
        while text[start] in " \t":
            start += 1
        end = end_of_line(text, start)
        if text[start] == "#":
            frame.note(faults.COMMENT, start, end)
        elif (end_of_last := end_of_templates(text, start)) is not None:
            frame.note(faults.TEMPLATE_ACTION, start, end_of_last)
            self.pos = end_of_last
            self.end_line(frame)
            return
        else:
            end = start + len(text[start:end].split(" #", 1)[0].rstrip(" \t"))
            frame.note(faults.UNEXPECTED, start, end)
            if end < end_of_line(text, start):
                self.pos = end
                self.end_line(frame)
                return
        self.pos = next_line(text, end)

    def skip_block(self, place: Place) -> None:
        """Pass a line and all lines that are indented deeper."""
        self.pos = behind_block(self.text, place)
        self.mode = Mode.LINE

    def note_tabs(self, frame: Frame, place: Place) -> bool:
        """Complain of tabs in the indentation of a line; whether there are any."""
        start = line_start(self.text, place.offset)
        if "\t" not in self.text[start : place.offset]:
            return False
        frame.note(faults.TAB, start, place.offset, str(place.column))
        return True
