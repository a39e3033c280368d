"""All features at one place of a text: none fails, and all that they give lies in the text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features import names
from bacalhau_ls.features.code_lens import code_lenses
from bacalhau_ls.features.document_symbols import Symbol, document_symbols
from bacalhau_ls.features.folding import folding_ranges
from bacalhau_ls.features.hover import hover
from bacalhau_ls.features.inlay_hints import inlay_hints
from bacalhau_ls.features.links import document_links
from bacalhau_ls.features.selection import selection_ranges
from bacalhau_ls.features.semantic_tokens import semantic_tokens
from bacalhau_ls.features.workspace_symbols import symbols_of
from bacalhau_ls.settings import InlayHints
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECIFICATION = guide().specification


def spans_at(document: Document, offset: int) -> Iterator[Span]:
    """All places that the features that are asked about one place speak of."""
    if found := hover(document, SPECIFICATION, offset):
        assert found.content.markdown
        assert found.content.plain
        yield found.span
    grown = selection_ranges(document, offset)
    assert all(b.start <= a.start and a.end <= b.end for a, b in pairwise(grown))
    yield from grown
    for use in names.highlights(document, offset):
        yield use.span
    if name := names.renameable(document, offset):
        is_sign = document.content[offset : offset + 1] in ("&", "*")
        assert name.span.covers(offset + is_sign)
        yield name.span


def spans_of(document: Document) -> Iterator[Span]:
    """All places that the features that are asked about a whole file speak of."""
    findings = diagnose(document)
    yield from (lens.span for lens in code_lenses(document, findings))
    whole = Span(0, len(document.text))
    hints = inlay_hints(document, SPECIFICATION, whole, InlayHints())
    yield from (Span(hint.offset, hint.offset) for hint in hints)
    yield from _in_order([link.span for link in document_links(document, lambda _: True)])
    tokens = semantic_tokens(document, SPECIFICATION)
    yield from _in_order([token.span for token in tokens])
    assert all("\n" not in document.content[t.span.start : t.span.end] for t in tokens)
    for fold in folding_ranges(document):
        assert 0 <= fold.start_line < fold.end_line < document.text.line_count
    for symbol in symbols_of(document):
        yield symbol.span
    yield from _of_symbols(document_symbols(document))


def _in_order(spans: list[Span]) -> list[Span]:
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return spans


def _of_symbols(symbols: list[Symbol]) -> Iterator[Span]:
    for symbol in symbols:
        assert symbol.name.strip()
        assert symbol.span.start <= symbol.selection.start
        assert symbol.selection.end <= symbol.span.end
        yield symbol.span
        yield from _of_symbols(symbol.children)


def check(document: Document, offset: int) -> None:
    length = len(document.text)
    for start, end in (*spans_at(document, offset), *spans_of(document)):
        assert 0 <= start <= end <= length
