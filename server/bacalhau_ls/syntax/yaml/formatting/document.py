"""Formatting a document, or a stretch of it: other white space between the same tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.yaml.formatting.blocks import BlockPrinter
from bacalhau_ls.syntax.yaml.formatting.comments import align_comments, place_comments
from bacalhau_ls.syntax.yaml.formatting.ends import place_end, trim_lines
from bacalhau_ls.syntax.yaml.formatting.page import Page
from bacalhau_ls.syntax.yaml.formatting.soundness import broken_containers, is_same
from bacalhau_ls.syntax.yaml.formatting.style import style_of
from bacalhau_ls.syntax.yaml.reading.incremental import reparse
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit

_SMALL: Final = 100_000
"""Texts up to this size are read again in any case, larger ones only if they are broken."""


def formatted(text: str, top: Node, layout: Layout, within: Span | None = None) -> tuple[Edit, ...]:
    """The edits that format *text*, or what starts *within* a stretch of it.

    None if that would change what is read.
    """
    document = top.green
    assert isinstance(document, Container)
    page = Page(text, within or Span(0, len(text)))
    limit = page.end_of_document(document)
    style, broken = style_of(text, top, layout), broken_containers(text, document)
    BlockPrinter(page, style, broken).document(document, limit)
    place_comments(page)
    align_comments(page)
    page.indent_lines()
    trim_lines(page, layout, limit)
    place_end(page, document, layout, style)
    edits = edit_sets.condensed(text, edit_sets.minimal(text, sorted(page.edits)))
    if not edits or (len(text) > _SMALL and not broken.faulty):
        return edits
    return edits if is_same(document, _reread(document, text, edits)) else ()


def _reread(document: Container, text: str, edits: Sequence[Edit]) -> Container:
    """The tree of *text* after *edits*."""
    one = edit_sets.as_one(text, edits)
    return reparse(document, text, edit_sets.applied(text, [one]), one)
