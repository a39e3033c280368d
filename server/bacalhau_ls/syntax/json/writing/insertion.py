"""Putting entries into a container: at their place, with commas, lines and indentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.json.gaps import Entries, Sort, has_line_break, lead, needs_line_end
from bacalhau_ls.syntax.json.writing.attachment import leading_comments, trailing_comments
from bacalhau_ls.syntax.json.writing.literals import LINE_WIDTH
from bacalhau_ls.syntax.json.writing.removal import own_comma
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.json.gaps import Token
    from bacalhau_ls.syntax.json.habits import Habits, Lines
    from bacalhau_ls.syntax.json.writing.pieces import Piece, Written

_LINE_END = re.compile(r"[ \t]*[\r\n]")


class Manner(NamedTuple):
    """How things are written at the place of an insertion."""

    lines: Lines
    habits: Habits

    @property
    def space(self) -> str:
        """What stands between a comma and the next entry on the same line."""
        return self.habits.comma.removeprefix(",")


def insert(entries: Entries, index: int, piece: Piece, manner: Manner) -> list[Edit]:
    """Put *piece* before the entry *index*, or at the end."""
    if not len(entries):
        return [_into_empty(entries, piece, manner)]
    if index == 0:
        return [_in_front(entries, piece, manner)]
    return _behind(entries, index - 1, piece, manner)


def _into_empty(entries: Entries, piece: Piece, manner: Manner) -> Edit:
    text, lines, (start, end) = entries.text, manner.lines, entries.inner
    tokens = entries.tokens(0)
    behind = tokens[-1].end if tokens else start
    if not (piece.needs_lines or _opens_up(entries) or has_line_break(text, start, behind)):
        padding = " " if tokens else manner.habits.padding
        return Edit(behind, end, padding + "".join(piece.flat()) + padding)
    outer = lead(text, entries.node.start)
    written = piece.unfolded(lines, outer + lines.indent)
    is_broken = tokens and has_line_break(text, behind, end)
    closing = text[behind:end] if is_broken else lines.newline + outer
    return Edit(behind, end, lines.newline + outer + lines.indent + "".join(written) + closing)


def _opens_up(entries: Entries) -> bool:
    """Whether what comes into this empty container gets lines of its own."""
    node, parent = entries.node, entries.node.parent
    if parent is None or parent.kind is Kind.DOCUMENT or has_line_break(entries.text, *node.span):
        return True
    return Entries(entries.text, parent).starts_line(node.index)


def _in_front(entries: Entries, piece: Piece, manner: Manner) -> Edit:
    text, newline = entries.text, manner.lines.newline
    leading = leading_comments(entries, 0)
    at = leading[0].start if leading else entries.start(0)
    if entries.starts_line(0) or piece.needs_lines:
        is_first = entries.starts_line(0)
        indent = lead(text, at) if is_first else lead(text, at) + manner.lines.indent
        written = piece.unfolded(manner.lines, indent)
        before = "" if is_first else newline + indent
        return Edit(at, at, f"{before}{written.entry},{written.behind}{newline}{indent}")
    written = piece.flat()
    return Edit(at, at, f"{written.entry},{written.behind}{manner.space}")


def _behind(entries: Entries, index: int, piece: Piece, manner: Manner) -> list[Edit]:
    comma, trailing = own_comma(entries, index), trailing_comments(entries, index)
    end = entries.end(index)
    at = max([end, *(each.end for each in trailing), comma.end if comma else end])
    following = "," if comma is not None or index + 1 < len(entries) else ""
    own_line = next((i for i in (index, index + 1) if _starts_line(entries, i)), None)
    if own_line is None and not piece.needs_lines and not _ends_with_line_comment(trailing, at):
        written = _like(entries, index, piece, manner)
        new = manner.space + written.entry + following + written.behind
        return [Edit(at, at, new if comma else f",{new}")]
    if own_line is None:
        indent = lead(entries.text, end) + manner.lines.indent
    else:
        indent = lead(entries.text, entries.start(own_line))
    new = manner.lines.newline + indent + _unfolded(entries, at, piece, following, manner, indent)
    if comma:
        return [Edit(at, at, new)]
    return [Edit(at, at, f",{new}")] if at == end else [Edit(end, end, ","), Edit(at, at, new)]


def _like(entries: Entries, index: int, piece: Piece, manner: Manner) -> Written:
    """The text of *piece* behind another entry on its line, with lines inside if that has some."""
    end = entries.end(index)
    if entries.node.kind is Kind.ARRAY and has_line_break(entries.text, entries.start(index), end):
        return piece.unfolded(manner.lines, lead(entries.text, end))
    return piece.flat()


def _on_its_lines(entries: Entries, piece: Piece, manner: Manner, indent: str) -> Written:
    """The text of *piece* on lines of its own: one line if the last object is written so."""
    if entries.node.kind is Kind.ARRAY and not piece.needs_lines and _ends_in_line(entries):
        written = piece.flat()
        if len(indent) + len(written.entry) < LINE_WIDTH:
            return written
    return piece.unfolded(manner.lines, indent)


def _ends_in_line(entries: Entries) -> bool:
    """Whether the last entry is an object that is written on one line."""
    last = entries.node.child(len(entries) - 1)
    is_filled = last.kind is Kind.OBJECT and len(last) > 0
    return is_filled and not has_line_break(entries.text, *last.span)


def _unfolded(
    entries: Entries, at: int, piece: Piece, following: str, manner: Manner, indent: str
) -> str:
    written = _on_its_lines(entries, piece, manner, indent)
    needs_break = needs_line_end(written.behind) and not _ends_line(entries.text, at)
    line_break = manner.lines.newline + indent if needs_break else ""
    return written.entry + following + written.behind + line_break


def _starts_line(entries: Entries, index: int) -> bool:
    return index < len(entries) and entries.starts_line(index)


def _ends_with_line_comment(trailing: list[Token], at: int) -> bool:
    return any(each.sort is Sort.LINE_COMMENT and each.end == at for each in trailing)


def _ends_line(text: str, offset: int) -> bool:
    return _LINE_END.match(text, offset) is not None
