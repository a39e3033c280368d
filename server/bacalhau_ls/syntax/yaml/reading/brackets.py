"""Brackets, and what stands between the tokens in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.frame import State
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANKS,
    LINE_BREAK,
    end_of_line,
    is_marker,
    looks_like_entry,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import PAIR, Nesting

if TYPE_CHECKING:
    from bacalhau_ls.syntax.yaml.reading.frame import Frame
    from bacalhau_ls.syntax.yaml.reading.lines import Place

OPENED: Final = {"{": Kind.OBJECT, "[": Kind.ARRAY}
CLOSED: Final = {"}": Kind.OBJECT, "]": Kind.ARRAY}


class Brackets(Nesting):
    """Opens and closes brackets, and passes blanks, line breaks and comments inside."""

    def skip_space(self, frame: Frame) -> bool:
        """Pass blanks, line breaks and comments; False if a line seems to be outside."""
        text, notes = self.text, []
        before = self.pos
        while True:
            blanks = BLANKS.match(text, self.pos)
            assert blanks is not None
            self.pos = blanks.end()
            char = text[self.pos : self.pos + 1]
            if char == "#":
                end = end_of_line(text, self.pos)
                notes.append((self.pos, end))
                self.pos = end
            elif line_break := LINE_BREAK.match(text, self.pos):
                self.pos = line_break.end()
                if self._is_outside(place_in_line(text, self.pos), frame.indent):
                    self.pos = before
                    self._leave()
                    return False
            else:
                for start, end in notes:
                    frame.note(faults.COMMENT, start, end)
                return True

    def _is_outside(self, place: Place, indent: int) -> bool:
        """Whether a line shows that the brackets around it were never closed."""
        if is_marker(self.text, place):
            return True
        return place.column <= indent and looks_like_entry(self.text, place.offset)

    def _leave(self) -> None:
        """Go on behind brackets that are never closed."""
        while self._is_in_brackets():
            self.finish_top(self.token_end)
        self.pos = self.token_end
        self.end_line(self.frames[-1])

    def _is_in_brackets(self) -> bool:
        frame = self.frames[-1]
        return not frame.block and frame.kind is not Kind.DOCUMENT

    def _advance(self, width: int) -> None:
        self.pos += width
        self.token_end = self.pos

    def open_flow(self, char: str) -> None:
        """An opening bracket."""
        self.open_brackets_at(OPENED[char])
        self._advance(1)

    def _close(self, char: str) -> None:
        if not self.open_brackets[CLOSED[char]]:
            self.frames[-1].note(faults.STRAY_CLOSER, self.pos, self.pos + 1, char)
            self._advance(1)
            return
        while self.frames[-1].kind is not CLOSED[char] or self.frames[-1].column == PAIR:
            self.finish_top(self.token_end)
        self._settle(self.frames[-1])
        self.frames[-1].closed = True
        self._advance(1)
        self.finish_top(self.pos)
        if not self._is_in_brackets():
            self.end_line(self.frames[-1])

    def _settle(self, frame: Frame) -> None:
        """Complete an entry whose value did not come."""
        if frame.state in (State.VALUE, State.COLON):
            self.add_missing(frame)
            frame.state = State.SEPARATOR
