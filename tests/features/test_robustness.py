"""No feature fails on any text at any place, and all that it gives lies in the text."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from bacalhau_ls.text import Edit, Span
from tests.corpora import corpus_files
from tests.features.marks import SURROUNDINGS, marked, surrounded
from tests.strategies import broken_texts, histories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPECIFICATION = guide().specification
FULL = """"Name": "job", "Type": "batch", "Tasks": [{"Name": "main",
  "Env": {"A": "$B", "B": "/in/x"},
  "Engine": {"Type": "docker", "Params":
    {"Image": "ubuntu", "Parameters": ["${A}", "\\"/in\\u00e9"]}},
  "Resources": {"CPU": "1", "Memory": "1GB"}, "Timeouts": {"QueueTimeout": 60},
  "InputSources": [{"Alias": "a", "Target": "/in",
    "Source": {"Type": "s3", "Params": {"Bucket": "bucket", "Key": "k"}}}],
  "ResultPaths": [{"Name": "o", "Path": "/out", "Type": "file"}]}]"""


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


@settings(max_examples=150, deadline=None)
@given(broken_texts(), st.integers(0, 200))
def test_any_text(text: str, offset: int) -> None:
    check(Document.read(text), min(offset, len(text)))


@settings(max_examples=100, deadline=None)
@given(histories(), st.integers(0, 2000))
def test_specs_that_are_being_edited(history: tuple[str, list[Edit]], offset: int) -> None:
    text, edits = history
    document = Document.read(text)
    for edit in edits:
        document = document.edited([edit])
    check(document, min(offset, len(document.text)))


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_a_full_spec_at_every_place(surroundings: str) -> None:
    document = Document.read(marked(surrounded(FULL, surroundings)).text)
    for offset in range(len(document.text) + 1):
        list(spans_at(document, offset))


@pytest.mark.parametrize(
    "path", corpus_files("corpus/bacalhau-json/*.json")[::12], ids=lambda path: path.stem
)
def test_prefixes_of_real_specs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for end in range(0, len(text) + 1, max(len(text) // 12, 1)):
        document = Document.read(text[:end])
        for offset in {end, end - 1, end // 2, end * 3 // 4} - {-1}:
            check(document, offset)


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"Tasks":['])
def test_deep_nesting(opening: str) -> None:
    """Nothing recurses."""
    document = Document.read(opening * 3_000)
    check(document, len(document.text) // 2)


def test_long_lists() -> None:
    tasks = [{"Name": "a", "InputSources": [{"Target": "/in"}]}] * 1_000
    document = Document.read(json.dumps({"Tasks": tasks}, indent=0))
    check(document, len(document.text) // 2)
    symbols = document_symbols(document, limit=100)

    assert sum(1 for _ in _of_symbols(symbols)) <= 100
    assert len(folding_ranges(document, limit=100)) <= 100
