"""What holds at every place of every text."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import Item, complete
from bacalhau_ls.text import Span
from tests.completion.accepting import accepted, expanded
from tests.corpora import corpus_files
from tests.strategies import BASES, SPEC, broken_texts, histories

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.tree import Node

CORPUS = corpus_files("corpus/bacalhau-json/*.json")
TO_BE_FILLED_IN = {"missing-property"}
COLON = re.compile(r"\s*:?\s*")


def items_at(text: str, offset: int) -> list[Item]:
    return complete(Document.read(text), guide(), offset)


def check(text: str, offset: int, items: Iterable[Item]) -> None:
    """Every edit is inside the text, what is replaced is on the line of the cursor."""
    for item in items:
        start, end = item.span
        assert 0 <= start <= offset <= end <= len(text)
        assert not {"\n", "\r"} & set(text[start:end])
        assert all(0 <= edit.start <= edit.end <= start for edit in item.elsewhere)
        assert all(Span(edit.start, edit.end) != item.span for edit in item.elsewhere)
        if text[start:offset][:1] in ('"', "'"):
            assert item.filter_text[0] == text[start]
        assert not item.snippet or expanded(item.snippet) == item.edit.text


@settings(max_examples=150, deadline=None)
@given(broken_texts() | st.sampled_from(BASES), st.integers(0, 10_000))
@example('{""{', 3)  # behind the closing quote
def test_no_text_and_no_place_is_too_broken(text: str, place: int) -> None:
    offset = place % (len(text) + 1)

    check(text, offset, items_at(text, offset))


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 10_000))
def test_it_does_not_matter_how_a_text_came_about(history: tuple[str, list], place: int) -> None:  # type: ignore[type-arg]
    first, edits = history
    document = Document.read(first).edited(edits)
    offset = place % (len(document.text) + 1)

    assert complete(document, guide(), offset) == items_at(document.content, offset)


@pytest.mark.parametrize("path", CORPUS[::6], ids=lambda path: path.stem[:40])
def test_prefixes_of_real_specs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for end in range(0, len(text), max(1, len(text) // 25)):
        check(text[:end], end, items_at(text[:end], end))
        check(text, end, items_at(text, end))


# -- accepting ----------------------------------------------------------------------


def gist(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def value_behind(document: Document, offset: int) -> Span:
    """The value that follows the key that ends at *offset*, if one does."""
    colon = COLON.match(document.content, offset)
    key = document.content[:offset].rstrip(": ")
    start = colon.end() if colon else offset
    node: Node | None = document.node_at(start)
    while node is not None and node.start != start:
        node = node.parent
    is_member = node is not None and node.key is not None and node.key.end == len(key)
    return node.span if node is not None and is_member else Span(offset, offset)


def new_findings(text: str, item: Item) -> list[Finding]:
    """What is said after accepting that was not said before, less what is to be filled in.

    A key before a value that is there keeps it, and what it makes of that is not its fault.
    Where brackets are broken, what is written may decide how the rest is read;
    there only what is said about the written text itself counts.
    """
    said = diagnose(Document.read(text), validator=guide())
    before = Counter(map(gist, said))
    is_broken = any(finding.code == "syntax-error" for finding in said)
    start = item.edit.start + sum(edit.delta for edit in item.elsewhere)
    written = Span(start, start + len(item.edit.text))
    after = Document.read(accepted(text, item))
    kept = value_behind(after, written.end)
    found = []
    for finding in diagnose(after, validator=guide()):
        if kept.start <= finding.span.start < kept.end:
            continue
        before[gist(finding)] -= 1
        is_inside = written.start <= finding.span.start and finding.span.end <= written.end
        is_expected = finding.code in TO_BE_FILLED_IN or (is_inside and bool(item.snippet))
        is_apart = is_broken and not is_inside
        if before[gist(finding)] < 0 and not is_expected and not is_apart:
            found.append(finding)
    return found


GOOD = json.dumps(SPEC, indent=2).replace('"Memory": "1GB"', '"Memory": "1GB", "Disk": "1GB"')
DAMAGES = [
    ('"batch",', '"batch"'),
    ('"Name": "one",', '"Name": "one'),
    ('"docker",', ""),
    ('"Timeouts": {', '"Timeouts": '),
    ('"CPU": "1",', '"CPU": "1"  // one\n'),
    ("]", ""),
    ('"Bucket"', "Bucket"),
]
TEXTS = [GOOD, *(GOOD.replace(*damage, 1) for damage in DAMAGES), *BASES[:1]]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 10_000))
def test_accepting_brings_no_new_finding(text: str, place: int) -> None:
    """Except what goes against the rest of the spec, and is offered last for it."""
    offset = place % (len(text) + 1)
    for item in items_at(text, offset):
        found = new_findings(text, item)

        assert not found or item.is_unfit, (item.label, found)
