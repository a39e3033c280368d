"""Formatting while somebody types: a closing bracket, a line break.

What is on one line stays there, however long it is: nothing may jump away
under the hands of the author.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.json.formatting.document import formatted
from bacalhau_ls.syntax.json.formatting.style import style_of
from bacalhau_ls.syntax.json.gaps import Entries, has_line_break, lead, line_start, starts_line
from bacalhau_ls.syntax.json.reading.brackets import PAIRS
from bacalhau_ls.syntax.tree import Node, deepest_at
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from bacalhau_ls.syntax.layout import Layout


def formatted_on_typing(
    text: str, top: Node, offset: int, typed: str, layout: Layout
) -> tuple[Edit, ...]:
    """What follows when *typed*, a closing bracket or line break, has been put before *offset*."""
    layout = replace(layout, line_width=sys.maxsize)
    if typed in PAIRS:
        return _bracket_closed(text, top, offset, layout)
    if typed == "\n":
        return _line_ended(text, top, offset, layout)
    return ()


# -- a closing bracket -----------------------------------------------------------


def _bracket_closed(text: str, top: Node, offset: int, layout: Layout) -> tuple[Edit, ...]:
    """The container that was closed, laid out."""
    innermost: Node | None = deepest_at(top, offset - 1)
    node = innermost
    while node is not None and not _ends_at(text, node, offset):
        node = node.parent
    if node is not None:
        return formatted(text, top, layout, Span(node.start + 1, node.end - 1))
    return _aligned(text, innermost, offset)


def _aligned(text: str, node: Node | None, offset: int) -> tuple[Edit, ...]:
    """A bracket first on its line, put below the line of the open one that it may close.

    While that one is still open, the place of a bracket is all that tells
    what it closes.
    """
    while node is not None and isinstance(node.green, Scalar):
        node = node.parent
    if node is None or not starts_line(text, offset - 1) or not _opens(text, node, offset):
        return ()
    start, indent = line_start(text, offset), lead(text, node.start)
    return edit_sets.minimal(text, [Edit(start, offset - 1, indent)])


def _opens(text: str, node: Node, offset: int) -> bool:
    """Whether *node* is still open and the bracket before *offset* could close it."""
    if not isinstance(node.green, Container) or node.green.closed:
        return False
    is_token = any(node.start + problem.start == offset - 1 for problem in node.green.problems)
    return is_token and text[node.start : node.start + 1] == PAIRS[text[offset - 1]]


def _ends_at(text: str, node: Node, offset: int) -> bool:
    green = node.green
    if not isinstance(green, Container) or node.kind is Kind.DOCUMENT:
        return False
    is_closed = green.closed and node.end == offset
    return is_closed and text[node.start : node.start + 1] == PAIRS.get(text[offset - 1])


# -- a line break ----------------------------------------------------------------


def _line_ended(text: str, top: Node, offset: int, layout: Layout) -> tuple[Edit, ...]:
    """The line above, tidied within itself, and the new line, indented."""
    start = line_start(text, offset)
    if start == 0:
        return ()
    unit = style_of(text, top, layout).unit
    indented = _indented(text, top, start, unit)
    return edit_sets.minimal(text, [*_tidied(text, top, start - 1, layout), *indented])


def _tidied(text: str, top: Node, end: int, layout: Layout) -> list[Edit]:
    """What puts the line before *end* right and leaves everything on it."""
    start = line_start(text, end)
    first = start + len(lead(text, start))
    edits = formatted(text, top, layout, Span(first + 1, end)) if first < end else ()
    return [
        edit
        for edit in edits
        if not has_line_break(edit.text, 0, len(edit.text))
        and not has_line_break(text, edit.start, edit.end)
    ]


def _indented(text: str, top: Node, start: int, unit: str) -> list[Edit]:
    """What indents the line at *start*, if an entry or a closing bracket is to stand there."""
    at = start + len(lead(text, start))
    container = _container_at(text, top, at)
    if container is None or not _is_between_entries(container, text, at):
        return []
    outer, entries = lead(text, container.start), Entries(text, container)
    if at == container.end - 1:
        indent = outer
    elif len(entries) and entries.start(0) < start and entries.starts_line(0):
        indent = lead(text, entries.start(0))
    else:
        indent = outer + unit
    return [Edit(start, at, indent)]


def _container_at(text: str, top: Node, offset: int) -> Node | None:
    """The innermost object or array around *offset*, or the one that is opened just before it."""
    behind = len(text[:offset].rstrip(" \t\r\n")) - 1
    if text[behind : behind + 1] in ("{", "["):
        opened = deepest_at(top, behind)
        if opened.start == behind and isinstance(opened.green, Container):
            return opened
    node: Node | None = deepest_at(top, offset)
    while node is not None and not _surrounds(node, offset):
        node = node.parent
    return None if node is None or node.kind is Kind.DOCUMENT else node


def _surrounds(node: Node, offset: int) -> bool:
    green = node.green
    return isinstance(green, Container) and green.closed and node.start < offset < node.end


def _is_between_entries(container: Node, text: str, offset: int) -> bool:
    """Whether *offset* is in white space behind a bracket, a comma, a comment or an entry."""
    green = container.green
    assert isinstance(green, Container)
    if container.end <= offset:
        return not green.closed
    entries = Entries(text, container)
    starts = green.key_offsets or green.offsets
    index = bisect_left(starts, offset - container.start)
    gap = entries.gap(index)
    is_inside = any(token.start < offset < token.end for token in entries.tokens(index))
    return gap.start <= offset <= gap.end and not is_inside
