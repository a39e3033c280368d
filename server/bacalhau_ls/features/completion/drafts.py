"""The text of a draft: plain, and as a snippet of LSP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.openings import Stop
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.openings import Draft

_SPECIAL = re.compile(r"[\\$}]")


def plain_text(draft: Draft) -> str:
    """The text with what its stops hold at first."""
    return "".join(piece.text if isinstance(piece, Stop) else piece for piece in draft.pieces)


def stop_spans(draft: Draft) -> Iterator[Span]:
    """Where the stops are in the plain text."""
    at = 0
    for piece in draft.pieces:
        end = at + len(piece.text if isinstance(piece, Stop) else piece)
        if isinstance(piece, Stop):
            yield Span(at, end)
        at = end


def snippet_text(draft: Draft) -> str:
    """The text in the language of snippets that LSP defines."""
    return "".join(
        _placeholder(piece) if isinstance(piece, Stop) else escaped(piece) for piece in draft.pieces
    )


def _placeholder(stop: Stop) -> str:
    return f"${{{stop.number}:{escaped(stop.text)}}}" if stop.text else f"${stop.number}"


def escaped(text: str) -> str:
    """A text without stops in that language."""
    return _SPECIAL.sub(r"\\\g<0>", text)
