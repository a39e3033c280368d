"""No feature fails on any text at any place, and all that it gives lies in the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.features.document_symbols import document_symbols
from bacalhau_ls.features.folding import folding_ranges
from bacalhau_ls.text import Edit
from tests.corpora import corpus_files
from tests.features.checking import _of_symbols, check, spans_at
from tests.features.marks import SURROUNDINGS, marked, surrounded
from tests.strategies import broken_texts, histories

if TYPE_CHECKING:
    from pathlib import Path

FULL = """"Name": "job", "Type": "batch", "Tasks": [{"Name": "main",
  "Env": {"A": "$B", "B": "/in/x"},
  "Engine": {"Type": "docker", "Params":
    {"Image": "ubuntu", "Parameters": ["${A}", "\\"/in\\u00e9"]}},
  "Resources": {"CPU": "1", "Memory": "1GB"}, "Timeouts": {"QueueTimeout": 60},
  "InputSources": [{"Alias": "a", "Target": "/in",
    "Source": {"Type": "s3", "Params": {"Bucket": "bucket", "Key": "k"}}}],
  "ResultPaths": [{"Name": "o", "Path": "/out", "Type": "file"}]}]"""


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
