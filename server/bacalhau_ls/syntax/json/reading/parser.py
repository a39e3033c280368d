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
from typing import TYPE_CHECKING, ClassVar

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.json.reading import faults, lexer, templates
from bacalhau_ls.syntax.json.reading.brackets import PAIRS, TANGLED
from bacalhau_ls.syntax.json.reading.entries import EntryReader
from bacalhau_ls.syntax.json.reading.frame import MISSING, OPENED, Frame, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Container

_NEXT_MEMBER = re.compile(r'(?P<comma>,?)[ \t\r\n]*"(?P<name>[^"\\\x00-\x1f]*)"[ \t\r\n]*:')
_ENTRY_AHEAD = re.compile(r"[ \t\r\n]*[^ \t\r\n}\],;]")


class Parser(EntryReader):
    """Reads one container: the whole document, or one that an edit has touched."""

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
        elif char == "{" and (action := self._action_at(frame)):
            self._pass_action(frame, action)
        elif not self._leaves_frame(frame):
            self._take[frame.expect](self, frame, char)

    # -- states of an object ---------------------------------------------------

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
        elif char == "{" and (template := templates.templated_key(self.text, self.pos)):
            self._key(frame, template)
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

    # -- states of an array ----------------------------------------------------

    def _item(self, frame: Frame, char: str) -> None:
        """An item, after the opening bracket or a comma."""
        if self._takes_up(frame):
            return
        if char == ",":
            self._extra_comma(frame)
        elif char in OPENED and not self._is_template() and self._strays_into_blanks(frame):
            self._pass_over(frame, faults.STRAY_OPENER)
        elif not self._plain_entries(frame) and not self._member_among_items(frame, char):
            self._value(frame, char)

    # -- states of both --------------------------------------------------------

    def _separator(self, frame: Frame, char: str) -> None:
        """What stands between two entries."""
        if char == ",":
            self._comma(frame)
        elif char == ";" and _ENTRY_AHEAD.match(self.text, self.pos + 1):
            frame.note(faults.SEMICOLON, self.pos, self.pos + 1)
            self._comma(frame)
        elif frame.forgiving and not self._is_on_new_line() and not self._ends_word(frame, char):
            frame.expect = State.JUNK
        elif self._member_among_items(frame, char):
            return
        elif self._may_be_entry(frame, char):
            self._miss_comma(frame, char)
        else:
            fault = faults.SKIPPED if frame.forgiving else faults.UNEXPECTED
            frame.note(fault, self.pos, self.pos + self._token_width(), char)
            frame.expect = State.JUNK
        frame.forgiving = False

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

    # -- states of the document ------------------------------------------------

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
        if self._goes_on(frame):
            return
        is_choice = self.token_end == frame.action_end
        fault = faults.SKIPPED if is_choice else faults.AFTER_END
        frame.note(fault, self.pos, self.pos + self._token_width(), char)
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
    lost = by_brackets.residue
    return by_indentation if lost and (left or TANGLED not in lost) else by_brackets


def _parse(text: str, *, by_indentation: bool) -> Container:
    base = Frame(Kind.DOCUMENT, 0)
    tree = Parser(text, base, 0, by_indentation=by_indentation).run(len(text))
    assert tree is not None
    return tree
