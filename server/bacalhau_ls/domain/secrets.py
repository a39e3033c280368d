"""Where secrets stand in a spec, and the spec without them, for what others may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.domain.credentials import (
    is_literal,
    is_secret_name,
    may_hold_credentials,
    secret_part,
)
from bacalhau_ls.domain.mentions import Characters
from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_COVER = "*"
_SHORTEST = 4
"""Characters; anything shorter would be found everywhere."""


def secrets(document: Document) -> Iterator[Span]:
    """Where secrets stand: by the name they have, or by their own form."""
    pending = [(document.top, False)] if may_hold_credentials(document.content) else []
    while pending:
        node, is_named = pending.pop()
        if isinstance(node.green, Scalar):
            yield from _in_scalar(document, node, is_named=is_named)
        elif node.kind is Kind.OBJECT:
            for member in node:
                pending.append((member, is_named or is_secret_name(member.name or "")))
                pending.extend((key, False) for key in (member.key,) if key)
        else:
            pending.extend((child, is_named) for child in node)


def concealed(document: Document) -> Text:
    """The text with something else in the place of each secret; all offsets stay."""
    pieces, end = [], 0
    for span in sorted(secrets(document)):
        if span.start >= end:
            pieces += [document.content[end : span.start], _COVER * (span.end - span.start)]
            end = span.end
    return Text("".join([*pieces, document.content[end:]])) if pieces else document.text


def secret_words(document: Document) -> set[str]:
    """The secrets themselves, as they are written."""
    found = (document.content[slice(*span)].strip("\"'") for span in secrets(document))
    return {word for word in found if len(word) >= _SHORTEST}


def _in_scalar(document: Document, node: Node, *, is_named: bool) -> Iterator[Span]:
    text = node.green.value if isinstance(node.green, Scalar) else None
    if is_named and node.green.width:
        if not isinstance(text, str) or is_literal(text):
            yield Characters(document, node).content or node.span
    elif isinstance(text, str) and (place := secret_part(text)):
        characters = Characters(document, node)
        yield characters.span(*place) if characters.text else node.span
