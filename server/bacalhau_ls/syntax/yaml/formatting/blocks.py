"""Where the entries of blocks and their values are to stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.yaml.formatting.flow import FlowPrinter
from bacalhau_ls.syntax.yaml.formatting.gaps import Place
from bacalhau_ls.syntax.yaml.formatting.plain import Block, PlainPrinter
from bacalhau_ls.syntax.yaml.formatting.style import BEHIND_DASH
from bacalhau_ls.syntax.yaml.formatting.survey import is_plain
from bacalhau_ls.syntax.yaml.formatting.texts import move_text, spans_lines

if TYPE_CHECKING:
    from bacalhau_ls.syntax.yaml.formatting.page import Page
    from bacalhau_ls.syntax.yaml.formatting.soundness import Broken
    from bacalhau_ls.syntax.yaml.formatting.style import Style

_SIGN: Final = re.compile(r"([ \t]*)[:-]([ \t]*)([^ \t\r\n#]?)")
"""The sign in front of a value, the blanks around it, and what follows in its line."""
_PROPERTY_LINE: Final = re.compile(r"[\r\n][ \t]*([&!])")


class _Entry(NamedTuple):
    """An entry of a block."""

    start: int
    column: int
    new_column: int
    sign: int
    """Where its sign or the blanks before it start: behind the key, or at the dash."""
    inner: int
    """The column that its value is to stand at, if it is on a line of its own."""
    until: int
    """Where the next entry starts, or what is behind the block."""


class BlockPrinter:
    """Lays out all blocks of a page."""

    def __init__(self, page: Page, style: Style, broken: Broken) -> None:
        self._page = page
        self._style = style
        self._broken = broken
        self._flow = FlowPrinter(page, style, broken)
        self._plain = PlainPrinter(page, style, self._flow, self._entry)
        self._may_hold_comments = True
        self._pending: list[Block] = []

    def document(self, document: Container, limit: int) -> None:
        """Lay out the value of the document, which ends before *limit*."""
        page, root, start = self._page, document.children[0], document.offsets[0]
        page.take_comments(document, 0)
        self._may_hold_comments = document.troubled
        if id(document) in self._broken.faulty:
            page.keep(0, limit)
            page.release(start, start + root.width)
        if isinstance(root, Scalar):
            page.keep(start, max(page.last_before(limit), start))
        elif not root.block:
            self._flow.lay_out(Place(root, start, 0, 0))
        else:
            column = root.entry_column if self._stays(root, start) else 0
            self._pending.append(Block(root, start, column, limit))
        while self._pending:
            self._block(self._pending.pop())

    def _stays(self, green: Container, start: int) -> bool:
        is_inside = self._page.is_within(start, start + green.width)
        return id(green) in self._broken.pinned or not is_inside

    def _block(self, block: Block) -> None:
        if is_plain(block.green) and not self._stays(block.green, block.start):
            self._plain.lay_out(block)
            if self._may_hold_comments:
                self._plain.place_ends(block)
            return
        page, green, within = self._page, block.green, self._page.within
        is_faulty = id(green) in self._broken.faulty
        if is_faulty:
            page.keep(block.start, max(page.last_before(block.until), block.start))
        page.take_comments(green, block.start)
        count = len(green.children)
        first = bisect_left(green.offsets, within.start - block.start)
        for index in range(max(first - 1, 0), count):
            start = block.start + green.starts[index]
            if start > within.end:
                break
            if is_faulty:
                self._faulty_entry(block, index)
            else:
                self._entry(block, index)

    def _faulty_entry(self, block: Block, index: int) -> None:
        """An entry that stays as it is; only blocks that are in it are laid out."""
        child, at = block.green.children[index], block.start + block.green.offsets[index]
        self._page.note(block.start + block.green.starts[index])
        if isinstance(child, Container) and child.block:
            self._page.release(at, at + child.width)
            self._pending.append(Block(child, at, child.entry_column, _until(block, index)))

    def _entry(self, block: Block, index: int) -> None:
        page, green = self._page, block.green
        start = block.start + green.starts[index]
        child, at = green.children[index], block.start + green.offsets[index]
        is_list = isinstance(child, Container) and child.block and child.kind is Kind.ARRAY
        if green.kind is Kind.OBJECT:
            sign = start + green.keys[index].width
            inner = block.column + (self._style.dash if is_list else self._style.unit)
        else:
            sign, inner = start, block.column + BEHIND_DASH
        entry = _Entry(
            start, page.column_of(start), block.column, sign, inner, _until(block, index)
        )
        page.place(start, block.column)
        if isinstance(child, Scalar):
            self._scalar(child, at, entry)
        else:
            self._container(child, at, entry)

    def _scalar(self, scalar: Scalar, at: int, entry: _Entry) -> None:
        page = self._page
        self._space(entry, at)
        if page.line_of(at) > page.line_of(entry.start):
            page.place(at, entry.inner)
        if spans_lines(scalar.text):
            columns = entry.column, entry.new_column
            move_text(page, at, scalar.text, columns, entry.inner)

    def _container(self, child: Container, at: int, entry: _Entry) -> None:
        page = self._page
        is_below = page.line_of(at) > page.line_of(entry.start)
        if child.block:
            stays = self._stays(child, at)
            column = child.entry_column if stays else entry.inner
            if is_below or column == entry.inner:
                self._space(entry, at)
            if not stays:
                self._properties(entry, at)
            self._pending.append(Block(child, at, column, entry.until))
            return
        used = self._space(entry, at)
        if is_below:
            self._properties(entry, at)
            page.place(at, entry.inner)
            self._flow.lay_out(Place(child, at, entry.inner, entry.inner))
        else:
            self._flow.lay_out(Place(child, at, entry.new_column, used))

    def _space(self, entry: _Entry, at: int) -> int:
        """One blank between the sign of an entry and its value, none before; where that stands."""
        page = self._page
        found = _SIGN.match(page.text, entry.sign)
        if found is None:
            return entry.inner
        if found[1] and page.text[entry.start] != "*":
            page.replace(*found.span(1), "")
        if found[3]:
            page.replace(*found.span(2), " ")
        return entry.new_column + found.start(1) - entry.start + len(": ") + at - found.end(2)

    def _properties(self, entry: _Entry, at: int) -> None:
        """Place tags and anchors that stand on lines of their own before a value."""
        for found in _PROPERTY_LINE.finditer(self._page.text, entry.sign, at):
            self._page.place(found.start(1), entry.new_column + self._style.unit)


def _until(block: Block, index: int) -> int:
    """Where what is behind an entry starts: the next one, or what is behind the block."""
    starts = block.green.starts
    return block.start + starts[index + 1] if index + 1 < len(starts) else block.until
