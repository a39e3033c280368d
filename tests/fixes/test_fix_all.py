"""Fixing all leaves nothing to fix, adds no fault and keeps comments and values."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.features.fix_all import fix_all, fix_all_unsafe
from bacalhau_ls.repair import safe_fix
from bacalhau_ls.settings import Settings, Strictness
from tests.fixes.checking import comments_of, errors_of
from tests.fixes.documents import CASES
from tests.fixes.texts import sound_texts
from tests.strategies import broken_texts, histories
from tests.validation.damaged import damaged_specs

if TYPE_CHECKING:
    from bacalhau_ls.text import Edit
    from tests.markers import Case

COMMENTS = ("// one", "/* two */", "// three // bacalhau-ls")


def codes(document: Document, wanted: Settings) -> Counter[str]:
    return Counter(finding.code for finding in diagnose(document, wanted))


def check(document: Document, wanted: Settings) -> Document:
    made = fix_all(document, wanted)
    assert not edit_sets.touch(made)
    result = Document.read(edit_sets.applied(document.content, made), document.notation)
    assert fix_all(result, wanted) == ()
    assert not [f for f in diagnose(result, wanted) if safe_fix(f)]
    ignores = sum("bacalhau-ls:" in each for each in comments_of(document))
    lost = comments_of(document) - comments_of(result)
    assert lost.total() <= ignores, result.content
    return result


@pytest.mark.parametrize("case", CASES)
def test_cases(case: Case) -> None:
    document = case.document()
    result = check(document, case.settings)

    before = codes(document, case.settings)
    hides_more = errors_of(document) or before["wrong-type"]
    assert codes(result, case.settings).total() <= before.total() or hides_more


def dressed(text: str, comments: list[tuple[int, str]]) -> str:
    """*text* with comments at the end of some lines."""
    lines = text.split("\n")
    for number, comment in comments:
        lines[number % len(lines)] += f" {comment}"
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(
    damaged_specs(),
    st.sampled_from([2, 4, "\t"]),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(COMMENTS[:2])), max_size=4),
)
def test_damaged_specs(spec: Any, indent: Any, comments: list[tuple[int, str]]) -> None:
    document = Document.read(dressed(json.dumps(spec, indent=indent), comments))
    result = check(document, Settings())

    assert not errors_of(result)
    assert comments_of(result) == comments_of(document)


@settings(max_examples=200, deadline=None)
@given(damaged_specs())
def test_with_unsafe_fixes(spec: Any) -> None:
    document = Document.read(json.dumps(spec, indent=2))
    result = Document.read(
        edit_sets.applied(document.content, fix_all_unsafe(document, Settings()))
    )

    assert not errors_of(result)
    assert fix_all_unsafe(result, Settings()) == ()


@settings(max_examples=300, deadline=None)
@given(sound_texts(), st.sampled_from(Strictness))
def test_any_sound_text(text: str, strictness: Strictness) -> None:
    document = Document.read(text)
    result = check(document, Settings(strictness=strictness))

    assert not errors_of(result)


@settings(max_examples=300, deadline=None)
@given(broken_texts())
def test_any_text(text: str) -> None:
    document = Document.read(text)
    made = fix_all(document, Settings())
    result = Document.read(edit_sets.applied(text, made))

    assert fix_all(result, Settings()) == ()


@settings(max_examples=300, deadline=None)
@given(histories())
def test_broken_specs(history: tuple[str, list[Edit]]) -> None:
    text, made = history
    for edit in made:
        text = text[: edit.start] + edit.text + text[edit.end :]
    document = Document.read(text)
    result = Document.read(edit_sets.applied(text, fix_all(document, Settings())))

    assert fix_all(result, Settings()) == ()
