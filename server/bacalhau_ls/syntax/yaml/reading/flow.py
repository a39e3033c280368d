"""Lists and mappings in brackets: ``[a, b]`` and ``{key: value}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.template_blocks import end_of_action
from bacalhau_ls.syntax.templating import action_at
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.actions import steers
from bacalhau_ls.syntax.yaml.reading.brackets import CLOSED, OPENED, Brackets
from bacalhau_ls.syntax.yaml.reading.controls import with_controls
from bacalhau_ls.syntax.yaml.reading.frame import MISSING, State
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANKS,
    NAME,
    PROPERTY,
    end_of_line,
    end_of_line_block,
    is_separated,
)
from bacalhau_ls.syntax.yaml.reading.nesting import PAIR
from bacalhau_ls.syntax.yaml.reading.plain import flow_plain
from bacalhau_ls.syntax.yaml.reading.plain import scalar as plain_scalar
from bacalhau_ls.syntax.yaml.reading.properties import key_with_property, scalar_with_property
from bacalhau_ls.syntax.yaml.reading.scalar_tokens import (
    as_key,
    as_name,
    complex_key,
    is_template,
    scalar_in_brackets,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.yaml.reading.frame import Frame

_LINE_BREAK: Final = re.compile(r"[\r\n]")
_MOST_BLANKS: Final = 200
_NAME: Final = re.compile(NAME)


class Flow(Brackets):
    """Reads what stands in brackets, token by token."""

    def flow_step(self) -> None:
        """Take the next token in brackets."""
        frame = self.frames[-1]
        if not self.skip_space(frame):
            return
        char = self.text[self.pos : self.pos + 1]
        if not char:
            self._leave()
        elif frame.column == PAIR and frame.state is State.SEPARATOR:
            self.finish_top(self.token_end)
        elif char in CLOSED:
            self._close(char)
        else:
            self._TAKE[frame.state](self, frame, char)

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
        elif steers(self.text, self.pos) and not end_of_line_block(self.text, self.pos):
            self._pass_template(frame)
        else:
            self._flow_node(frame, char)

    def _flow_key(self, frame: Frame, char: str) -> None:
        start = self.pos
        frame.state = State.COLON
        if self._template_entry(frame):
            return
        if char in OPENED and not is_template(self.text, self.pos):
            self.open_flow(char)
            return
        if char == ":":
            frame.note(faults.MISSING_KEY, start, start + 1)
            frame.key_start = start
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
            return as_key(self._flow_scalar(frame))
        written = self.text[start : self.pos]
        if char in ":,}\r\n" or not char:
            return as_name(scalar_with_property(written.rstrip(), None))
        return key_with_property(written, as_key(self._flow_scalar(frame)))

    def _template_entry(self, frame: Frame) -> bool:
        """Pass a template between entries that is no key; whether there is one."""
        if action_at(self.text, self.pos) is None:
            return False
        scalar = flow_plain(self.text, self.pos, frame.indent)
        behind = BLANKS.match(self.text, self.pos + scalar.width)
        assert behind is not None
        if self.text[behind.end() : behind.end() + 1] == ":":
            return False
        while self.pos < behind.end() and action_at(self.text, self.pos):
            self._pass_template(frame)
            self.pos = BLANKS.match(self.text, self.pos).end()  # type: ignore[union-attr]
        return True

    def _pass_template(self, frame: Frame) -> None:
        """Go on with the next entry behind a template that stands for none."""
        end = end_of_action(self.text, self.pos)
        assert end is not None
        frame.note(faults.TEMPLATE_ACTION, self.pos, end)
        self._advance(end - self.pos)
        frame.state = State.ENTRY

    def _flow_colon(self, frame: Frame, char: str) -> None:
        if char != ":":
            frame.add(MISSING, frame.value_start)
            frame.state = State.SEPARATOR
            return
        self._note_key_on_lines(frame, frame.key_start)
        self._advance(1)
        frame.value_start = self.pos
        frame.state = State.VALUE

    def _note_key_on_lines(self, frame: Frame, start: int) -> None:
        """Complain of a key that does not start on the line of its colon, unless `?` is before."""
        if _LINE_BREAK.search(self.text, start, self.pos) and not self._is_explicit(start):
            frame.note(faults.KEY_ON_LINES, start, end_of_line(self.text, start))

    def _is_explicit(self, start: int) -> bool:
        return self.text[max(0, start - _MOST_BLANKS) : start].rstrip().endswith("?")

    def _flow_value(self, frame: Frame, char: str) -> None:
        if char == ",":
            self.add_missing(frame)
        else:
            self._flow_node(frame, char)

    def _flow_separator(self, frame: Frame, char: str) -> None:
        if char == ",":
            self._advance(1)
            frame.state = State.ENTRY
        elif char == "{" and (action := action_at(self.text, self.pos)):
            frame.note(faults.TEMPLATE_ACTION, *action.span())
            self._advance(len(action.group()))
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
            key = complex_key(self.text[start : start + child.width])
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
        self._note_key_on_lines(pair, start)
        self._advance(1)
        pair.value_start = self.pos

    # -- values ------------------------------------------------------------------------

    def _flow_node(self, frame: Frame, char: str) -> None:
        start = self.pos
        if char in "&!":
            self._flow_property(frame)
        elif char in OPENED and not is_template(self.text, self.pos):
            self.open_flow(char)
        else:
            scalar = self._flow_scalar(frame)
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

    def _flow_scalar(self, frame: Frame) -> Scalar:
        """The scalar at `pos`, which is passed."""
        scalar = with_controls(scalar_in_brackets(self.text, self.pos, frame.indent))
        self._advance(scalar.width)
        return scalar

    # A parser with methods of its own in it would live on, with all it holds, in a cycle.
    _TAKE: ClassVar[dict[State, Callable[[Flow, Frame, str], None]]] = {
        State.ENTRY: _flow_entry,
        State.COLON: _flow_colon,
        State.VALUE: _flow_value,
        State.SEPARATOR: _flow_separator,
    }
