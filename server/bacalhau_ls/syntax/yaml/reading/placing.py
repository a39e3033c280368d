"""Line by line: which open block each line belongs to.

By its column, else the nearest; a line that is indented less than those above
and below it is taken for a slip and ends nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.actions import opens_value
from bacalhau_ls.syntax.yaml.reading.belonging import frame_for, is_dash_without_space, is_outlier
from bacalhau_ls.syntax.yaml.reading.frame import State
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANKS,
    NAME,
    end_of_text,
    is_dash,
    is_marker,
    line_start,
    next_line,
    place_below,
    value_on_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import NOWHERE, Mode
from bacalhau_ls.syntax.yaml.reading.plain_lines import PlainLines
from bacalhau_ls.syntax.yaml.reading.tabs import column_of_tabs, lead_at

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Fault
    from bacalhau_ls.syntax.yaml.reading.frame import Frame
    from bacalhau_ls.syntax.yaml.reading.lines import Place
    from bacalhau_ls.syntax.yaml.reading.nesting import Note

NAME_ALONE: Final = re.compile(
    rf"(?:{NAME}|\"[^\"\r\n]*\"|'[^'\r\n]*')(?=[ \t]*(?:[\r\n]|\Z|[ \t]#))"
)
_COMMENT_OR_END: Final = re.compile(r"(?:(?<=[ \t])#[^\r\n]*)?(?=[\r\n]|\Z)")
_DIRECTIVE: Final = re.compile(
    r"%(?:YAML[ \t]+1\.1|TAG[ \t]+!(?:[A-Za-z0-9_-]*!)?[ \t]+[^\s#]+)[ \t]*(?:#.*)?"
)
"""A directive that Bacalhau takes."""
_CONTENT: Final = re.compile(r"^(?:--- *)?[^\s#.-]|^[^\s#]*[^\s#.-]", re.MULTILINE)


class Placing(PlainLines):
    """Sees where lines belong."""

    # -- lines -------------------------------------------------------------------

    def _line(self) -> None:
        """See where the next line belongs."""
        top = self.frames[-1]
        place, notes = self.skip_lines()
        if "\t" in lead_at(self.text, place.offset):
            place = place._replace(column=column_of_tabs(self.text, self.frames, place))
        if place.offset == len(self.text):
            self._end(place, notes)
        elif is_marker(self.text, place):
            self._marker(place, notes)
        elif self._is_value_of(top, place):
            self.commit(top, notes)
            self._own_line(top, place)
        elif self._is_directive(place):
            self.commit(top, notes)
            self._directive(place)
        elif is_outlier(self.text, self.frames, place):
            self._outlier(place, notes)
        else:
            if top.state is State.VALUE:
                self.add_missing(top)
            self._next_entry(place, notes)

    def _is_value_of(self, frame: Frame, place: Place) -> bool:
        """Whether the line holds the value that is due."""
        if frame.state is not State.VALUE or self._is_directive(place):
            return False
        if place.column > frame.entry_column or opens_value(self.text, place.offset):
            return True
        is_beside = frame.kind is Kind.OBJECT and place.column == frame.entry_column
        return is_beside and is_dash(self.text, place.offset)

    def _own_line(self, frame: Frame, place: Place) -> None:
        self.note_tabs(frame, place)
        if frame.kind is Kind.DOCUMENT and not self.has_started:
            self.has_started = True
            frame.begin(place.offset)
        self._go_to(place)
        self.mode, self.compact = Mode.NODE, True

    def _go_to(self, place: Place) -> None:
        self.pos, self.column = place

    def _next_entry(self, place: Place, notes: list[Note]) -> None:
        """Find the block whose next entry this line is."""
        is_item = is_dash(self.text, place.offset)
        index = frame_for(self.frames, place.column, Kind.ARRAY if is_item else Kind.OBJECT)
        if index is None or is_dash_without_space(self.text, self.frames, place):
            self._misfit(place, notes)
            return
        frame = self.close_to(index)
        self.commit(frame, notes)
        if not self.note_tabs(frame, place) and place.column != frame.column:
            self._note_indentation(frame, place)
        self._go_to(place)
        self.mode = Mode.ENTRY

    def _note_indentation(self, frame: Frame, place: Place) -> None:
        """Complain of the indentation of an entry, once for entries that are indented alike."""
        is_next = frame.entry_column == place.column
        self._note_column(frame, place, faults.SAME_INDENT if is_next else faults.BAD_INDENT)

    def _note_column(self, frame: Frame, place: Place, fault: Fault) -> None:
        start = line_start(self.text, place.offset)
        frame.note(fault, start, max(place.offset, start + 1), _columns(place.column))

    def _outlier(self, place: Place, notes: list[Note]) -> None:
        top = self.frames[-1]
        self.commit(top, notes)
        is_waiting = top.state is State.VALUE
        if is_waiting and place_below(self.text, place.offset).column > top.entry_column:
            self._note_column(top, place, faults.BAD_INDENT)
            self.pos = next_line(self.text, place.offset)
            return
        if is_waiting:
            self.add_missing(top)
        if top.kind is Kind.OBJECT and value_on_line(self.text, place.offset) is not None:
            self._note_column(top, place, faults.BAD_INDENT)
            self._go_to(place._replace(column=top.column))
            self.mode = Mode.ENTRY
            return
        top.note(faults.STRAY_LINE, place.offset, end_of_text(self.text, place.offset))
        self.skip_block(place._replace(column=top.column))

    def _misfit(self, place: Place, notes: list[Note]) -> None:
        """A line that fits into no open block."""
        is_item = is_dash_without_space(self.text, self.frames, place)
        frame = self.close_deeper_than(place.column)
        self.commit(frame, notes)
        if is_item:
            self._go_to(place)
            self.mode = Mode.ENTRY
            return
        end = end_of_text(self.text, place.offset)
        if frame.kind is Kind.DOCUMENT:
            is_first = all(p.fault is not faults.AFTER_END for p in frame.problems)
            if is_first:
                frame.note(faults.AFTER_END, place.offset, end)
        elif is_dash(self.text, place.offset):
            frame.note(faults.STRAY_ITEM, place.offset, end)
        else:
            frame.note(faults.STRAY_LINE, place.offset, end)
        self.skip_block(place)

    # -- documents ---------------------------------------------------------------

    def _is_directive(self, place: Place) -> bool:
        is_sign = place.column == 0 and self.text.startswith("%", place.offset)
        return is_sign and not self.has_started

    def _directive(self, place: Place) -> None:
        end = end_of_text(self.text, place.offset)
        if _DIRECTIVE.fullmatch(self.text, place.offset, end) is None:
            self.frames[0].note(faults.BAD_DIRECTIVE, place.offset, end)
        self.pos = next_line(self.text, end)
        below = place_below(self.text, place.offset)
        is_next = is_marker(self.text, below) or self._is_directive(below)
        if not is_next:
            self.frames[0].note(faults.UNFINISHED_DIRECTIVE, place.offset, end)

    def _marker(self, place: Place, notes: list[Note]) -> None:
        """A line ``---`` or ``...``."""
        if self.has_started or self.text[place.offset] == ".":
            self._end(place, notes)
            return
        document = self.frames[0]
        self.commit(document, notes)
        self.has_started = True
        document.begin(place.offset + 3)
        self._value_after(document, place.offset + 3)
        self.compact = False

    def _end(self, place: Place, notes: list[Note]) -> None:
        """The document ends; what stands behind it is not read."""
        self.close_to(0)
        self.commit(self.frames[0], notes)
        if place.offset < len(self.text):
            rest = self.text[place.offset + 3 :]
            if _CONTENT.search(rest):
                start = place.offset
                self.frames[0].note(faults.FURTHER_DOCUMENT, start, start + 3)
        self.finish()

    def _value_after(self, frame: Frame, offset: int) -> None:
        """Read on behind the sign that a value follows, on its line or on the next ones."""
        text = self.text
        frame.value_start = offset
        frame.state = State.VALUE
        blanks = BLANKS.match(text, offset)
        assert blanks is not None
        start = blanks.end()
        if end := _COMMENT_OR_END.match(text, start):
            if end.group():
                frame.note(faults.COMMENT, *end.span())
            self.tabs_from = NOWHERE
            self.pos = next_line(text, end.end())
            self.mode = Mode.LINE
            return
        self.column += start - self.pos
        self.pos = start
        self.mode, self.compact = Mode.NODE, False


def _columns(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}"
