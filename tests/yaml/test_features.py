"""Every feature works in YAML: none fails on any text, all that it gives lies in the text."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import guide
from bacalhau_ls.document import Document
from bacalhau_ls.document_checks.wrapper import unwrapped
from bacalhau_ls.features.completion import complete
from bacalhau_ls.features.document_symbols import Sort, Symbol, document_symbols
from bacalhau_ls.features.folding import folding_ranges
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml import YAML
from tests.corpora import corpus_files
from tests.features.checking import check
from tests.yaml.texts import SPEC, broken_texts, histories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bacalhau_ls.text import Edit


@settings(max_examples=100, deadline=None)
@given(broken_texts(), st.integers(0, 200))
def test_any_text(text: str, offset: int) -> None:
    check(Document.read(text, YAML), min(offset, len(text)))


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(0, 2000))
def test_specs_that_are_being_edited(history: tuple[str, list[Edit]], offset: int) -> None:
    text, edits = history
    document = Document.read(text, YAML)
    for edit in edits:
        document = document.edited([edit])
    check(document, min(offset, len(document.text)))


@pytest.mark.parametrize(
    "path", corpus_files("corpus/bacalhau-yaml/*.yaml")[::40], ids=lambda path: path.stem
)
def test_prefixes_of_real_specs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for end in range(0, len(text) + 1, max(len(text) // 6, 1)):
        check(Document.read(text[:end], YAML), end)


def errors_of(document: Document) -> int:
    return sum(each.problem.fault.level is Level.ERROR for each in problems_in(document.top))


@settings(max_examples=80, deadline=None)
@given(histories(3), st.integers(0, 2000))
def test_completion_at_any_place(history: tuple[str, list[Edit]], offset: int) -> None:
    """It never fails, and its edits lie in the text."""
    text, edits = history
    for edit in edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    offset = min(offset, len(text))
    for item in complete(Document.read(text, YAML), guide(), offset)[:5]:
        assert 0 <= item.edit.start <= offset <= item.edit.end <= len(text)
        assert not edit_sets.touch([item.edit, *item.elsewhere])


@pytest.mark.parametrize("indent", range(0, 12, 2))
def test_what_completion_writes_is_sound(indent: int) -> None:
    """On every line between others, at every depth, what is accepted fits in."""
    lines = SPEC.splitlines(keepends=True)
    for number in range(3, len(lines), 2):
        if len(lines[number]) - len(lines[number].lstrip()) > indent:
            continue  # what follows belongs to the line above
        before, after = "".join(lines[:number]) + " " * indent, "\n" + "".join(lines[number:])
        document = Document.read(before + after, YAML)
        for item in complete(document, guide(), len(before))[:4]:
            accepted = edit_sets.applied(document.content, sorted([item.edit, *item.elsewhere]))
            assert errors_of(Document.read(accepted, YAML)) <= errors_of(document), accepted


def test_folds_start_at_the_key_or_dash_above() -> None:
    text = "Name: x\nTasks:\n  - Name: a\n    Engine:\n      Type: docker\n  -\n    Name: b\n"
    folds = folding_ranges(Document.read(text, YAML))

    assert [(fold.start_line, fold.end_line) for fold in folds] == [(1, 6), (2, 4), (3, 4), (5, 6)]


def every(symbols: Iterable[Symbol]) -> Iterator[Symbol]:
    for symbol in symbols:
        yield symbol
        yield from every(symbol.children)


def test_merge_keys_and_aliases_have_names_in_the_outline() -> None:
    text = (
        'x: &env {A: b, "": c, " ": d, ? : e}\nTasks:\n  - Env: {<<: *env}\n'
        "    InputSources: [*inp, {Target: /a}]\n  - *task\n"
    )
    found = [*every(document_symbols(Document.read(text, YAML)))]
    names = [symbol.name for symbol in found]

    assert all(name.strip() for name in names)
    assert {"<<", "*inp", "*task"} <= {*names}
    assert {each.name: each.sort for each in found}["*inp"] is Sort.INPUT


def test_a_task_is_called_by_what_it_takes_over() -> None:
    text = (
        "Tasks:\n  - &task {Name: a, Engine: {Type: docker, Params: {Image: b}}}\n"
        "  - {<<: *task, Name: c}\n  - <<: *task\n"
    )
    for job in (text, "Job:\n" + indent(text, "  ")):
        document = unwrapped(Document.read(job, YAML))
        tasks = [each.name for each in every(document_symbols(document)) if each.sort is Sort.TASK]

        assert tasks == ["task a (docker b)", "task c (docker b)", "task a (docker b)"]
