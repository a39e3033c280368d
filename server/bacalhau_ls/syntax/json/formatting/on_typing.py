"""Formatting while somebody types: a closing bracket, a line break."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.formatting.document import formatted
from bacalhau_ls.syntax.json.gaps import Entries, lead, line_start
from bacalhau_ls.syntax.json.habits import indent_of
from bacalhau_ls.syntax.json.reading.brackets import PAIRS
from bacalhau_ls.syntax.tree import Node, deepest_at
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.layout import Layout

TRIGGERS = ("}", "]", "\n")


def formatted_on_typing(
    text: str, top: Node, offset: int, typed: str, layout: Layout
) -> tuple[Edit, ...]:
    """What follows when *typed*, one of `TRIGGERS`, has been put before *offset*."""
    if typed in PAIRS:
        return _closed(text, top, offset, layout)
    if typed == "\n":
        return _broken(text, top, offset, layout)
    return ()


def _closed(text: str, top: Node, offset: int, layout: Layout) -> tuple[Edit, ...]:
    """The container that was closed, laid out."""
    node: Node | None = deepest_at(top, offset - 1)
    while node is not None and not _ends_at(text, node, offset):
        node = node.parent
    if node is None:
        return ()
    return formatted(text, top, layout, Span(node.start + 1, node.end - 1))


def _ends_at(text: str, node: Node, offset: int) -> bool:
    green = node.green
    is_closed = isinstance(green, Container) and green.closed and node.end == offset
    return is_closed and text[node.start : node.start + 1] == PAIRS.get(text[offset - 1])


def _broken(text: str, top: Node, offset: int, layout: Layout) -> tuple[Edit, ...]:
    """The line above, tidied within itself, and the new line, indented."""
    start = line_start(text, offset)
    container = _container_at(top, offset)
    if start == 0 or container is None:
        return ()
    above = line_start(text, start - 1)
    first = above + len(lead(text, above))
    tidied = formatted(text, top, layout, Span(first + 1, start - 1)) if first + 1 < start else ()
    unit = layout.indent or indent_of(text, top) or layout.usual_indent
    return edit_sets.minimal(text, [*tidied, *_indented(text, container, start, unit)])


def _indented(text: str, container: Node, start: int, unit: str) -> Iterator[Edit]:
    old = lead(text, start)
    at = start + len(old)
    entries = Entries(text, container)
    if not _is_between_entries(entries, at):
        return
    outer = lead(text, container.start)
    if at == container.end - 1:
        yield Edit(start, at, outer)
    elif len(entries) and entries.start(0) < start and entries.starts_line(0):
        yield Edit(start, at, lead(text, entries.start(0)))
    else:
        yield Edit(start, at, outer + unit)


def _container_at(top: Node, offset: int) -> Node | None:
    """The innermost closed object or array around *offset*."""
    node: Node | None = deepest_at(top, offset)
    while node is not None and not _surrounds(node, offset):
        node = node.parent
    return None if node is None or node.kind is Kind.DOCUMENT else node


def _surrounds(node: Node, offset: int) -> bool:
    green = node.green
    return isinstance(green, Container) and green.closed and node.start < offset < node.end


def _is_between_entries(entries: Entries, offset: int) -> bool:
    """Whether *offset* is in white space behind a bracket, a comma, a comment or an entry."""
    green = entries.node.green
    assert isinstance(green, Container)
    starts = green.key_offsets or green.offsets
    index = bisect_left(starts, offset - entries.node.start)
    gap = entries.gap(index)
    is_inside = any(token.start < offset < token.end for token in entries.tokens(index))
    return gap.start <= offset <= gap.end and not is_inside
