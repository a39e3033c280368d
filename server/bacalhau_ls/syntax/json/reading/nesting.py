"""What is inside what: the stack of containers that are being read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container, Kind, Level
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.reading.brackets import PAIRS, OpenBrackets, Opener
from bacalhau_ls.syntax.json.reading.frame import (
    FIRST,
    MISSING,
    OPENED,
    OPENERS,
    Frame,
    State,
)
from bacalhau_ls.syntax.json.reading.plain import PlainReader
from bacalhau_ls.syntax.json.reading.reader import Reader
from bacalhau_ls.syntax.json.reading.repeats import Repeats

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Fault

_ENDS_LINE = re.compile(r"[ \t]*,?[ \t]*(?:[\r\n]|\Z)")
_NO_ENTRY = frozenset(["", *"\r\n,:}]/#"])
"""What no entry starts with."""


class Nesting(Reader):
    """Opens and closes containers, the outermost of which is the base frame."""

    def __init__(self, text: str, base: Frame, pos: int, *, by_indentation: bool) -> None:
        super().__init__(text, pos)
        self.frames = [base]
        self.open = OpenBrackets()
        self.entry_columns: Counter[int] = Counter()
        """Where lines with entries of the containers around the innermost one start."""
        self._repeats = Repeats(text)
        self._plain = PlainReader(text, self._leaves, self._repeats)
        self.by_indentation = by_indentation
        self.result: Container | None = None
        self.failed = False
        """Whether the base frame cannot be read by itself."""

    def _leaves_frame(self, frame: Frame) -> bool:
        """Whether the token is so far left that *frame* must have ended before it."""
        if frame.kind is Kind.DOCUMENT or not self._is_on_new_line() or not self._starts_line():
            return False
        if (
            self._indent <= frame.indent
            and self.entry_columns[self._indent]
            and (self.text[self.pos] in "{[," or self._is_key())
        ):
            frame.even = False
            if self.by_indentation:
                self._abandon()
                return True
        if frame.entry_column < 0 and frame.expect is FIRST[frame.kind]:
            frame.entry_column = self._indent
        return False

    def _strays_into_blanks(self, frame: Frame) -> bool:
        """Whether a bracket stands in the indentation of an entry, typed there by mistake.

        Where brackets are believed it is none, and *frame* is not as indentation tells.
        """
        column = frame.entry_column
        if not self._starts_line() or self._indent >= column:
            return False
        start = self.pos + 1 + self._width_of_blanks(self.pos + 1)
        is_entry = self.text[start : start + 1] not in _NO_ENTRY
        is_slip = is_entry and start - self._line_start - column in (0, 1)
        if is_slip and not self.by_indentation:
            frame.even = False
            return False
        return is_slip

    def _pass_over(self, frame: Frame, fault: Fault) -> None:
        """Read on behind a bracket as if it were one of the blanks that it stands among."""
        char = self.text[self.pos]
        frame.note(fault, self.pos, self.pos + 1, char)
        frame.loose += char
        self.pos += 1
        self.take_indentation(frame.entry_column)

    def _open(self, char: str) -> None:
        parent = self.frames[-1]
        indent, trusted = self.indentation(), parent.is_stepped
        plain = self._plain.container(self.pos, indent, trusted)
        if plain is not None:
            _take(parent, plain, self.pos)
            self._advance(plain.width)
            return
        self._enter(Frame(OPENED[char], self.pos, indent, trusted=trusted))
        self.pos += 1
        self.token_end = self.pos

    def _open_without_bracket(self, indent: int) -> None:
        """Read members from here on as those of an object whose opening brace is lost."""
        frame = Frame(Kind.OBJECT, self.pos, indent, trusted=self.frames[-1].is_stepped)
        frame.opener = ""
        self._enter(frame)

    def _reopen(self, parent: Frame) -> None:
        """Go on in the object before, as if its closing brace were not there."""
        child, start = parent.children.pop(), parent.starts.pop()
        assert isinstance(child, Container)
        frame = Frame.of(child, start)
        end = start + child.width
        frame.note(faults.CLOSED_EARLY, end - 1, end)
        frame.loose += "}"
        frame.problems += reversed(parent.take_notes_behind(end))
        parent.comma = -1
        self._enter(frame)

    def _enter(self, frame: Frame) -> None:
        """Read on inside *frame*."""
        if frame.trusted:
            self.entry_columns[self.frames[-1].entry_column] += 1
        self.frames.append(frame)
        self.open.push(Opener(OPENERS[frame.kind], frame.start, frame.indent))

    def _close(self, closer: str) -> None:
        frame = self.frames[-1]
        if PAIRS[closer] == frame.opener and not self._is_askew(frame):
            self._finish_frame(closer)
            return
        index = self._owner(closer)
        if not self._is_aligned(closer) and self._strays_into_blanks(frame):
            self._pass_over(frame, faults.STRAY_CLOSER)
        elif index is None and self._ends_frame(frame):
            right = "}" if frame.kind is Kind.OBJECT else "]"
            frame.note(faults.WRONG_CLOSER, self.pos, self.pos + 1, right)
            self._finish_frame(closer)
        elif index is None:
            frame.note(faults.STRAY_CLOSER, self.pos, self.pos + 1, closer)
            frame.loose += closer
            self.pos += 1
            self.token_end = self.pos
        else:
            while len(self.open) - 1 > index and not self.failed:
                self._abandon()
            if not self.failed:
                self._finish_frame(closer)

    def _is_askew(self, frame: Frame) -> bool:
        """Whether the token starts a line that is not indented like that of *frame*."""
        return self._starts_line() and self._indent != frame.indent

    def _ends_frame(self, frame: Frame) -> bool:
        """Whether a closing bracket that fits no open one stands where *frame* should end."""
        if frame.kind is Kind.DOCUMENT or PAIRS[self.text[self.pos]] == frame.opener:
            return False
        if self._starts_line():
            return self._indent == frame.indent
        is_last = _ENDS_LINE.match(self.text, self.pos + 1) is not None
        is_last = is_last or not self.open.has(self.text[self.pos])
        return frame.start >= self._line_start and is_last

    def _is_aligned(self, closer: str) -> bool:
        """Whether the line of *closer* is indented like that of an open bracket of its kind."""
        return self.open.closes_at(closer, self.indentation())

    def _owner(self, closer: str) -> int | None:
        if not self.by_indentation:
            return self.open.closed_by_bracket(closer)
        if not self._starts_line():
            return self.open.closed_by_bracket(closer, self._line_start)
        return self.open.closed_by_indentation(closer, self._indent)

    def _finish_frame(self, closer: str) -> None:
        frame = self.frames[-1]
        frame.even = frame.even and not self._is_askew(frame)
        self._settle(frame)
        self.pos += 1
        self.token_end = self.pos
        self._hand_up(self._repeats.shared(frame.finish(self.pos, closer), frame))

    def _abandon(self) -> None:
        """End the innermost frame without its closing bracket."""
        frame = self.frames[-1]
        if len(self.frames) == 1:
            self.failed = True
            return
        frame.even = False
        behind = frame.take_notes_behind(self.token_end)
        if frame.opener:
            frame.note(faults.UNCLOSED, frame.start, frame.start + 1, frame.opener)
        frame.comma = -1  # it is not one too many, the bracket is lost before it
        frame.explain(faults.MISSING_KEY)
        self._settle(frame)
        self._hand_up(frame.finish(self.token_end, ""))
        self.frames[-1].problems += behind

    def _hand_up(self, child: Container) -> None:
        frame = self.frames.pop()
        self.open.pop()
        if not self.frames:
            self.result = child
            return
        parent = self.frames[-1]
        if frame.trusted:
            self.entry_columns[parent.entry_column] -= 1
        _take(parent, child, frame.start)

    def _settle(self, frame: Frame) -> None:
        """Say what the last entry of *frame* still lacks."""
        if frame.colon >= 0:
            frame.note(faults.MISSING_VALUE, frame.colon + 1, frame.colon + 1)
            frame.add(MISSING, frame.colon + 1)
        elif frame.key is not None:
            key, start = frame.key
            end = start + key.width
            fault = faults.SKIPPED if key.faulty else faults.MISSING_COLON_AND_VALUE
            frame.note(fault, start, end)
            frame.add(MISSING, end)
        elif frame.comma >= 0:
            frame.note(faults.TRAILING_COMMA, frame.comma, frame.comma + 1)

    def _end_of_text(self) -> None:
        if self.frames[0].kind is not Kind.DOCUMENT:
            self.failed = True
            return
        while len(self.frames) > 1:
            self._abandon()
        document = self.frames.pop()
        if not document.children:
            if not document.problems or document.problems[-1].fault.level is not Level.ERROR:
                document.note(faults.NO_VALUE, 0, 0)
            document.add(MISSING, self.pos)
        self.result = document.finish(self.pos, "")


def _take(frame: Frame, child: Container, start: int) -> None:
    """Go on in *frame* behind a container that has been read."""
    frame.add(child, start)
    frame.forgiving = not child.closed
    frame.loose += child.residue
    if frame.expect is not State.JUNK:
        frame.resume_after_value()
