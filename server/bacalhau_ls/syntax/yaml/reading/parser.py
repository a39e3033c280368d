"""The tolerant reader of YAML.

A state machine over an explicit stack, so that nesting costs no recursion. Line
by line it sees by its indentation which open block an entry belongs to, the one
at its column or else the nearest, and reads the entry::

    line -> entry -> node -> line ...
               \\-> (nothing yet) -> line

What it does next depends on the stack and on the text that follows, never on
what the open containers hold already; it never looks further ahead than to the
end of the next line that is more than blanks and comments. `incremental` is
built on that. Whatever the text is, the outcome is one tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.block_text import block_text
from bacalhau_ls.syntax.yaml.reading.flow import OPENED, PROPERTY, as_key
from bacalhau_ls.syntax.yaml.reading.frame import MISSING, State
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    BLANKS,
    LINE_END,
    NO_TEXT,
    PROPERTIES,
    REST_OF_LINE,
    end_of_key,
    is_dash,
    is_marker,
    is_separated,
    line_start,
    looks_like_entry,
    next_line,
    place_above,
    place_below,
    place_in_line,
    value_on_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import Mode, scalar_with_property
from bacalhau_ls.syntax.yaml.reading.plain import TEMPLATE_ACTIONS, plain, refused, with_colon
from bacalhau_ls.syntax.yaml.reading.plain_lines import PlainLines
from bacalhau_ls.syntax.yaml.reading.quoted import quoted

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Container
    from bacalhau_ls.syntax.yaml.reading.frame import Frame
    from bacalhau_ls.syntax.yaml.reading.lines import Place

_NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*"
_COLON_WITHOUT_SPACE: Final = re.compile(rf"{_NAME}(?=:[^ \t\r\n/:])")
_NAME_ALONE: Final = re.compile(
    rf"(?:{_NAME}|\"[^\"\r\n]*\"|'[^'\r\n]*')(?=[ \t]*(?:[\r\n]|\Z|[ \t]#))"
)
_NAME_AND_VALUE: Final = re.compile(rf"{_NAME}(?=[ \t]+[^ \t\r\n#=:])")
_COMMENT_OR_END: Final = re.compile(r"(?:(?<=[ \t])#[^\r\n]*)?(?=[\r\n]|\Z)")
_BOM: Final = "\ufeff"


class Parser(PlainLines):
    """Reads a document, or what is left of it behind an entry."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        if text.startswith(_BOM):
            self.pos = 1
        self.frames[0].value_start = self.pos

    def run(self) -> Container:
        """Read to the end; the tree of the document."""
        steps = {Mode.ENTRY: self._entry, Mode.NODE: self._node}
        while self.result is None:
            if self.mode is Mode.LINE:
                frame = self.frames[-1]
                if frame.block:
                    self.read_plain_lines()
                    if self.result is None:
                        self._line()
                elif frame.kind is Kind.DOCUMENT:
                    self._line()
                else:
                    self.flow_step()
            else:
                steps[self.mode]()
        return self.result

    # -- lines -------------------------------------------------------------------

    def _line(self) -> None:
        """See where the next line belongs."""
        top = self.frames[-1]
        place, notes = self.skip_lines()
        if place.offset == len(self.text):
            self._end(place, notes)
        elif is_marker(self.text, place):
            self._marker(place, notes)
        elif self._is_value_of(top, place):
            self.commit(top, notes)
            self._own_line(top, place)
        elif self._is_directive(place):
            self.commit(top, notes)
            self.pos = next_line(self.text, place.offset)
        elif self._is_outlier(place):
            self._outlier(place, notes)
        else:
            if top.state is State.VALUE:
                self.add_missing(top)
            self._next_entry(place, notes)

    def _is_value_of(self, frame: Frame, place: Place) -> bool:
        """Whether the line holds the value that is due."""
        if frame.state is not State.VALUE or self._is_directive(place):
            return False
        if place.column > frame.entry_column:
            return True
        is_beside = frame.kind is Kind.OBJECT and place.column == frame.entry_column
        return is_beside and is_dash(self.text, place.offset)

    def _own_line(self, frame: Frame, place: Place) -> None:
        if self.text[place.offset] not in OPENED and self.note_tabs(frame, place):
            place = self._as_below(frame, place)
        if frame.kind is Kind.DOCUMENT and not self.has_started:
            self.has_started = True
            frame.begin(place.offset)
        self._go_to(place)
        self.mode, self.compact = Mode.NODE, True

    def _as_below(self, frame: Frame, place: Place) -> Place:
        """A place behind tabs, which may mean any column: that of the next line if it can be."""
        below = place_below(self.text, place.offset)
        is_likely = below.column > frame.entry_column and looks_like_entry(self.text, below.offset)
        return place._replace(column=below.column) if is_likely else place

    def _go_to(self, place: Place) -> None:
        self.pos, self.column = place

    def _next_entry(self, place: Place, notes: list[tuple[faults.Fault, int, int]]) -> None:
        """Find the block whose next entry this line is."""
        is_item = is_dash(self.text, place.offset)
        index = self.frame_for(place.column, Kind.ARRAY if is_item else Kind.OBJECT)
        if index is None or self._is_dash_without_space(place):
            self._misfit(place, notes)
            return
        frame = self.close_to(index)
        self.commit(frame, notes)
        if not self.note_tabs(frame, place) and place.column != frame.column:
            self._note_indentation(frame, place)
        self._go_to(place)
        self.mode = Mode.ENTRY

    def _note_indentation(self, frame: Frame, place: Place) -> None:
        """Complain of the indentation of an entry, once for lines that are indented alike."""
        start = line_start(self.text, place.offset)
        above = place_above(self.text, start)
        is_next = above.column == place.column and looks_like_entry(self.text, above.offset)
        fault = faults.SAME_INDENT if is_next else faults.BAD_INDENT
        frame.note(fault, start, max(place.offset, start + 1), _columns(place.column))

    def _is_outlier(self, place: Place) -> bool:
        """Whether a line is indented less than the lines above and below it.

        So is one that was just broken in two, or lost its indentation.
        """
        text, top = self.text, self.frames[-1]
        if place.column >= top.column or text[place.offset] in "-?":
            return False
        value = value_on_line(text, place.offset)
        if value is not None and not _is_complete(value):
            return False
        below = place_below(text, place.offset)
        if below.offset == len(text) or below.column <= place.column:
            return False
        if not looks_like_entry(text, below.offset):
            return value is None and below.column > top.column
        wanted = Kind.ARRAY if is_dash(text, below.offset) else Kind.OBJECT
        return below.column > top.column or self._has_open(wanted, below.column)

    def _has_open(self, kind: Kind, column: int) -> bool:
        for frame in reversed(self.frames):
            if frame.column <= column and (frame.column < column or frame.kind is kind):
                return frame.column == column
        return False

    def _outlier(self, place: Place, notes: list[tuple[faults.Fault, int, int]]) -> None:
        top = self.frames[-1]
        self.commit(top, notes)
        is_waiting = top.state is State.VALUE
        if is_waiting and place_below(self.text, place.offset).column > top.entry_column:
            self._note_indentation(top, place)
            self.pos = next_line(self.text, place.offset)
            return
        if is_waiting:
            self.add_missing(top)
        has_key = value_on_line(self.text, place.offset) is not None
        if top.kind is Kind.OBJECT and (has_key or _NAME_ALONE.match(self.text, place.offset)):
            self._note_indentation(top, place)
            self._go_to(place._replace(column=top.column))
            self.mode = Mode.ENTRY
            return
        top.note(faults.STRAY_LINE, place.offset, self._end_of_text(place.offset))
        self.skip_block(place._replace(column=top.column))

    def _is_dash_without_space(self, place: Place) -> bool:
        top = next(f for f in reversed(self.frames) if f.column <= place.column)
        is_item = top.kind is Kind.ARRAY and top.block and top.column == place.column
        return is_item and self.text[place.offset] == "-" and not is_dash(self.text, place.offset)

    def _misfit(self, place: Place, notes: list[tuple[faults.Fault, int, int]]) -> None:
        """A line that fits into no open block."""
        is_item = self._is_dash_without_space(place)
        frame = self.close_deeper_than(place.column)
        self.commit(frame, notes)
        if is_item:
            self._go_to(place)
            self.mode = Mode.ENTRY
            return
        end = self._end_of_text(place.offset)
        if frame.kind is Kind.DOCUMENT:
            is_first = all(p.fault is not faults.AFTER_END for p in frame.problems)
            if is_first:
                frame.note(faults.AFTER_END, place.offset, end)
        elif is_dash(self.text, place.offset):
            frame.note(faults.STRAY_ITEM, place.offset, end)
        else:
            frame.note(faults.STRAY_LINE, place.offset, end)
        self.skip_block(place)

    def _end_of_text(self, start: int) -> int:
        """Where the text of a line ends."""
        rest = REST_OF_LINE.match(self.text, start)
        assert rest is not None
        return start + len(rest.group().rstrip(" \t"))

    # -- documents ---------------------------------------------------------------

    def _is_directive(self, place: Place) -> bool:
        is_sign = place.column == 0 and self.text[place.offset] == "%"
        return is_sign and not self.has_started

    def _marker(self, place: Place, notes: list[tuple[faults.Fault, int, int]]) -> None:
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

    def _end(self, place: Place, notes: list[tuple[faults.Fault, int, int]]) -> None:
        """The document ends; what stands behind it is not read."""
        self.close_to(0)
        self.commit(self.frames[0], notes)
        if place.offset < len(self.text):
            rest = self.text[place.offset + 3 :]
            if re.search(r"^(?:--- *)?[^\s#.-]|^[^\s#]*[^\s#.-]", rest, re.MULTILINE):
                start = place.offset
                self.frames[0].note(faults.FURTHER_DOCUMENT, start, start + 3)
        self.finish()

    # -- entries -------------------------------------------------------------------

    def _entry(self) -> None:
        """Read an entry of the innermost block, up to its value."""
        if self.resume is not None and self.resume():
            return
        frame = self.frames[-1]
        if frame.kind is Kind.OBJECT:
            self._member(frame)
        elif self.text[self.pos] != "-":
            frame.begin(self.pos, self.column)
            frame.note(faults.MISSING_DASH, self.pos, self._end_of_text(self.pos))
            self.mode, self.compact = Mode.NODE, False
        else:
            frame.begin(self.pos, self.column)
            if not is_separated(self.text, self.pos + 1):
                frame.note(faults.DASH_WITHOUT_SPACE, self.pos, self.pos + 1)
            self._value_after(frame, self.pos + 1)
            self.compact = True

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
            self.pos = next_line(text, end.end())
            self.mode = Mode.LINE
            return
        self.column += start - self.pos
        self.pos = start
        self.mode, self.compact = Mode.NODE, False

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
            key = Scalar(Kind.PLACEHOLDER, bare, None)
        else:
            key = self.key_of(bare)
        return scalar_with_property(written, key) if written else key

    def _complex_key(self, start: int) -> Scalar | None:
        """A list or mapping in brackets as a key, on one line."""
        text = self.text
        if text[start] not in OPENED or text.startswith("{{", start):
            return None
        end = _end_of_brackets(text, start, self._end_of_text(start))
        if end is None:
            return None
        raw = text[start:end]
        return Scalar(Kind.WORD, raw, None, (Problem(0, len(raw), faults.COMPLEX_KEY),))

    def _explicit_member(self, frame: Frame) -> None:
        """``? key`` with its value behind a colon on a line of its own."""
        text, start = self.text, self.pos
        frame.begin(start, self.column)
        blanks = BLANKS.match(text, start + 1)
        assert blanks is not None
        key_start, line_end = blanks.end(), self._end_of_text(start)
        self.skip_block(
            place_in_line(text, line_start(text, start))._replace(offset=start, column=self.column)
        )
        end = max(key_start, key_start + len(text[key_start : self.pos].rstrip(" \t\r\n")))
        raw = text[key_start:end]
        if end <= line_end and not _is_complex(raw):
            key = self._key(key_start, key_start + len(raw.split(" #", 1)[0].rstrip(" \t")))
        else:
            key = Scalar(Kind.WORD, raw, None, (Problem(0, len(raw), faults.COMPLEX_KEY),))
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

    def _without_colon(self, frame: Frame) -> None:
        """A line in a mapping that has no key with a colon."""
        text, start = self.text, self.pos
        if action := TEMPLATE_ACTIONS.match(text, start):
            frame.note(faults.TEMPLATE_ACTION, start, start + len(action.group().rstrip(" \t")))
            self.pos = start + len(action.group().rstrip(" \t"))
            self.end_line(frame)
        elif name := _COLON_WITHOUT_SPACE.match(text, start):
            self._begin_with(frame, name.group(), faults.COLON_WITHOUT_SPACE, name.end())
            self._value_after(frame, name.end() + 1)
        elif name := _NAME_ALONE.match(text, start):
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
            frame.note(faults.STRAY_LINE, start, self._end_of_text(start))
            place = place_in_line(text, line_start(text, start))
            self.skip_block(place._replace(offset=start, column=self.column))

    def _begin_with(self, frame: Frame, name: str, fault: faults.Fault, place: int) -> None:
        start = self.pos
        frame.begin(start, self.column)
        frame.take_key(self._key(start, start + len(name)), start)
        frame.note(fault, place, max(place + 1, start + len(name)))

    # -- values --------------------------------------------------------------------

    def _node(self) -> None:
        """Read the value that is due in the innermost block."""
        frame, text, start = self.frames[-1], self.text, self.pos
        char = text[start]
        if self.compact and (kind := self._kind_of_block(start)) is not None:
            self.open_block(kind)
        elif char == "-" and is_separated(text, start + 1):
            end = self._end_of_text(start)
            problem = Problem(0, end - start, faults.ITEM_IN_LINE)
            self._take_scalar(frame, Scalar(Kind.WORD, text[start:end], None, (problem,)))
        elif char in "&!":
            self._property(frame)
        elif char in "|>":
            self._take_scalar(frame, block_text(text, start, frame.entry_column))
        else:
            scalar = self.scalar_token(char, frame.entry_column)
            if scalar is not None:
                self._take_scalar(frame, scalar)
            elif char in OPENED and not text.startswith("{{", start):
                self.open_flow(char)
            else:
                self._take_scalar(frame, self._plain(frame))

    def _kind_of_block(self, start: int) -> Kind | None:
        """What a block that starts here is; None if none does."""
        text = self.text
        if is_dash(text, start):
            return Kind.ARRAY
        if end_of_key(text, start) is not None or self._complex_key(start) is not None:
            return Kind.OBJECT
        if text[start] == "?" and is_separated(text, start + 1):
            return Kind.OBJECT
        return self._kind_below(start)

    def _kind_below(self, start: int) -> Kind | None:
        """What the next line makes of a word that stands alone at the same column."""
        text = self.text
        alone = _NAME_ALONE.match(text, start)
        if alone is None or text[start] in NO_TEXT:
            return None
        lines = BLANK_LINES.match(text, next_line(text, alone.end()))
        assert lines is not None
        below = place_in_line(text, lines.end())
        if below.column != self.column or is_marker(text, below):
            return None
        if is_dash(text, below.offset):
            return Kind.ARRAY
        return Kind.OBJECT if end_of_key(text, below.offset) is not None else None

    def _property(self, frame: Frame) -> None:
        text, start = self.text, self.pos
        found = PROPERTY.match(text, start)
        assert found is not None
        end = found.end()
        blanks = BLANKS.match(text, end)
        assert blanks is not None
        if (second := PROPERTY.match(text, blanks.end())) and is_separated(text, second.end()):
            end = second.end()
        if not is_separated(text, end):
            self._take_scalar(frame, refused(text, start))
            return
        first = frame.property[0] if frame.property else start
        frame.property = first, text[first:end]
        value_start = frame.value_start
        self._value_after(frame, end)
        frame.value_start = value_start

    def _plain(self, frame: Frame) -> Scalar:
        text, start = self.text, self.pos
        if text[start] in ":?" and is_separated(text, start + 1):
            return with_colon(text, start)
        scalar = plain(text, start, frame.entry_column)
        behind = BLANKS.match(text, start + scalar.width)
        assert behind is not None
        if text[behind.end() : behind.end() + 1] == ":":
            return with_colon(text, start)
        return scalar

    def _take_scalar(self, frame: Frame, scalar: Scalar) -> None:
        start, end = self.pos, self.pos + scalar.width
        if frame.property is not None:
            start, _ = frame.property
            scalar = scalar_with_property(self.text[start : self.pos], scalar)
        self.add(frame, scalar, start)
        self.pos = end
        if end and self.text[end - 1] in "\r\n":
            self.mode = Mode.LINE  # text that keeps the empty lines behind it
        else:
            self.end_line(frame)


def _is_complete(value: str) -> bool:
    """Whether a value is all on one line, for all that can be told from there."""
    closer = {'"': '"', "'": "'", "[": "]", "{": "}"}.get(value[:1])
    if closer is not None:
        return len(value) > 1 and value.endswith(closer)
    return value[:1] not in ("", "|", ">", "&", "!")


def _columns(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}"


def _is_complex(raw: str) -> bool:
    return raw[:1] in ("[", "{", "|", ">", "") or is_dash(raw, 0) or end_of_key(raw, 0) is not None


_BRACKETS_OR_QUOTED: Final = re.compile(r"[\[{]|[\]}]|\"(?:[^\"\\]|\\.)*\"|'[^']*'")


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


def parse(text: str) -> Container:
    """The tree of a whole document."""
    return Parser(text).run()
