"""Folding: what can be collapsed, and what is to be seen in its place."""

from __future__ import annotations

import re
from collections import deque
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.domain import labels, places
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.tree import comments_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_REGION = re.compile(r"\W{0,6}#(region|endregion)\b[ \t]*([^\r\n*]*)")


class Sort(Enum):
    """What kind of text is folded."""

    VALUE = auto()
    COMMENT = auto()
    REGION = auto()


class Fold(NamedTuple):
    """Lines that can be collapsed; the first one stays to be seen."""

    start_line: int
    end_line: int
    sort: Sort
    collapsed_text: str
    """What to show in their place; empty if there is no better word than the usual."""


def folding_ranges(document: Document, limit: int = 5000) -> list[Fold]:
    """All folds, one for each line that one starts on; of too many the outer ones are kept."""
    folds: dict[int, Fold] = {}
    for fold in _all(document):
        if len(folds) >= limit:
            break
        if fold.end_line > fold.start_line:
            folds.setdefault(fold.start_line, fold)
    return sorted(folds.values())


def _all(document: Document) -> Iterator[Fold]:
    comments = list(comments_in(document.top))
    yield from _regions(document, comments)
    yield from _values(document)
    yield from _comments(document, comments)


# -- objects and arrays --------------------------------------------------------


def _values(document: Document) -> Iterator[Fold]:
    """The objects and arrays of more than one line, the outer levels first."""
    pending = deque([(document.root, places.JOB)])
    while pending:
        node, path = pending.popleft()
        fold = _fold_of(document, node, path)
        if fold is None:
            continue
        yield fold
        for child in node:
            if isinstance(child.green, Container):
                pending.append((child, places.step(path, child)))


def _fold_of(document: Document, node: Node, path: places.Path) -> Fold | None:
    if not isinstance(node.green, Container) or not node.green.children:
        return None
    text = document.text
    start, first, last = (text.line_of(at) for at in (node.start, _opening(node), node.end))
    if start == first == last:
        return None
    closing_line = 1 if node.green.closed else 0
    label = labels.item_label(path, node) or labels.member_label(path, node)
    return Fold(first, last - closing_line, Sort.VALUE, label)


def _opening(node: Node) -> int:
    """What stays to be seen: the bracket, or the key or dash that a block stands below."""
    parent = node.parent
    if parent is None or not node.green.block:
        return node.start
    if parent.kind is Kind.DOCUMENT:
        return node.end  # nothing stands above it
    assert isinstance(parent.green, Container)
    return parent.start + parent.green.starts[node.index]


# -- comments ------------------------------------------------------------------


def _comments(document: Document, comments: list[Span]) -> Iterator[Fold]:
    """Comments of more than one line, and lines that hold one each and nothing else."""
    first, last = 0, -1
    for comment in comments:
        if _REGION.match(document.content, *comment):
            continue
        start, end = (document.text.line_of(offset) for offset in comment)
        if not _is_alone(document, comment):
            yield Fold(start, end, Sort.COMMENT, "")
            continue
        if start != last + 1:
            yield Fold(first, last, Sort.COMMENT, "")
            first = start
        last = end
    yield Fold(first, last, Sort.COMMENT, "")


def _is_alone(document: Document, comment: Span) -> bool:
    """Whether nothing stands before a comment on its line."""
    start = document.text.line_start(document.text.line_of(comment.start))
    return not document.content[start : comment.start].strip()


def _regions(document: Document, comments: list[Span]) -> Iterator[Fold]:
    """What stands between ``// #region`` and ``// #endregion``."""
    opened: list[tuple[int, str]] = []
    for comment in comments:
        match = _REGION.match(document.content, *comment)
        if match is None:
            continue
        line = document.text.line_of(comment.start)
        if match[1] == "region":
            opened.append((line, match[2].strip()))
        elif opened:
            start, title = opened.pop()
            yield Fold(start, line, Sort.REGION, title)
