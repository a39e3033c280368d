"""A refactoring leaves a text as sound as it was, keeps what is said and brings no fault."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.refactoring import Place, refactorings
from bacalhau_ls.text import Span
from tests.fixes.checking import comments_of, errors_of, leaves, new_findings
from tests.fixes.documents import CASES, CHANGES, CORPUS, good_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.actions import Action
    from bacalhau_ls.findings import Finding


def text_of(case: Any) -> str:
    """The text of a parameter that holds a case."""
    return str(case.values[0].document().content)


TEXTS = [
    *(pytest.param(text_of(case), id=case.id) for case in CASES[::9]),
    *CHANGES[::2],
    *(pytest.param(path.read_bytes().decode("utf-8"), id=path.stem) for path in CORPUS[::12]),
    *(pytest.param(text, id=f"good {number}") for number, text in enumerate(good_specs()[::4])),
]
MAY_COME = {
    "Add a task": {"multiple-tasks"},
    "Add an input source": {"nested-target"},
    "Change the": {"invalid-url"},
    "Extract": {"secret-in-spec"},
}
"""What a refactoring may bring by its nature: it is about the content."""
DROPS_VALUES = ("Change the", "Extract", "Rewrite")


def variants(text: str) -> Iterator[str]:
    """The text with the line ends of Windows, with tabs, and without one of its commas."""
    text = text.replace("\r\n", "\n")
    yield text
    yield text.replace("\n", "\r\n")
    yield re.sub(r"(?m)^(?:  )+", lambda found: "\t" * (len(found[0]) // 2), text)
    yield text.replace(",\n", "\n", 1)


def actions(document: Document) -> Iterator[Action]:
    length = len(document.content)
    for offset in range(0, length, max(1, length // 2)):
        place = Place(document, guide().specification, Span(offset, offset))
        yield from (each for each in refactorings(place) if not each.new_ending)


def is_silencing(text: str) -> bool:
    """Whether comments silence findings: where they stand matters then."""
    return "bacalhau-ls:" in text


def said_in(document: Document) -> Counter[str]:
    """The words of all comments: by what a comment starts is up to the specification."""
    text = "\n".join(comments_of(document).elements())
    return Counter(re.sub(r"//|/\*|\*/|(?m:^\s*[*#]+)", " ", text).split())


def faults_of(document: Document, action: Action) -> list[str]:
    edits = action.edits()
    result = Document.read(edit_sets.applied(document.content, edits))
    faults = []
    if len(errors_of(result)) > len(errors_of(document)):
        faults.append("it breaks the text")
    if "strict" not in action.title and said_in(document) - said_in(result):
        faults.append("it loses a comment")
    keeps_values = not action.title.startswith(DROPS_VALUES)
    if keeps_values and leaves(document.root) - leaves(result.root):
        faults.append("it loses a value")
    if "\r\n" in document.content and re.search("(?<!\r)\n", result.content):
        faults.append("it changes line ends")
    if errors_of(document) or is_silencing(document.content):
        return faults
    new = new_findings(diagnose(document), diagnose(result), edits)
    return faults + [each.code for each in new if not may_come(action.title, each)]


def may_come(title: str, new: Finding) -> bool:
    allowed = (codes for start, codes in MAY_COME.items() if title.startswith(start))
    is_summary = new.code == "other-specification"
    return is_summary or title.startswith("Rewrite") or any(new.code in each for each in allowed)


@pytest.mark.parametrize("text", TEXTS)
def test_refactorings(text: str) -> None:
    for variant in variants(text):
        document = Document.read(variant)
        for action in actions(document):
            faults = faults_of(document, action)
            assert not faults, f"{action.title}: {faults}\n{variant}"
