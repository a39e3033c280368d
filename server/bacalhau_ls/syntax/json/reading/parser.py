r"""The tolerant reader of JSON, JSON with comments and JSON5.

A state machine over an explicit stack, so that nesting costs no recursion.
Each state is a method that is called with the next character after white
space and comments; it takes what fits and names the state that follows::

    entry -> (key) -> colon -> value -> separator -> entry ...
                                   \-> junk (until the next comma)

Whatever the text is, the outcome is one tree.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, ClassVar

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.json.reading import faults, lexer
from bacalhau_ls.syntax.json.reading.brackets import PAIRS, TANGLED
from bacalhau_ls.syntax.json.reading.frame import AFTER_VALUE, FIRST, MISSING, OPENED, Frame, State
from bacalhau_ls.syntax.json.reading.nesting import Nesting
from bacalhau_ls.syntax.json.reading.plain import PLAIN_SCALAR
from bacalhau_ls.syntax.json.reading.reader import COLON_FOLLOWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Container

# What shows that a key among items is no slip: an object or a list, or another member.
_MEMBERS = re.compile(
    r'"[^"\\\x00-\x1f]*"[ \t\r\n]*:[ \t\r\n]*'
    rf'(?:[\[{{]|(?:{PLAIN_SCALAR})[ \t\r\n]*,[ \t\r\n]*"[^"\\\x00-\x1f]*"[ \t\r\n]*:)'
)
_NEXT_MEMBER = re.compile(r'(?P<comma>,?)[ \t\r\n]*"(?P<name>[^"\\\x00-\x1f]*)"[ \t\r\n]*:')
_ENTRY_AHEAD = re.compile(r"[ \t\r\n]*[^ \t\r\n}\],;]")


class Parser(Nesting):
    """Reads one container: the whole document, or one that an edit has touched."""

    def __init__(self, text: str, base: Frame, pos: int, *, by_indentation: bool) -> None:
        super().__init__(text, base, pos, by_indentation=by_indentation)
        self.resume: Callable[[Frame, int], Container | None] | None = None
        """Asked at each entry of the base frame whether the rest is known already."""

    def run(self, limit: int) -> Container | None:
        """Read until the base frame is finished; None if it is not by *limit*."""
        self._plain.limit = limit
        while self.result is None and not self.failed and self.pos <= limit:
            self.step()
        return self.result

    def step(self) -> None:
        """Take the next token."""
        frame = self.frames[-1]
        self._skip_trivia(frame)
        char = self.text[self.pos : self.pos + 1]
        if not char:
            self._end_of_text()
        elif char in PAIRS:
            self._close(char)
        elif not self._leaves_frame(frame):
            self._take[frame.expect](self, frame, char)

    # -- states of an object -------------------------------------------------

    def _entry(self, frame: Frame, char: str) -> None:
        """A key, after the opening brace or a comma."""
        if self._takes_up(frame):
            return
        if char == '"' and self._plain_entries(frame):
            return
        if char in "\"'":
            self._key(frame, self._string())
        elif char == ",":
            self._extra_comma(frame)
        elif char == ":":
            frame.note(faults.MISSING_KEY, self.pos, self.pos + 1)
            self._key(frame, MISSING)
        elif template := self._template():
            self._template_entry(frame, template)
        elif char in OPENED:
            self._open_without_key(frame, char)
        elif ellipsis := lexer.ELLIPSIS.match(self.text, self.pos):
            frame.note(faults.ELLIPSIS, *ellipsis.span(), ellipsis.group())
            frame.comma = -1
            frame.expect = State.SEPARATOR
            self._advance(len(ellipsis.group()))
        elif key := lexer.key_token(self.text, self.pos):
            self._key(frame, key)
        else:
            self._stray(frame)

    def _open_without_key(self, frame: Frame, char: str) -> None:
        if self._strays_into_blanks(frame):
            self._pass_over(frame, faults.STRAY_OPENER)
            return
        frame.note(faults.MISSING_KEY, self.pos, self.pos + 1)
        self._open(char)

    def _plain_entries(self, frame: Frame) -> bool:
        """Read plain entries at full speed; whether there was one."""
        most = 1 if self.resume is not None and len(self.frames) == 1 else sys.maxsize
        taken = self._plain.entries(frame, self.pos, self.indentation(), most=most)
        if taken is None:
            return False
        frame.forgiving = False
        if taken.comma is None:
            frame.comma, self.pos = -1, taken.end
            frame.resume_after_value()
            self.token_end = taken.end
        else:
            frame.comma, self.pos = self.text.index(",", taken.end), taken.pos
            self.token_end = frame.comma + 1
        return True

    def _key(self, frame: Frame, key: Scalar) -> None:
        frame.key = (key, self.pos)
        self._advance(key.width)
        frame.comma = -1
        frame.expect = State.COLON

    def _template_entry(self, frame: Frame, template: Scalar) -> None:
        """A template that is a key, or an action such as ``{{if .x}}`` on its own."""
        if COLON_FOLLOWS.match(self.text, self.pos + template.width):
            self._key(frame, template)
        else:
            self._action(frame, template)

    def _action(self, frame: Frame, template: Scalar) -> None:
        end = self.pos + template.width
        frame.note(faults.TEMPLATE_ACTION, self.pos, end)
        self._advance(template.width)

    def _colon(self, frame: Frame, char: str) -> None:
        """The colon behind a key."""
        if char == ":":
            frame.colon = self.pos
            frame.expect = State.VALUE
            self._advance(1)
        elif char == "=":
            frame.note(faults.EQUALS_SIGN, self.pos, self.pos + 1)
            frame.colon = self.pos
            frame.expect = State.VALUE
            self._advance(1)
        elif char == "," or (char not in OPENED and self._is_on_new_line() and self._is_key()):
            self._settle(frame)
            frame.forgiving = True
            frame.expect = State.SEPARATOR
        else:
            frame.note(faults.MISSING_COLON, self.token_end, self.token_end)
            frame.colon = self.token_end
            frame.expect = State.VALUE

    def _member_value(self, frame: Frame, char: str) -> None:
        """The value behind a colon."""
        if char == ",":
            self._settle(frame)
            frame.expect = State.SEPARATOR
        elif self._is_on_new_line() and self._is_key():
            if self._starts_line() and 0 <= frame.entry_column < self._indent:
                self._open_lost(frame)
                return
            self._settle(frame)
            frame.forgiving = True
            frame.expect = State.SEPARATOR
        else:
            self._value(frame, char)

    def _open_lost(self, frame: Frame) -> None:
        """Read the members of an object whose opening brace is lost."""
        frame.note(faults.MISSING_BRACE, frame.colon + 1, frame.colon + 1)
        self._open_without_bracket(frame.entry_column)
        self.frames[-1].entry_column = self._indent

    # -- states of an array --------------------------------------------------

    def _item(self, frame: Frame, char: str) -> None:
        """An item, after the opening bracket or a comma."""
        if self._takes_up(frame):
            return
        if char == ",":
            self._extra_comma(frame)
        elif char in OPENED and not self._template() and self._strays_into_blanks(frame):
            self._pass_over(frame, faults.STRAY_OPENER)
        elif not self._plain_entries(frame) and not self._member_among_items(frame, char):
            self._value(frame, char)

    def _member_among_items(self, frame: Frame, char: str) -> bool:
        """Take a member where only items may stand; whether there is one.

        The object before it was closed too early, or its own was never opened.
        """
        if frame.kind is not Kind.ARRAY or char not in "\"'" or not self._is_key():
            return False
        key = self._string()
        if frame.lets_reopen(key.value):
            self._reopen(frame)
        elif _MEMBERS.match(self.text, self.pos):
            self._open_lost_item(frame)
        else:
            return False
        inner = self.frames[-1]
        if inner.entry_column < 0 and self._starts_line():
            inner.entry_column = self._indent
        self._key(inner, key)  # at once: its column could make it leave the object again
        return True

    def _open_lost_item(self, frame: Frame) -> None:
        """Open an object among items whose opening brace is lost; it may be half of one."""
        frame.note(faults.MISSING_BRACE, self.pos, self.pos)
        column = self.indentation()
        if self._starts_line() and column == frame.entry_column:
            self._open_without_bracket(column - 1)  # it stood further left than its members
        else:
            self._open_without_bracket(max(frame.entry_column, 0) or column)
        self.frames[-1].note(faults.SKIPPED, self.pos, self.pos)

    # -- states of both ------------------------------------------------------

    def _value(self, frame: Frame, char: str) -> None:
        template = self._template() if char == "{" else None
        if template is None and char in OPENED:
            self._open(char)
            return
        if char == ":":
            frame.note(faults.UNEXPECTED, self.pos, self.pos + 1, char)
            self._advance(1)
            return
        scalar = template or self._scalar(char)
        if not scalar.width:
            self._stray(frame)
            return
        frame.add(scalar, self.pos)
        frame.forgiving = scalar.faulty
        frame.expect = AFTER_VALUE[frame.kind]
        self._advance(scalar.width)

    def _separator(self, frame: Frame, char: str) -> None:
        """What stands between two entries."""
        if char == ",":
            self._comma(frame)
        elif template := self._template():
            self._action(frame, template)
        elif char == ";" and _ENTRY_AHEAD.match(self.text, self.pos + 1):
            frame.note(faults.SEMICOLON, self.pos, self.pos + 1)
            self._comma(frame)
        elif frame.forgiving and not self._is_on_new_line() and not self._ends_word(frame, char):
            frame.expect = State.JUNK
        elif self._member_among_items(frame, char):
            return
        elif self._may_be_entry(frame, char):
            is_known = frame.forgiving and not self._ends_word(frame, char)
            fault = faults.FORGIVEN if is_known else faults.MISSING_COMMA
            frame.note(fault, self.token_end, self.token_end)
            frame.expect = FIRST[frame.kind]
        else:
            fault = faults.SKIPPED if frame.forgiving else faults.UNEXPECTED
            frame.note(fault, self.pos, self.pos + self._token_width(), char)
            frame.expect = State.JUNK
        frame.forgiving = False

    def _ends_word(self, frame: Frame, char: str) -> bool:
        """Whether a key in quotes is what ends a word without them: ``1GB "Disk": ...``."""
        last = frame.children[-1].kind if frame.children else None
        return last is Kind.WORD and char == '"' and not self._is_on_new_line() and self._is_key()

    def _junk(self, frame: Frame, char: str) -> None:
        """Text that was complained of already, up to the next comma."""
        if char == ",":
            self._comma(frame)
            return
        if self._is_on_new_line() and frame.kind is Kind.OBJECT and self._is_key():
            frame.expect = State.ENTRY
            return
        frame.note(faults.SKIPPED, self.pos, self.pos)
        if char in OPENED:
            self._open(char)
        else:
            self._advance(self._token_width())

    def _comma(self, frame: Frame) -> None:
        frame.comma = self.pos
        frame.expect = FIRST[frame.kind]
        self._advance(1)

    def _extra_comma(self, frame: Frame) -> None:
        frame.note(faults.EXTRA_COMMA, self.pos, self.pos + 1)
        frame.comma = -1
        self._advance(1)

    def _stray(self, frame: Frame) -> None:
        frame.note(faults.STRAY_CHARACTER, self.pos, self.pos + 1, self.text[self.pos])
        if frame.key is not None:
            frame.add(MISSING, self.pos)
        frame.expect = State.JUNK
        self._advance(1)

    # -- states of the document ----------------------------------------------

    def _document(self, frame: Frame, char: str) -> None:
        """The one value of the document."""
        if self._takes_up(frame):
            return
        if char not in OPENED and self._is_key():
            frame.note(faults.FRAGMENT, self.pos, self.pos + self._token_width())
            self._skip_rest(frame)
        elif char == ",":
            self._extra_comma(frame)
        else:
            self._value(frame, char)

    def _tail(self, frame: Frame, char: str) -> None:
        """Anything behind that value."""
        if template := self._template():
            self._action(frame, template)
            return
        if self._goes_on(frame):
            return
        frame.note(faults.AFTER_END, self.pos, self.pos + self._token_width(), char)
        self._skip_rest(frame)

    def _goes_on(self, frame: Frame) -> bool:
        """Go on in the root object where its members do; whether they do, up to another brace."""
        member = _NEXT_MEMBER.match(self.text, self.pos)
        if member is None or not frame.lets_reopen(member["name"]):
            return False
        if not self.text.rstrip().endswith("}"):
            return False
        self._reopen(frame)
        self.frames[-1].expect = State.SEPARATOR if member["comma"] else State.ENTRY
        return True

    def _skip_rest(self, frame: Frame) -> None:
        frame.loose += TANGLED
        self._advance(len(self.text) - self.pos)

    def _may_be_entry(self, frame: Frame, char: str) -> bool:
        """Whether the token can be the next entry, had there been a comma."""
        if frame.kind is Kind.ARRAY:
            return char != ":"
        return self._is_key() or (char in "\"'" and self._is_on_new_line())

    def _takes_up(self, frame: Frame) -> bool:
        """Whether the rest of the base frame was taken over from the version before."""
        if self.resume is None or len(self.frames) > 1:
            return False
        self.result = self.resume(frame, self.pos)
        return self.result is not None

    _take: ClassVar[dict[State, Callable[[Parser, Frame, str], None]]] = {
        State.DOCUMENT: _document,
        State.TAIL: _tail,
        State.ENTRY: _entry,
        State.COLON: _colon,
        State.VALUE: _member_value,
        State.ITEM: _item,
        State.SEPARATOR: _separator,
        State.JUNK: _junk,
    }
    """What takes a token in each state; of the class, so that no parser refers to itself."""


def parse(text: str) -> Container:
    """The tree of a whole document."""
    by_indentation = _parse(text, by_indentation=True)
    left = by_indentation.residue
    if by_indentation.aligned or (left and TANGLED not in left):
        return by_indentation
    by_brackets = _parse(text, by_indentation=False)
    return by_indentation if by_brackets.residue else by_brackets


def _parse(text: str, *, by_indentation: bool) -> Container:
    base = Frame(Kind.DOCUMENT, 0)
    tree = Parser(text, base, 0, by_indentation=by_indentation).run(len(text))
    assert tree is not None
    return tree
