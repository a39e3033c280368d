"""What is kept with each task is what a reading from scratch gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.features import inlay_hints as hints_of
from bacalhau_ls.features import semantic_tokens as tokens_of
from bacalhau_ls.features.inlay_hints import inlay_hints
from bacalhau_ls.features.semantic_tokens import semantic_tokens
from bacalhau_ls.settings import InlayHints
from bacalhau_ls.text import Edit, Span
from tests.strategies import BASES, broken_texts, histories

if TYPE_CHECKING:
    import pytest

    from bacalhau_ls.specification import Specification

SPECIFICATION = guide().specification
TEXT = """{"Type": "batch", "Tasks": [
  {"Engine": {"Type": "docker"}, "Timeouts": {"TotalTimeout": 60}},
  {"Engine": {"Type": "wasm"}, "Resources": {"Memory": "1GB"}}
], "Count": 1}"""


def everywhere(document: Document) -> Span:
    return Span(0, len(document.text))


@settings(max_examples=60, deadline=None)
@given(broken_texts() | st.sampled_from(BASES))
def test_by_tasks_is_as_at_once(text: str) -> None:
    document = Document.read(text)
    whole = everywhere(document)

    tokens = semantic_tokens(document, SPECIFICATION)
    hints = inlay_hints(document, SPECIFICATION, whole, InlayHints())

    assert tokens == semantic_tokens(document, SPECIFICATION, whole)
    assert set(hints) == set(hints_of._within(document, SPECIFICATION, whole))


@settings(max_examples=30, deadline=None)
@given(histories())
def test_after_edits_as_from_scratch(history: tuple[str, list[Edit]]) -> None:
    text, edits = history
    document = Document.read(text)
    semantic_tokens(document, SPECIFICATION)
    edited = document.edited(edits)
    afresh = Document.read(edited.content)

    assert semantic_tokens(edited, SPECIFICATION) == semantic_tokens(afresh, SPECIFICATION)


def test_an_edit_costs_its_own_task(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    document = Document.read(TEXT)
    touching = tokens_of._touching

    def noted(document: Document, specification: Specification, part: Span) -> object:
        asked.append(document.content[part.start : part.end])
        return touching(document, specification, part)

    semantic_tokens(document, SPECIFICATION)
    monkeypatch.setattr(tokens_of, "_touching", noted)
    at = TEXT.index("60")
    semantic_tokens(document.edited([Edit(at, at + 2, "61")]), SPECIFICATION)

    assert [part[:22] for part in asked] == [
        '{"Type": "batch", "Tas', '{"Engine": {"Type": "d', ', "Count": 1}',
    ]  # fmt: skip
