"""Lists and mappings in brackets: ``[a, b]`` and ``{key: value}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.templating import BROKEN_TEMPLATE, mended
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.frame import MERGE_KEY, MISSING, State
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANKS,
    LINE_BREAK,
    NAME,
    TEMPLATE,
    is_marker,
    is_separated,
    looks_like_entry,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import PAIR, Nesting, scalar_with_property
from bacalhau_ls.syntax.yaml.reading.plain import flow_plain, refused
from bacalhau_ls.syntax.yaml.reading.plain import scalar as plain_scalar
from bacalhau_ls.syntax.yaml.reading.quoted import quoted
from bacalhau_ls.syntax.yaml.reading.resolution import key_name, meaning

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.yaml.reading.frame import Frame
    from bacalhau_ls.syntax.yaml.reading.lines import Place

OPENED: Final = {"{": Kind.OBJECT, "[": Kind.ARRAY}
CLOSED: Final = {"}": Kind.OBJECT, "]": Kind.ARRAY}
_CLOSERS: Final = " \t,]}"
PROPERTY: Final = re.compile(r"!<[^ \t\r\n>]*>|[&!][^ \t\r\n,\[\]{}]*")
ALIAS: Final = re.compile(r"\*[A-Za-z0-9_-]+(?=[ \t\r\n,\]}]|\Z)")
_TEMPLATE: Final = re.compile(TEMPLATE)
_NAME: Final = re.compile(NAME)


class Flow(Nesting):
    """Reads what stands in brackets, token by token."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._take: dict[State, Callable[[Frame, str], None]] = {
            State.ENTRY: self._flow_entry,
            State.COLON: self._flow_colon,
            State.VALUE: self._flow_value,
            State.SEPARATOR: self._flow_separator,
        }

    def flow_step(self) -> None:
        """Take the next token in brackets."""
        frame = self.frames[-1]
        if not self._skip_space(frame):
            return
        char = self.text[self.pos : self.pos + 1]
        if not char:
            self._leave()
        elif frame.column == PAIR and frame.state is State.SEPARATOR:
            self.finish_top(self.token_end)
        elif char in CLOSED:
            self._close(char)
        else:
            self._take[frame.state](frame, char)

    # -- between tokens ----------------------------------------------------------

    def _skip_space(self, frame: Frame) -> bool:
        """Pass blanks, line breaks and comments; False if a line seems to be outside."""
        text, notes = self.text, []
        before = self.pos
        while True:
            blanks = BLANKS.match(text, self.pos)
            assert blanks is not None
            self.pos = blanks.end()
            char = text[self.pos : self.pos + 1]
            if char == "#" and (self.pos == 0 or text[self.pos - 1] in " \t\r\n"):
                end = self.end_of_comment(self.pos)
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

    # -- brackets ----------------------------------------------------------------

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

    # -- states --------------------------------------------------------------------

    def _flow_entry(self, frame: Frame, char: str) -> None:
        if char == ",":
            frame.note(faults.EXTRA_COMMA, self.pos, self.pos + 1)
            self._advance(1)
            return
        if char == "?" and is_separated(self.text, self.pos + 1):
            self._advance(1)
            return
        if self.resume is not None and self.resume():
            return
        frame.begin(self.pos)
        frame.value_start = self.pos
        if frame.kind is Kind.OBJECT:
            self._flow_key(frame, char)
        elif char == ":" and is_separated(self.text, self.pos + 1):
            self._open_pair(MISSING, self.pos)
        else:
            self._flow_node(frame, char)

    def _flow_key(self, frame: Frame, char: str) -> None:
        start = self.pos
        frame.state = State.COLON
        if self._template_entry(frame):
            return
        if char in OPENED and not self._is_template():
            self.open_flow(char)
            return
        if char == ":":
            frame.note(faults.MISSING_KEY, start, start + 1)
            return
        if char in "&!":
            self._flow_property(frame)
            frame.state = State.COLON
            blanks = BLANKS.match(self.text, self.pos)
            assert blanks is not None
            self.pos = blanks.end()
            char = self.text[self.pos : self.pos + 1]
        key = self._flow_key_text(frame, char, start)
        frame.take_key(key, start)
        frame.property = None
        frame.value_start = start + key.width

    def _flow_key_text(self, frame: Frame, char: str, start: int) -> Scalar:
        """The key with the tags and anchors that stand in front of it from *start* on."""
        if frame.property is None:
            return as_key(self._flow_scalar(frame, char))
        written = self.text[start : self.pos]
        if char in ":,}\r\n" or not char:
            return scalar_with_property(written.rstrip(), None)
        return scalar_with_property(written, as_key(self._flow_scalar(frame, char)))

    def _template_entry(self, frame: Frame) -> bool:
        """Pass a template between entries that is no key; whether there is one."""
        found = _TEMPLATE.match(self.text, self.pos)
        if found is None:
            return False
        scalar = flow_plain(self.text, self.pos, frame.indent)
        behind = BLANKS.match(self.text, self.pos + scalar.width)
        assert behind is not None
        if self.text[behind.end() : behind.end() + 1] == ":":
            return False
        frame.note(faults.TEMPLATE_ACTION, *found.span())
        self._advance(len(found.group()))
        frame.state = State.ENTRY
        return True

    def _flow_colon(self, frame: Frame, char: str) -> None:
        if char != ":":
            frame.add(MISSING, frame.value_start)
            frame.state = State.SEPARATOR
            return
        self._advance(1)
        frame.value_start = self.pos
        frame.state = State.VALUE

    def _flow_value(self, frame: Frame, char: str) -> None:
        if char == ",":
            self.add_missing(frame)
        else:
            self._flow_node(frame, char)

    def _flow_separator(self, frame: Frame, char: str) -> None:
        if char == ",":
            self._advance(1)
            frame.state = State.ENTRY
        elif char == ":" and frame.kind is Kind.ARRAY and frame.children:
            self._pair_of_last(frame)
        elif frame.kind is Kind.OBJECT and char == ":" and not self._split_value(frame):
            frame.note(faults.UNEXPECTED, self.pos, self.pos + 1)
            self._advance(1)
            frame.state = State.ENTRY
        elif char != ":":
            frame.note(faults.MISSING_COMMA, self.token_end, self.token_end)
            frame.state = State.ENTRY

    def _split_value(self, frame: Frame) -> bool:
        """Take the last word of a value for the next key: a comma is missing before it."""
        child, start = frame.children[-1], frame.start + frame.offsets[-1]
        words = child.text.rpartition(" ") if isinstance(child, Scalar) else ("", "", "")
        if not words[0] or not _NAME.fullmatch(words[2]) or child.kind is not Kind.STRING:
            return False
        if words[0][0] in "\"'&!":
            return False
        value = plain_scalar(words[0].rstrip())
        frame.children[-1] = value
        frame.note(faults.MISSING_COMMA, start + value.width, start + value.width)
        key_start = start + child.width - len(words[2])
        frame.begin(key_start)
        frame.take_key(as_key(plain_scalar(words[2])), key_start)
        frame.state = State.COLON
        return True

    # -- pairs without braces --------------------------------------------------------

    def _pair_of_last(self, frame: Frame) -> None:
        """The last item turns out to be the key of a mapping."""
        child, start = frame.children.pop(), frame.start + frame.offsets.pop()
        frame.starts.pop()
        if isinstance(child, Scalar):
            key = as_key(child)
        else:
            raw = self.text[start : start + child.width]
            key = Scalar(Kind.WORD, raw, None, (Problem(0, len(raw), faults.COMPLEX_KEY),))
        self._open_pair(key, start)

    def _open_pair(self, key: Scalar, start: int) -> None:
        colon = self.pos
        self.pos = start
        pair = self.open_brackets_at(Kind.OBJECT, PAIR)
        pair.closed = True
        pair.begin(start)
        pair.take_key(key, start)
        if key is MISSING:
            pair.note(faults.MISSING_KEY, colon, colon + 1)
        pair.state = State.VALUE
        self.pos = colon
        self._advance(1)
        pair.value_start = self.pos

    # -- values ------------------------------------------------------------------------

    def _flow_node(self, frame: Frame, char: str) -> None:
        start = self.pos
        if char in "&!":
            self._flow_property(frame)
        elif char in OPENED and not self._is_template():
            self.open_flow(char)
        else:
            scalar = self._flow_scalar(frame, char)
            if frame.property is not None:
                start, _ = frame.property
                scalar = scalar_with_property(self.text[start : self.pos - scalar.width], scalar)
            self.add(frame, scalar, start)

    def _flow_property(self, frame: Frame) -> None:
        found = PROPERTY.match(self.text, self.pos)
        assert found is not None
        more = BLANKS.match(self.text, found.end())
        assert more is not None
        second = PROPERTY.match(self.text, more.end())
        end = second.end() if second else found.end()
        start = frame.property[0] if frame.property else self.pos
        frame.property = start, self.text[start:end]
        self._advance(end - self.pos)
        frame.state = State.VALUE

    def _is_template(self) -> bool:
        text, pos = self.text, self.pos
        return bool(_TEMPLATE.match(text, pos) or BROKEN_TEMPLATE.match(text, pos))

    def _flow_scalar(self, frame: Frame, char: str) -> Scalar:
        """The scalar at `pos`, which is passed."""
        scalar = self.scalar_token(char, frame.indent, _CLOSERS)
        if scalar is None:
            scalar = flow_plain(self.text, self.pos, frame.indent)
        if not scalar.width:
            scalar = Scalar(Kind.WORD, char, char, (Problem(0, 1, faults.NEEDS_QUOTES, char),))
        self._advance(scalar.width)
        return scalar

    def scalar_token(self, char: str, indent: int, closers: str = "") -> Scalar | None:
        """The scalar at `pos` if its first sign tells what it is."""
        text, pos = self.text, self.pos
        if char in ("'", '"'):
            return quoted(text, pos, indent, closers)
        if char == "*":
            alias = ALIAS.match(text, pos)
            return Scalar(Kind.PLACEHOLDER, alias.group(), None) if alias else self._odd(closers)
        if char == "{" and (broken := BROKEN_TEMPLATE.match(text, pos)):
            return _broken_template(broken.group())
        if char in "#|>%@`&!" or (char in ",]}" and not closers):
            return self._odd(closers)
        return None

    def _odd(self, closers: str) -> Scalar | None:
        """Text that needs quotes for its first sign."""
        if not closers:
            return refused(self.text, self.pos)
        scalar = flow_plain(self.text, self.pos, -1)
        problem = Problem(0, scalar.width, faults.NEEDS_QUOTES, scalar.text[:1])
        return Scalar(Kind.WORD, scalar.text, scalar.text, (problem,)) if scalar.width else None


def _broken_template(raw: str) -> Scalar:
    problem = Problem(0, len(raw), faults.BROKEN_TEMPLATE, mended(raw))
    return Scalar(Kind.PLACEHOLDER, raw, None, (problem,))


def as_key(scalar: Scalar) -> Scalar:
    """*scalar* as the key of a member: it is text, whatever it looks like."""
    if scalar.text == MERGE_KEY:
        return Scalar(Kind.PLACEHOLDER, scalar.text, None)
    if scalar.kind is Kind.PLACEHOLDER or scalar.faulty:
        return scalar
    if _TEMPLATE.search(scalar.text) and scalar.kind is Kind.STRING:
        return Scalar(Kind.PLACEHOLDER, scalar.text, None)
    if scalar.kind is Kind.STRING:
        return scalar
    name = key_name(meaning(scalar.text), scalar.text)
    if name is None:
        problem = Problem(0, scalar.width, faults.COMPLEX_KEY)
        return Scalar(Kind.WORD, scalar.text, None, (problem,))
    return Scalar(Kind.STRING, scalar.text, name, scalar.problems)
