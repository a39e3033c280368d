"""Formatting while somebody types: a line break, a closing bracket.

What is on one line stays there, however long it is: nothing may jump away
under the hands of the author.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.tree import Node, deepest_at
from bacalhau_ls.syntax.yaml.formatting.comments import place_comments
from bacalhau_ls.syntax.yaml.formatting.flow import FlowPrinter
from bacalhau_ls.syntax.yaml.formatting.gaps import Place
from bacalhau_ls.syntax.yaml.formatting.page import Page, line_start
from bacalhau_ls.syntax.yaml.formatting.soundness import NOTHING_BROKEN
from bacalhau_ls.syntax.yaml.formatting.style import BEHIND_DASH, Style, newline_of, unit_of
from bacalhau_ls.syntax.yaml.formatting.texts import block_header
from bacalhau_ls.syntax.yaml.reading.lines import BLANKS
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.layout import Layout

_CLOSERS: Final = ("}", "]")


def formatted_on_typing(
    text: str, top: Node, offset: int, typed: str, layout: Layout
) -> tuple[Edit, ...]:
    """What follows when *typed*, a closing bracket or line break, has been put before *offset*."""
    unit = unit_of(top, layout)
    if typed in _CLOSERS:
        return _bracket_closed(text, top, offset, unit)
    if typed == "\n":
        return _line_ended(text, top, offset, unit)
    return ()


# -- a closing bracket -----------------------------------------------------------


def _bracket_closed(text: str, top: Node, offset: int, unit: int) -> tuple[Edit, ...]:
    """The container that was closed, laid out."""
    node: Node | None = deepest_at(top, max(offset - 1, 0))
    while node is not None and not _ends_at(node, offset):
        node = node.parent
    if node is None or node.green.troubled:
        return ()
    assert isinstance(node.green, Container)
    page = Page(text, node.span)
    style = Style(unit, 0, sys.maxsize, trims_lines=True, newline=newline_of(text))
    outer = _entry_column(text, node)
    FlowPrinter(page, style, NOTHING_BROKEN).lay_out(Place(node.green, node.start, outer, None))
    place_comments(page)
    page.indent_lines()
    return edit_sets.minimal(text, sorted(page.edits))


def _ends_at(node: Node, offset: int) -> bool:
    green = node.green
    return (
        isinstance(green, Container) and green.closed and node.end == offset and bool(node.parent)
    )


def _entry_column(text: str, node: Node) -> int:
    """The column of the entry of a block that *node* is in."""
    while node.parent is not None:
        owner = node.parent.green
        assert isinstance(owner, Container)
        if owner.block:
            start = node.parent.start + owner.starts[node.index]
            return start - line_start(text, start)
        node = node.parent
    return 0


# -- a line break ----------------------------------------------------------------


class _Entry(NamedTuple):
    """An entry of a block, and its value."""

    column: int
    inner: int
    """Where what belongs to it stands."""
    value: Node


def _line_ended(text: str, top: Node, offset: int, unit: int) -> tuple[Edit, ...]:
    """The line above without blanks at its end, and the new line, indented."""
    start = line_start(text, offset)
    if start == 0:
        return ()
    end = start - (2 if text.startswith("\r\n", start - 2) else 1)
    first = line_start(text, end)
    bare = first + len(text[first:end].rstrip(" \t"))
    entry = _entry_at(text, top, bare, unit)
    if entry is None or _is_in_quotes(entry.value, start):
        return ()
    edits = [] if _is_in_block_text(entry.value, first) else [Edit(bare, end, "")]
    if bare > first:
        column = _column_below(_Break(text, first, bare, start), entry, unit)
        edits.append(Edit(start, _lead_end(text, start), " " * column))
    return edit_sets.minimal(text, edits)


def _entry_at(text: str, top: Node, offset: int, unit: int) -> _Entry | None:
    """The innermost entry of a block that starts in front of *offset*."""
    node, entry = top.child(0), None
    while isinstance(green := node.green, Container) and green.block and node.start <= offset:
        index = bisect_right(green.starts, offset - node.start) - 1
        if index < 0:
            break
        start = node.start + green.starts[index]
        column = start - line_start(text, start)
        inner = column + (unit if green.kind is Kind.OBJECT else BEHIND_DASH)
        node = node.child(index)
        entry = _Entry(column, inner, node)
    return entry


def _is_in_quotes(value: Node, offset: int) -> bool:
    raw = value.green.text if isinstance(value.green, Scalar) else ""
    return raw[:1] in ("'", '"') and value.start < offset <= value.end


def _is_in_block_text(value: Node, first: int) -> bool:
    raw = value.green.text if isinstance(value.green, Scalar) else ""
    return block_header(raw) is not None and value.start < first


class _Break(NamedTuple):
    """A line break that has been typed."""

    text: str
    first: int
    """Where the line above starts."""
    bare: int
    """Where it ends, less the blanks."""
    start: int
    """Where the new line starts."""


def _column_below(here: _Break, entry: _Entry, unit: int) -> int:
    """The column for what stands behind the line break."""
    text, value = here.text, entry.value
    own = _lead_end(text, here.first) - here.first
    if text[here.first + own] == "#" or _is_in_block_text(value, here.first):
        return own
    if isinstance(value.green, Container):
        return _column_by_container(here, entry, unit)
    if header := block_header(value.green.text):
        return entry.column + header.indent if header.indent else entry.inner
    is_due = value.kind is Kind.MISSING and text[value.start - 1] in ":-"
    return entry.inner if is_due or here.start < value.end else entry.column


def _column_by_container(here: _Break, entry: _Entry, unit: int) -> int:
    text, value = here.text, entry.value
    assert isinstance(value.green, Container)
    if value.start > here.bare:  # between a key and its block
        line = line_start(text, value.start)
        return entry.inner if line == here.start else value.start - line
    if not value.green.block and (here.start < value.end or not value.green.closed):
        return _column_in_brackets(here, entry, unit)
    return entry.column


def _column_in_brackets(here: _Break, entry: _Entry, unit: int) -> int:
    text, inmost = here.text, deepest_at(entry.value, here.bare)
    while not _is_around(inmost, here) and inmost.parent is not None and inmost != entry.value:
        inmost = inmost.parent
    line = line_start(text, inmost.start)
    is_beside = line == line_start(text, entry.value.start)
    outer = entry.column if is_beside else _lead_end(text, line) - line
    if text.startswith(_CLOSERS, _lead_end(text, here.start)):
        return outer
    return outer + unit if line == here.first else _lead_end(text, here.first) - here.first


def _is_around(node: Node, here: _Break) -> bool:
    if not isinstance(node.green, Container) or node.start >= here.bare:
        return False
    return here.start < node.end or not node.green.closed


def _lead_end(text: str, start: int) -> int:
    """Where the blanks at the start of a line end."""
    found = BLANKS.match(text, start)
    assert found is not None
    return found.end()
