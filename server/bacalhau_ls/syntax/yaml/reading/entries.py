"""Entries of blocks: items behind their dash, members with their key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.actions import end_of_actions
from bacalhau_ls.syntax.yaml.reading.brackets import OPENED
from bacalhau_ls.syntax.yaml.reading.controls import with_controls
from bacalhau_ls.syntax.yaml.reading.frame import MISSING
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    BLANKS,
    NAME,
    PROPERTIES,
    end_of_key,
    end_of_text,
    is_dash,
    is_separated,
    line_start,
    looks_like_entry,
    place_below,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import Mode
from bacalhau_ls.syntax.yaml.reading.placing import NAME_ALONE, Placing
from bacalhau_ls.syntax.yaml.reading.properties import key_with_property
from bacalhau_ls.syntax.yaml.reading.quoted import quoted
from bacalhau_ls.syntax.yaml.reading.scalar_tokens import alias_key, as_key, complex_key

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Fault
    from bacalhau_ls.syntax.yaml.reading.frame import Frame

_COLON_WITHOUT_SPACE: Final = re.compile(rf"{NAME}(?=:[^ \t\r\n/:])")
_NAME_AND_VALUE: Final = re.compile(rf"{NAME}(?=[ \t]+[^ \t\r\n#=:])")
_BRACKETS_OR_QUOTED: Final = re.compile(r"[\[{]|[\]}]|\"(?:[^\"\\]|\\.)*(?:\"|\Z)|'[^']*'")


class EntryReader(Placing):
    """Reads entries up to their values."""

    # -- entries -------------------------------------------------------------------

    def _entry(self) -> None:
        """Read an entry of the innermost block, up to its value."""
        if self.resume is not None and self.resume():
            return
        frame = self.frames[-1]
        if frame.kind is Kind.OBJECT:
            self._member(frame)
        elif self.text[self.pos] != "-" and self._pass_templates(frame):
            return
        elif self.text[self.pos] != "-":
            frame.begin(self.pos, self.column)
            frame.note(faults.MISSING_DASH, self.pos, end_of_text(self.text, self.pos))
            self.mode, self.compact = Mode.NODE, False
        else:
            frame.begin(self.pos, self.column)
            if not is_separated(self.text, self.pos + 1):
                frame.note(faults.DASH_WITHOUT_SPACE, self.pos, self.pos + 1)
            self._note_tab_behind_dash(frame)
            self._value_after(frame, self.pos + 1)
            self.compact = True

    def _note_tab_behind_dash(self, frame: Frame) -> None:
        blanks = BLANKS.match(self.text, self.pos + 1)
        assert blanks is not None
        if "\t" in blanks.group():
            frame.note(faults.TAB_BEHIND_DASH, *blanks.span())

    def _member(self, frame: Frame) -> None:
        text, start = self.text, self.pos
        if text[start] == "?" and is_separated(text, start + 1):
            self._explicit_member(frame)
            return
        end = end_of_key(text, start)
        key = self._key(start, end) if end is not None else self._complex_key(start)
        if key is None:
            self._without_colon(frame)
            return
        frame.begin(start, self.column)
        if key is MISSING:
            frame.note(faults.MISSING_KEY, start, start + 1)
        frame.take_key(key, start)
        self._value_after(frame, text.index(":", start + key.width) + 1)

    def _key(self, start: int, end: int) -> Scalar:
        """The key with its tags and anchors."""
        raw = self.text[start:end]
        properties = PROPERTIES.match(raw)
        assert properties is not None
        written = properties.group()
        bare = raw[len(written) :]
        if not bare:
            return MISSING
        if bare[0] in "\"'":
            key = as_key(quoted(bare, 0, -1))
        elif bare[0] == "*":
            key = alias_key(bare)
        else:
            key = self.key_of(bare)
        key = with_controls(key)
        return key_with_property(written, key) if written else key

    def _complex_key(self, start: int) -> Scalar | None:
        """A list or mapping in brackets as a key, on one line."""
        text = self.text
        if text[start] not in OPENED or text.startswith("{{", start):
            return None
        end = _end_of_brackets(text, start, end_of_text(text, start))
        if end is None:
            return None
        return complex_key(text[start:end])

    def _explicit_member(self, frame: Frame) -> None:
        """``? key`` with its value behind a colon on a line of its own."""
        text, start = self.text, self.pos
        frame.begin(start, self.column)
        blanks = BLANKS.match(text, start + 1)
        assert blanks is not None
        key_start, line_end = blanks.end(), end_of_text(text, start)
        self.skip_block(
            place_in_line(text, line_start(text, start))._replace(offset=start, column=self.column)
        )
        end = max(key_start, key_start + len(text[key_start : self.pos].rstrip(" \t\r\n")))
        raw = text[key_start:end]
        if end <= line_end and not _is_complex(raw):
            key = self._key(key_start, key_start + len(raw.split(" #", 1)[0].rstrip(" \t")))
        else:
            key = complex_key(raw)
        frame.take_key(key, key_start)
        frame.value_start = key_start + key.width
        lines = BLANK_LINES.match(text, self.pos)
        assert lines is not None
        place = place_in_line(text, lines.end())
        is_colon = text[place.offset : place.offset + 1] == ":" and place.column == self.column
        if is_colon and is_separated(text, place.offset + 1):
            self._go_to(place)
            self._value_after(frame, place.offset + 1)
            self.compact = True
        else:
            frame.add(MISSING, frame.value_start)

    def _pass_templates(self, frame: Frame) -> bool:
        """Pass a line that holds only templates; whether it is one."""
        end = end_of_actions(self.text, self.pos)
        if end is None:
            return False
        frame.note(faults.TEMPLATE_ACTION, self.pos, end)
        self.pos = end
        self.end_line(frame)
        return True

    def _without_colon(self, frame: Frame) -> None:
        """A line in a mapping that has no key with a colon."""
        text, start = self.text, self.pos
        if self._pass_templates(frame):
            return
        if name := _COLON_WITHOUT_SPACE.match(text, start):
            self._begin_with(frame, name.group(), faults.COLON_WITHOUT_SPACE, name.end())
            self._value_after(frame, name.end() + 1)
        elif name := NAME_ALONE.match(text, start):
            self._begin_with(frame, name.group(), faults.MISSING_COLON, start)
            self._value_after(frame, name.end())
            below = place_below(text, start)
            if below.column <= max(self.column, frame.column) or not looks_like_entry(
                text, below.offset
            ):
                self.add_missing(frame)
        elif name := _NAME_AND_VALUE.match(text, start):
            self._begin_with(frame, name.group(), faults.MISSING_COLON, start)
            self._value_after(frame, name.end())
        else:
            frame.note(faults.STRAY_LINE, start, end_of_text(text, start))
            place = place_in_line(text, line_start(text, start))
            self.skip_block(place._replace(offset=start, column=self.column))

    def _begin_with(self, frame: Frame, name: str, fault: Fault, place: int) -> None:
        start = self.pos
        frame.begin(start, self.column)
        frame.take_key(self._key(start, start + len(name)), start)
        frame.note(fault, place, max(place + 1, start + len(name)))


def _is_complex(raw: str) -> bool:
    return raw[:1] in ("[", "{", "|", ">", "") or is_dash(raw, 0) or end_of_key(raw, 0) is not None


def _end_of_brackets(text: str, start: int, end: int) -> int | None:
    """Where the brackets at *start* close before *end*, if a colon follows them."""
    depth = 0
    for found in _BRACKETS_OR_QUOTED.finditer(text, start, end):
        depth += found.group() in ("[", "{")
        depth -= found.group() in ("]", "}")
        if depth == 0:
            behind = BLANKS.match(text, found.end())
            assert behind is not None
            is_key = text[behind.end() : behind.end() + 1] == ":"
            return found.end() if is_key and is_separated(text, behind.end() + 1) else None
    return None
