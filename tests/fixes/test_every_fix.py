"""Every fix of every finding cures it, and costs nothing else; wherever we have a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.repair import after, edits_of
from bacalhau_ls.settings import Settings
from tests.fixes.checking import faults_of
from tests.fixes.documents import CASES, CHANGES, CORPUS, good_specs
from tests.guide_blocks import BLOCKS, placed
from tests.validation.damaged import damaged_specs

if TYPE_CHECKING:
    from tests.markers import Case


def check_all(document: Document, settings: Settings) -> None:
    """Try all fixes of all findings."""
    for finding in diagnose(document, settings):
        for fix in finding.fixes:
            if faults := faults_of(document, finding, fix, settings):
                made = after(document, edits_of(document, fix)).content
                words = f"{finding.code}: {finding.message}: {fix.title}"
                pytest.fail("\n".join([words, *faults, made]), pytrace=False)


@pytest.mark.parametrize("case", CASES)
def test_of_cases(case: Case) -> None:
    check_all(case.document(), case.settings)


@pytest.mark.parametrize("text", CHANGES)
def test_of_changes(text: str) -> None:
    check_all(Document.read(text), Settings())


@pytest.mark.parametrize("path", BLOCKS, ids=lambda path: path.stem)
def test_of_guide_blocks(path: Path) -> None:
    number, _, scope = path.stem.split("-")
    check_all(Document.read(placed(int(number), scope, path.read_text("utf-8"))), Settings())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_of_corpus(path: Path) -> None:
    check_all(Document.read(path.read_bytes().decode("utf-8")), Settings())


@hypothesis_settings(max_examples=150, deadline=None)
@given(damaged_specs(), st.sampled_from([2, "\t", None]))
def test_of_damaged_specs(spec: Any, indent: int | str | None) -> None:
    check_all(Document.read(json.dumps(spec, indent=indent)), Settings())


DAMAGE = ["", "", "", ",", ":", '"', "'", "}", "]", "{", "[", "x", "\u201c", "#", "="]


@hypothesis_settings(max_examples=300, deadline=None)
@given(st.data())
def test_of_damaged_text(data: st.DataObject) -> None:
    """One slip in a good spec, seen as one: each way out that we offer leads out."""
    if not good_specs():
        pytest.skip("the guide is missing")
    text = data.draw(st.sampled_from(good_specs()))
    marks = [index for index, char in enumerate(text) if char in '{}[]:,"']
    at = data.draw(st.sampled_from(marks))
    slip = data.draw(st.sampled_from(DAMAGE))
    end = at + data.draw(st.sampled_from([0, 1, 1]))
    document = Document.read(text[:at] + slip + text[end:])
    if len(diagnose(document)) == 1:
        check_all(document, Settings())
