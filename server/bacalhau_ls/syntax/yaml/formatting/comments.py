"""Comments: those on lines of their own, and those behind something."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.yaml.formatting.page import LINE_START

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.yaml.formatting.page import Anchor, Page


def place_comments(page: Page) -> None:
    """Indent each comment that has its line for itself like what it belongs to.

    That is what follows, or a deeper block that ends there, if the comment is
    indented like its entries.
    """
    if not page.comments:
        return
    anchors = sorted(page.anchors)
    open_blocks: list[Anchor] = []
    at = 0
    for offset in sorted(page.comments):
        line = page.line_of(offset)
        if page.kept[line] & LINE_START or page.content_start(line) != offset:
            continue
        while at < len(anchors) and anchors[at].line < line:
            _enter(open_blocks, anchors[at])
            at += 1
        following = anchors[at] if at < len(anchors) else None
        column = _column_beside(open_blocks, following, offset - page.starts[line])
        if column is not None:
            page.columns[page.starts[line]] = column


def _enter(open_blocks: list[Anchor], anchor: Anchor) -> None:
    while open_blocks and open_blocks[-1].column >= anchor.column:
        open_blocks.pop()
    open_blocks.append(anchor)


def _column_beside(
    open_blocks: Sequence[Anchor], following: Anchor | None, column: int
) -> int | None:
    for block in reversed(open_blocks):
        if following is not None and block.column <= following.column:
            break
        if block.column <= column:
            return block.new_column
    if following is not None:
        return following.new_column
    return open_blocks[0].new_column if open_blocks else None


# -- behind something -------------------------------------------------------------


class _Trailing(NamedTuple):
    """A comment behind something on its line."""

    line: int
    column: int
    blanks: int
    """How many are in front of it."""
    offset: int
    end_of_rest: int
    """The column at which what is in front of it is to end."""


def align_comments(page: Page) -> None:
    """Keep comments on consecutive lines that start at one column together."""
    group: list[_Trailing] = []
    for comment in _trailing(page):
        last = group[-1] if group else None
        if last and (last.line + 1, last.column) != (comment.line, comment.column):
            _align(page, group)
            group = []
        group.append(comment)
    _align(page, group)


def _align(page: Page, group: Sequence[_Trailing]) -> None:
    if len(group) < 2:  # noqa: PLR2004 - one is alone
        return
    column = max(each.end_of_rest for each in group) + min(each.blanks for each in group)
    for each in group:
        blanks = " " * (column - each.end_of_rest)
        page.replace(each.offset - each.blanks, each.offset, blanks)


def _trailing(page: Page) -> Iterator[_Trailing]:
    if not page.comments:
        return
    edits = sorted(page.edits)
    starts = [edit.start for edit in edits]
    growth = [0, *accumulate(edit.delta for edit in edits)]
    for offset in sorted(page.comments):
        line = page.line_of(offset)
        start, content = page.starts[line], page.content_start(line)
        if content == offset or page.kept[line] or not page.is_within(offset, offset):
            continue
        rest = page.text[start:offset]
        bare = rest.rstrip(" ")
        first, last = bisect_left(starts, start), bisect_left(starts, start + len(bare))
        if "\t" in rest or any("\n" in e.text or "\r" in e.text for e in edits[first:last]):
            continue
        column = page.columns.get(start, content - start)
        end = column + len(bare) - (content - start) + growth[last] - growth[first]
        yield _Trailing(line, offset - start, len(rest) - len(bare), offset, end)
