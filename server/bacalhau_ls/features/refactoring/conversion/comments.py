"""All comments of a document, also those that its tree does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.syntax.tree import comments_in
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document

_COMMENT: Final = re.compile(r"(?<![^\s,\[\]{}])#[^\r\n]*")
_HEADER: Final = re.compile(r"(?:[!&]\S*\s+)*[|>][-+0-9]*[ \t]+(#[^\r\n]*)")


def comments_of(document: Document) -> list[Span]:
    """The spans of the comments, in the order of the text."""
    found = set(comments_in(document.top))
    if document.notation is YAML and "#" in document.content:
        found |= set(_between_scalars(document))
    return sorted(found)


def _between_scalars(document: Document) -> Iterator[Span]:
    """The comments of YAML: also behind the sign of a text and behind the end of the document."""
    start = 0
    for offset, scalar in _scalars(document.tree):
        yield from _in_gap(document.content, start, offset)
        if header := _HEADER.match(scalar.text):
            yield Span(*header.span(1)).shifted(offset)
        start = max(start, offset + scalar.width)
    yield from _in_gap(document.content, start, len(document.content))


def _in_gap(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _COMMENT.finditer(text, start, end) if "#" in text[start:end] else ():
        yield Span(*found.span())


def _scalars(top: Container) -> Iterator[tuple[int, Scalar]]:
    """Keys and values with their offsets, in the order of the text."""
    pending: list[tuple[Container, int, int]] = [(top, 0, 0)]
    while pending:
        container, start, index = pending.pop()
        if index == len(container.children):
            continue
        pending.append((container, start, index + 1))
        if container.keys:
            yield start + container.key_offsets[index], container.keys[index]
        child, offset = container.children[index], start + container.offsets[index]
        if isinstance(child, Container):
            pending.append((child, offset, 0))
        else:
            yield offset, child
