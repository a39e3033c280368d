"""Taking keys, values and commas, also where brackets or signs around them are lost."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.json.reading import faults, templates
from bacalhau_ls.syntax.json.reading.brackets import TANGLED
from bacalhau_ls.syntax.json.reading.frame import AFTER_VALUE, FIRST, MISSING, OPENED, Frame, State
from bacalhau_ls.syntax.json.reading.nesting import Nesting
from bacalhau_ls.syntax.json.reading.plain import PLAIN_SCALAR
from bacalhau_ls.syntax.json.reading.reader import COLON_FOLLOWS
from bacalhau_ls.syntax.template_blocks import Role, end_of_action, may_give_comma, role_of
from bacalhau_ls.syntax.templating import BROKEN_TEMPLATE, OPENING, mended
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Container

# What shows that a key among items is no slip: an object or a list, or another member.
_MEMBERS = re.compile(
    r'"[^"\\\x00-\x1f]*"[ \t\r\n]*:[ \t\r\n]*'
    rf'(?:[\[{{]|(?:{PLAIN_SCALAR})[ \t\r\n]*,[ \t\r\n]*"[^"\\\x00-\x1f]*"[ \t\r\n]*:)'
)


_BETWEEN_ENTRIES = (State.SEPARATOR, State.TAIL)
_AMONG_VALUES = (State.ITEM, State.DOCUMENT)


class EntryReader(Nesting):
    """Puts entries into the innermost container."""

    def __init__(self, text: str, base: Frame, pos: int, *, by_indentation: bool) -> None:
        super().__init__(text, base, pos, by_indentation=by_indentation)
        self.resume: Callable[[Frame, int], Container | None] | None = None
        """Asked at each entry of the base frame whether the rest is known already."""

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

    # -- templates -------------------------------------------------------------

    def _action_at(self, frame: Frame) -> Span | None:
        """The template at the token that stands for no key and no value in *frame*."""
        action = templates.template_at(self.text, self.pos)
        role = role_of(action.group()) if action else Role.GIVES
        action = action or BROKEN_TEMPLATE.match(self.text, self.pos)
        if action is None or frame.expect is State.JUNK:
            return None
        return self._span_of(action) if self._is_no_entry(frame, role, action.end()) else None

    def _is_no_entry(self, frame: Frame, role: Role, end: int) -> bool:
        is_silent = role is not Role.OPENS and role is not Role.GIVES
        if is_silent or frame.expect in _BETWEEN_ENTRIES:
            return True
        if frame.expect is State.ENTRY:
            return not self._is_templated_key()
        is_alone = role is Role.OPENS and templates.ends_line(self.text, end)
        return is_alone and frame.expect in _AMONG_VALUES

    def _span_of(self, action: re.Match[str]) -> Span:
        """The action with all that it defines."""
        return Span(action.start(), end_of_action(self.text, action.start()) or action.end())

    def _is_templated_key(self) -> bool:
        key = templates.templated_key(self.text, self.pos)
        return key is not None and bool(COLON_FOLLOWS.match(self.text, self.pos + key.width))

    def _pass_action(self, frame: Frame, action: Span) -> None:
        """Go on behind an action such as ``{{if .x}}``; what it gives is not known."""
        raw = self.text[slice(*action)]
        frame.note(faults.TEMPLATE_ACTION, *action)
        if not raw.startswith(OPENING):
            frame.note(faults.BROKEN_TEMPLATE, *action, mended(raw))
        self.pos = self.token_end = frame.action_end = action.end

    def _may_have_comma(self, frame: Frame) -> bool:
        """Whether the comma that is missing here may come from a template."""
        last = frame.children[-1] if frame.children else None
        is_open = isinstance(last, Scalar) and last.kind is Kind.PLACEHOLDER
        return self.token_end == frame.action_end or (
            is_open and isinstance(last, Scalar) and may_give_comma(last.text)
        )

    def _open_without_key(self, frame: Frame, char: str) -> None:
        if self._strays_into_blanks(frame):
            self._pass_over(frame, faults.STRAY_OPENER)
            return
        frame.note(faults.MISSING_KEY, self.pos, self.pos + 1)
        self._open(char)

    def _open_lost(self, frame: Frame) -> None:
        """Read the members of an object whose opening brace is lost."""
        frame.note(faults.MISSING_BRACE, frame.colon + 1, frame.colon + 1)
        self._open_without_bracket(frame.entry_column)
        self.frames[-1].entry_column = self._indent

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

    def _value(self, frame: Frame, char: str) -> None:
        if char == ":":
            frame.note(faults.UNEXPECTED, self.pos, self.pos + 1, char)
            self._advance(1)
            return
        template = templates.templated_value(self.text, self.pos) if char not in "\"'[" else None
        if template is None and char in OPENED:
            self._open(char)
            return
        scalar = template or self._scalar(char)
        if not scalar.width:
            self._stray(frame)
            return
        if scalar.problems and scalar.problems[-1].fault is faults.OPEN_BLOCK:
            frame.loose += TANGLED
        frame.add(scalar, self.pos)
        frame.forgiving = scalar.faulty
        frame.expect = AFTER_VALUE[frame.kind]
        self._advance(scalar.width)

    def _ends_word(self, frame: Frame, char: str) -> bool:
        """Whether a key in quotes is what ends a word without them: ``1GB "Disk": ...``."""
        last = frame.children[-1].kind if frame.children else None
        return last is Kind.WORD and char == '"' and not self._is_on_new_line() and self._is_key()

    def _miss_comma(self, frame: Frame, char: str) -> None:
        """Take what follows as the next entry though no comma stands before it."""
        if not self._may_have_comma(frame):
            is_known = frame.forgiving and not self._ends_word(frame, char)
            fault = faults.FORGIVEN if is_known else faults.MISSING_COMMA
            frame.note(fault, self.token_end, self.token_end)
        elif self.token_end != frame.action_end:
            frame.note(faults.COMMA_OF_TEMPLATE, self.token_end, self.token_end)
        frame.expect = FIRST[frame.kind]

    def _comma(self, frame: Frame) -> None:
        is_certain = self.token_end != frame.action_end
        frame.comma = self.pos if is_certain else -1
        frame.expect = FIRST[frame.kind]
        self._advance(1)

    def _extra_comma(self, frame: Frame) -> None:
        if self.token_end != frame.action_end:
            frame.note(faults.EXTRA_COMMA, self.pos, self.pos + 1)
        frame.comma = -1
        self._advance(1)

    def _stray(self, frame: Frame) -> None:
        frame.note(faults.STRAY_CHARACTER, self.pos, self.pos + 1, self.text[self.pos])
        if frame.key is not None:
            frame.add(MISSING, self.pos)
        frame.expect = State.JUNK
        self._advance(1)

    def _may_be_entry(self, frame: Frame, char: str) -> bool:
        """Whether the token can be the next entry, had there been a comma."""
        if frame.kind is Kind.ARRAY:
            return char != ":"
        return self._is_key() or (char in "\"'" and self._is_on_new_line())

    def _takes_up(self, frame: Frame) -> bool:
        """Whether the rest of the base frame was taken over from the version before."""
        if self.resume is None or len(self.frames) > 1:
            return False
        if self.text[self.pos : self.pos + 1] in OPENED and self._strays_into_blanks(frame):
            return False
        self.result = self.resume(frame, self.pos)
        return self.result is not None
