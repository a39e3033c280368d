"""The comments that silence findings: what they name, and which line they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.document import MARK
from bacalhau_ls.syntax.tree import comment_at, comments_within
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document

_DIRECTIVE = re.compile(
    rf"{MARK}[ \t]*(?P<name>ignore-file|ignore)\b(?!-)(?:[ \t]*\[(?P<codes>[^\[\]\r\n]*)\])?"
)
_WORD = re.compile(r"[^\s,]+")
_COMMA = re.compile(r"\s*,\s*")


class Directive(NamedTuple):
    """One order in a comment to silence findings."""

    name: str
    comment: Span
    span: Span
    with_blanks: Span
    """It and the blanks before it."""
    brackets: Span
    """Where its list of codes is; empty if it has none."""
    line: int | None
    """The line that it silences; None for all."""
    ignores: tuple[Ignore, ...]
    """What it names; nothing if the author has forgotten that."""
    is_alone: bool
    """Whether the comment says nothing else."""


class Ignore(NamedTuple):
    """One code that a directive names."""

    code: str
    span: Span
    item: Span
    """The code with one of the commas around it."""


def directives(document: Document) -> Iterator[Directive]:
    """All that comments order, in the order of the text."""
    if not document.may_address_us:
        return
    lines = _CommentLines(document)
    for comment in comments_to_us(document):
        yield from _directives_in(document, comment, lines)


def comments_to_us(document: Document) -> Iterator[Span]:
    """The comments that hold our mark; nobody goes through the others."""
    at = document.content.find(MARK)
    while at >= 0:
        comment = comment_at(document.top, at)
        if comment is not None:
            yield comment
        at = document.content.find(MARK, comment.end if comment else at + 1)


def _directives_in(document: Document, comment: Span, lines: _CommentLines) -> Iterator[Directive]:
    text = document.content[comment.start : comment.end]
    for found in _DIRECTIVE.finditer(text):
        line = lines.silenced_by(comment) if found["name"] == "ignore" else None
        is_alone = not re.search(r"\w", text[: found.start()] + text[found.end() :])
        span = Span(*found.span()).shifted(comment.start)
        brackets = Span(found.end("name"), found.end()).shifted(comment.start)
        ignores = tuple(_ignores(text, found, comment.start))
        blanks = found.start() - len(text[: found.start()].rstrip(" \t"))
        with_blanks = Span(span.start - blanks, span.end)
        name = found["name"]
        yield Directive(name, comment, span, with_blanks, brackets, line, ignores, is_alone)


def _ignores(text: str, directive: re.Match[str], base: int) -> Iterator[Ignore]:
    start, end = directive.span("codes")
    for word in _WORD.finditer(text, start, end) if start >= 0 else ():
        item = _item(text, word, directive).shifted(base)
        yield Ignore(word.group(), Span(*word.span()).shifted(base), item)


def _item(text: str, word: re.Match[str], directive: re.Match[str]) -> Span:
    """A code in a list of codes, with the comma that goes when it goes."""
    start, end = directive.span("codes")
    if comma := _COMMA.match(text, word.end(), end):
        return Span(word.start(), comma.end())
    before = text[start : word.start()]
    return Span(start + len(before.rstrip(" \t,")), word.end())


class _CommentLines:
    """Which line a comment is about; no line is looked at twice."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._top = document.top
        self._below: dict[int, int | None] = {}
        """The first line that is more than a comment, from a line on."""
        self._mixed: dict[int, bool] = {}
        """Whether something else than comments and blanks stands on a line."""

    def silenced_by(self, comment: Span) -> int:
        """A line of *comment*, or the first one below that is more than a comment."""
        first = self._text.line_of(comment.start)
        last = self._text.line_of(comment.end)
        for line in (first, last):
            if self._besides_comments(line):
                return line
        below = self._first_from(last + 1)
        return last if below is None else below

    def _first_from(self, line: int) -> int | None:
        passed = []
        while line < self._text.line_count and line not in self._below:
            passed.append(line)
            if self._besides_comments(line) or not self._text.line_text(line).strip():
                self._below[line] = line
                break
            line += 1
        found = self._below.get(line)
        self._below.update(dict.fromkeys(passed, found))
        return found

    def _besides_comments(self, line: int) -> bool:
        if line not in self._mixed:
            rest = next(filter(None, map(str.strip, self._pieces(self._text.line_span(line)))), "")
            self._mixed[line] = bool(rest) and not rest.startswith("#")
        return self._mixed[line]

    def _pieces(self, line: Span) -> Iterator[str]:
        """What stands on a line between its comments."""
        at, content = line.start, self._text.content
        for comment in comments_within(self._top, line):
            yield content[at : comment.start]
            at = max(at, comment.end)
        yield content[at : line.end]
