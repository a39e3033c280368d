r"""The tolerant reader of YAML.

A state machine over an explicit stack, so that nesting costs no recursion. Line
by line it sees by its indentation which open block an entry belongs to, the one
at its column or else the nearest, and reads the entry::

    line -> entry -> node -> line ...
               \-> (nothing yet) -> line

What it does next depends on the stack and on the text that follows, never on
what the open containers hold already; it never looks further ahead than to the
end of the next line that is more than blanks and comments. `incremental` is
built on that. Whatever the text is, the outcome is one tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.actions import end_of_actions, template_block
from bacalhau_ls.syntax.yaml.reading.block_text import block_text, column_of_text
from bacalhau_ls.syntax.yaml.reading.brackets import OPENED
from bacalhau_ls.syntax.yaml.reading.controls import with_controls
from bacalhau_ls.syntax.yaml.reading.entries import EntryReader
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    BLANKS,
    LINE_END,
    NO_TEXT,
    PROPERTY,
    end_of_key,
    end_of_text,
    is_dash,
    is_marker,
    is_separated,
    next_line,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import NOWHERE, Mode
from bacalhau_ls.syntax.yaml.reading.placing import NAME_ALONE
from bacalhau_ls.syntax.yaml.reading.plain import plain, refused, with_colon
from bacalhau_ls.syntax.yaml.reading.properties import scalar_with_property
from bacalhau_ls.syntax.yaml.reading.scalar_tokens import scalar_token

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Container
    from bacalhau_ls.syntax.yaml.reading.frame import Frame

_BOM: Final = "\ufeff"


class Parser(EntryReader):
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

    # -- values --------------------------------------------------------------------

    def _node(self) -> None:
        """Read the value that is due in the innermost block."""
        frame, text, start = self.frames[-1], self.text, self.pos
        char = text[start]
        if self.compact and (kind := self._kind_of_block(start)) is not None:
            self.open_block(kind)
        elif char == "-" and is_separated(text, start + 1):
            end = end_of_text(text, start)
            problem = Problem(0, end - start, faults.ITEM_IN_LINE)
            self._take_scalar(frame, Scalar(Kind.WORD, text[start:end], None, (problem,)))
        elif char in "&!":
            self._property(frame)
        elif char in "|>":
            self._take_scalar(frame, block_text(text, start, frame.entry_column))
        else:
            scalar = scalar_token(text, start, frame.entry_column)
            if scalar is None and char == "{":
                scalar = template_block(text, start, frame.entry_column)
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
        if text.startswith("{{", start) and template_block(text, start, self.column):
            return self._kind_below(start)
        if end_of_key(text, start) is not None or self._complex_key(start) is not None:
            return Kind.OBJECT
        if text[start] == "?" and is_separated(text, start + 1):
            return Kind.OBJECT
        return self._kind_below(start)

    def _kind_below(self, start: int) -> Kind | None:
        """What the line below, at the same column, makes of what is none itself."""
        text = self.text
        if text[start] in NO_TEXT and not text.startswith("{{", start):
            return None
        lines = BLANK_LINES.match(text, next_line(text, end_of_actions(text, start) or start))
        assert lines is not None
        below = place_in_line(text, lines.end())
        if below.column != self.column or is_marker(text, below):
            return None
        if is_dash(text, below.offset):
            is_item = self.frames[-1].kind is Kind.ARRAY
            is_line = NAME_ALONE.match(text, start) or end_of_actions(text, start)
            return Kind.ARRAY if is_line and not is_item else None
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
        scalar = with_controls(scalar)
        tabs_from = self._tabs_behind(frame, end)
        if frame.property is not None:
            start, _ = frame.property
            scalar = scalar_with_property(self.text[start : self.pos], scalar)
        self.add(frame, scalar, start)
        self.pos = end
        if end and self.text[end - 1] in "\r\n":
            self.mode = Mode.LINE  # text that keeps the empty lines behind it
        else:
            self.end_line(frame)
        self.tabs_from = tabs_from

    def _tabs_behind(self, frame: Frame, end: int) -> int:
        """The column from which on tabs below the scalar that ends at *end* belong to it."""
        text, start = self.text, self.pos
        if text[start] in "|>":
            return column_of_text(text, start, frame.entry_column)
        is_quoted = text[start] in "\"'*"
        return NOWHERE if is_quoted or not LINE_END.match(text, end) else frame.column + 1


def parse(text: str) -> Container:
    """The tree of a whole document."""
    return Parser(text).run()
