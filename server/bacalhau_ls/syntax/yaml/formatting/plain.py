"""Blocks without errors, comments and long texts: gap by gap, each compared with what it is to be.

This is what nearly all of a large document is, so it is made to be fast. What
turns out to be laid out well already is remembered with its green container:
after an edit only what is around the edit is looked at again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.yaml.formatting.gaps import Place
from bacalhau_ls.syntax.yaml.formatting.style import BEHIND_DASH
from bacalhau_ls.syntax.yaml.formatting.texts import spans_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.yaml.formatting.flow import FlowPrinter
    from bacalhau_ls.syntax.yaml.formatting.page import Page
    from bacalhau_ls.syntax.yaml.formatting.style import Style

_LINES: Final = re.compile(r"[ \t\r\n]*[\r\n]([ \t]*)")
_DASH: Final = "- "
_SIGNS: Final = frozenset({": ", _DASH})
_BARE_SIGNS: Final = frozenset({":", "-"})
_LAID_OUT: Final = "laid out"
_WORTH_REMEMBERING: Final = 200


class Block(NamedTuple):
    """A block that is to be laid out."""

    green: Container
    start: int
    column: int
    """The column that its entries are to stand at."""
    until: int
    """Where what is behind it starts."""


class PlainPrinter:
    """Lays out plain blocks; what is odd about an entry is left to *odd_entry*."""

    def __init__(
        self, page: Page, style: Style, flow: FlowPrinter, odd_entry: Callable[[Block, int], None]
    ) -> None:
        self._page = page
        self._style = style
        self._flow = flow
        self._odd_entry = odd_entry
        self._doubts = 0
        """How often it is not certain that all is well already."""

    def lay_out(self, block: Block) -> None:
        """Lay out a block and all in it."""
        self._page.place(block.start, block.column)
        self._block(block.green, block.start, block.column)

    def place_ends(self, block: Block) -> None:
        """Place the last entry of each block that ends with this one: comments may follow."""
        green, start, column, _ = block
        while True:
            self._page.place(start + green.starts[-1], column)
            child = green.children[-1]
            if not isinstance(child, Container) or not child.block:
                return
            column = self._column_in(green, child, column)
            green, start = child, start + green.offsets[-1]

    def _block(self, green: Container, start: int, column: int) -> None:
        """Lay out a block whose first entry is placed already."""
        memo, known = green.memo, (self._style, column)
        if memo.get(_LAID_OUT) == known:
            return
        before = self._changes()
        self._entries(green, start, column)
        if green.width > _WORTH_REMEMBERING and self._changes() == before:
            memo[_LAID_OUT] = known

    def _changes(self) -> int:
        return len(self._page.edits) + len(self._page.columns) + self._doubts

    def _entries(self, green: Container, start: int, column: int) -> None:
        text, wanted, end = self._page.text, self._style.newline + " " * column, start
        for index, child in enumerate(green.children):
            entry, at = start + green.starts[index], start + green.offsets[index]
            if not self._value(green, index, at, column):
                self._doubts += 1
                self._odd_entry(Block(green, start, column, start + green.width), index)
            elif index and text[end:entry] != wanted:
                self._indent(end, entry, column)
            end = at + child.width

    def _indent(self, end: int, entry: int, column: int) -> None:
        """Place an entry that stands behind what ends at *end*."""
        gap = self._page.text[end:entry]
        found = _LINES.fullmatch(gap)
        if found is None:
            self._doubts += 1
        elif found[1] != " " * column:
            self._page.columns[entry - len(found[1])] = column
        elif gap != self._style.newline * 2 + " " * column:
            self._doubts += 1  # blanks at line ends, or blank lines

    # -- values ------------------------------------------------------------------

    def _value(self, green: Container, index: int, at: int, column: int) -> bool:
        """Lay out a value, unless there is something odd about how it stands behind its sign."""
        child = green.children[index]
        before = green.keys[index].width if green.keys else 0
        sign = self._page.text[at - green.offsets[index] + green.starts[index] + before : at]
        if isinstance(child, Scalar):
            return sign in _SIGNS if child.width else sign in _BARE_SIGNS
        if child.block:
            return self._block_value(child, at, sign, self._column_in(green, child, column))
        if sign not in _SIGNS or spans_lines(self._page.text[at : at + child.width]):
            return False
        self._flow.lay_out(Place(child, at, column, column + before + len(sign)))
        return True

    def _block_value(self, child: Container, at: int, sign: str, column: int) -> bool:
        newline = self._style.newline
        if sign != _DASH and sign != f":{newline}{' ' * column}":
            if sign != f":{newline}{' ' * child.entry_column}":
                return False
            self._page.columns[at - child.entry_column] = column
        self._block(child, at, column)
        return True

    def _column_in(self, green: Container, child: Green, column: int) -> int:
        """The column of the entries of *child*, a block in *green*, whose own stand at *column*."""
        if green.kind is Kind.ARRAY:
            return column + BEHIND_DASH
        return column + (self._style.dash if child.kind is Kind.ARRAY else self._style.unit)
