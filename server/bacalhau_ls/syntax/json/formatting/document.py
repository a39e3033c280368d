"""Formatting a document, or a stretch of it: other white space between the same tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.formatting.differences import respacings, respacings_within
from bacalhau_ls.syntax.json.formatting.printing import Printer
from bacalhau_ls.syntax.json.formatting.soundness import broken_containers, is_same
from bacalhau_ls.syntax.json.formatting.spacing import Ends, Lines, comments_and_comma, open_gap
from bacalhau_ls.syntax.json.formatting.style import style_of
from bacalhau_ls.syntax.json.gaps import lead, line_breaks, tokens_between
from bacalhau_ls.syntax.json.reading.incremental import reparse
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit

_BYTE_ORDER_MARK = "\ufeff"


def formatted(text: str, top: Node, layout: Layout, within: Span | None = None) -> tuple[Edit, ...]:
    """The edits that format *text*, or what starts *within* a stretch of it.

    None if that would change what is read: it can where brackets are missing.
    """
    style, broken = style_of(text, top, layout), broken_containers(top)
    printer = Printer(text, style, broken, within or Span(0, len(text)))
    new = _printed(printer, top, layout)
    edits = respacings(text, new) if within is None else respacings_within(text, new, within)
    if edits and any(broken) and not is_same(top.green, _reread(text, top, edits)):
        return ()
    return edits


def _reread(text: str, top: Node, edits: Sequence[Edit]) -> Container:
    """The tree of *text* after *edits*."""
    assert isinstance(top.green, Container)
    one = edit_sets.as_one(text, edits)
    return reparse(top.green, text, edit_sets.applied(text, [one]), one)


def _printed(printer: Printer, top: Node, layout: Layout) -> str:
    """The text as it is to be."""
    text, root = printer.text, top.child(0)
    head, tail = Span(0, root.start), Span(root.end, len(text))
    before, behind, outer = text[: root.start], text[root.end :], lead(text, root.start)
    if root.kind is not Kind.MISSING and not printer.is_broken(top.green):
        lines = Lines(printer.style, "", "")
        if printer.touches(head):
            before = _head(text, head, lines)
        if printer.is_within(root.start):
            outer = ""
        if printer.touches(tail):
            behind = _tail(text, tail, lines, layout)
    value = text[root.start : root.end]
    if isinstance(root.green, Container):
        value = printer.value(root.green, root.start, outer, 0, 0)
    return before + value + behind


def _head(text: str, gap: Span, lines: Lines) -> str:
    """What is to stand before the value of the document."""
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    gap = gap._replace(start=len(mark))
    if not tokens_between(text, *gap):
        return mark
    new = open_gap(text, gap, Ends(opens=True), lines)
    return text[: gap.end] if new is None else mark + new.lstrip(" \r\n")


def _tail(text: str, gap: Span, lines: Lines, layout: Layout) -> str:
    """What is to stand behind the value of the document."""
    tokens = tokens_between(text, *gap)
    if any(not token.is_comment for token in tokens):
        return text[gap.start :]
    last = tokens[-1].end if tokens else gap.start
    count = line_breaks(text, last, gap.end)
    if layout.trims_end:
        count = min(count, 1)
    if layout.final_newline is not None:
        count = max(count, 1) if layout.final_newline else 0
    body = comments_and_comma(text, gap, tokens, Ends(closes=True), lines)
    return body + lines.style.newline * count
