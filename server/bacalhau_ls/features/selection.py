"""Selection ranges: what to select next when a selection is to grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.domain.mentions import Characters
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.tree import comments_of
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.cursor import Cursor
    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

_MOST_STEPS = 60
"""Protocols and clients nest these; further out only the whole text is offered."""
_BRACKETS = {"{": "}", "[": "]"}


def selection_ranges(document: Document, offset: int) -> list[Span]:
    """Stretches of text around *offset*, each within the next; the last is the whole text."""
    found = [Span(offset, offset)]
    for span in _candidates(document, offset):
        inner = found[-1]
        if span != inner and span.start <= inner.start and inner.end <= span.end:
            found.append(span)
        if len(found) > _MOST_STEPS:
            break
    whole = Span(0, len(document.text))
    grown = found[1:] or [whole]
    return grown if grown[-1] == whole else [*grown, whole]


def _candidates(document: Document, offset: int) -> Iterator[Span]:
    cursor = locate(document, offset)
    if cursor.role is Role.COMMENT:
        yield from _comment(cursor)
    elif cursor.token.end > cursor.token.start:
        yield from _token(document, cursor)
    for container in (cursor.container, *cursor.container.ancestors()):
        if container.kind is not Kind.DOCUMENT:
            yield from _container(document, container)
            yield from _entry(document, container)


def _comment(cursor: Cursor) -> Iterator[Span]:
    for comment in comments_of(cursor.container):
        if comment.covers(cursor.offset):
            yield comment


def _token(document: Document, cursor: Cursor) -> Iterator[Span]:
    """Inside the quotes, with them, and the entry that the token is in."""
    token = cursor.node
    if cursor.role is Role.KEY and cursor.node.key is not None:
        token = cursor.node.key
    if content := Characters(document, token).content:
        yield content
    yield token.span
    yield from _entry(document, cursor.node)


def _entry(document: Document, node: Node) -> Iterator[Span]:
    """A member or item, then with the comma behind it."""
    span = node.member_span
    yield span
    end = span.end
    while document.content[end : end + 1] in (" ", "\t"):
        end += 1
    if document.content[end : end + 1] == ",":
        yield Span(span.start, end + 1)


def _container(document: Document, node: Node) -> Iterator[Span]:
    """What is between the brackets, then with them."""
    green = node.green
    closing = _BRACKETS.get(document.content[node.start : node.start + 1])
    is_closed = isinstance(green, Container) and green.closed
    if is_closed and closing == document.content[node.end - 1 : node.end]:
        yield Span(node.start + 1, node.end - 1)
    yield node.span
