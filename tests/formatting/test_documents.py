"""Formatting whole texts: what a case file cannot hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.json.formatting import plain
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.text import Edit
from tests.corpora import corpus_files
from tests.formatting.laws import check, formatted
from tests.strategies import SPEC

if TYPE_CHECKING:
    from pathlib import Path

TIDY = json.dumps(SPEC, indent=2) + "\n"
CORPUS = [
    *corpus_files("reference/guide-blocks/*.json"),
    *corpus_files("corpus/bacalhau-json/*.json")[::6],
    *corpus_files("corpus/json-test-suite/test_parsing/*.json")[::6],
    *corpus_files("corpus/json5-tests/**/*.json5")[::3],
]


def edits_of(text: str, layout: Layout | None = None) -> tuple[Edit, ...]:
    return edits_of_document(Document.read(text), layout)


def edits_of_document(document: Document, layout: Layout | None = None) -> tuple[Edit, ...]:
    return document.notation.format(document.content, document.top, layout or Layout())


def test_edits_are_minimal() -> None:
    untidy = TIDY.replace('"Name": "two"', '"Name"  :"two"').replace("\n]", "\n  ]", 1)
    start = untidy.index('  :"two"')

    assert edits_of(untidy)[:2] == (Edit(start, start + 2, ""), Edit(start + 3, start + 3, " "))


def test_many_dense_edits_become_one() -> None:
    text = json.dumps([SPEC] * 40, indent=4).replace("\n", "\r\n") + "\r\n"
    (edit,) = edits_of(text, Layout(indent="  "))
    wanted = json.dumps([SPEC] * 40, indent=2).replace("\n", "\r\n") + "\r\n"

    assert edit_sets.applied(text, [edit]) == wanted
    assert text[edit.start - 1 : edit.start + 1] != "\r\n"
    assert text[edit.end - 1 : edit.end + 1] != "\r\n"


def test_many_edits_far_apart_stay_many() -> None:
    labels = {f"label-{number}": "x" * 120 for number in range(2000)}
    text = json.dumps(labels, indent=2).replace('": ', '" : ')

    assert len(edits_of(text)) == 2000


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_byte_order_mark_stays(mark: str) -> None:
    assert formatted(mark + '\n {"a":1}', JSON, Layout()) == mark + '{"a": 1}'


@pytest.mark.parametrize(
    ("layout", "wanted"),
    [
        (Layout(), "\n"),
        (Layout(trims_end=False), "\n\n\n"),
        (Layout(final_newline=True), "\n"),
        (Layout(final_newline=False), ""),
    ],
)
def test_lines_at_the_end(layout: Layout, wanted: str) -> None:
    assert formatted("{}\n  \n\n", JSON, layout) == "{}" + wanted
    assert formatted("{}", JSON, layout) == "{}" + ("\n" if layout.final_newline else "")


@pytest.mark.parametrize(("opener", "closer"), [("[", "]"), ("{'a':", "}")])
def test_deep_text(opener: str, closer: str) -> None:
    text = opener * 5000 + "1" + closer * 5000
    once = formatted(text, JSON, Layout())

    assert len(once) < 2 * len(text)
    assert formatted(once, JSON, Layout()) == once


def test_formatted_containers_are_not_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What formatting costs after an edit does not grow with the document."""
    written = []
    joined = plain._joined

    def counted(*given: Any) -> str:
        written.append(given)
        return joined(*given)

    monkeypatch.setattr(plain, "_joined", counted)
    counts = []
    for copies in (10, 40):
        document = Document.read(json.dumps([SPEC] * copies, indent=2))
        edits_of_document(document)
        at = document.content.index('"batch"') + 1
        written.clear()
        edits_of_document(document.edited([Edit(at, at, "x")]))
        counts.append(len(written))

    assert 0 < counts[0] == counts[1]


def is_small(path: Path) -> bool:
    return path.stat().st_size < 50_000


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "path", [path for path in CORPUS if is_small(path)], ids=lambda path: path.stem
)
def test_corpora(path: Path, newline: str) -> None:
    text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\n", newline)
    check(text, JSON, Layout())


def test_a_line_end_is_never_cut() -> None:
    text = '{\r\r\n  "a": 1\u3000\r\n}\r\n'
    made = edits_of(text)

    assert edit_sets.applied(text, made) == '{\r\n  "a": 1\r\n}\r\n'
    assert not any(text[at - 1 : at + 1] == "\r\n" for edit in made for at in edit[:2])
