"""Formatting changes white space only, whatever it is given, and once is enough."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Level, Scalar, python_value
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.tree import Node, problems_in
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit, Span
from tests.corpora import corpus_files
from tests.yaml.formatting.handwriting import sound_texts
from tests.yaml.texts import BASES, broken_texts, histories

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LAYOUTS = st.builds(
    Layout,
    indent=st.sampled_from([None, "  ", "\t", "    "]),
    line_width=st.sampled_from([0, 12, 80]),
    final_newline=st.sampled_from([None, True, False]),
    trims_lines=st.booleans(),
    trims_end=st.booleans(),
)
WHITE = " \t\r\n"
CORPUS = [
    *corpus_files("corpus/bacalhau-yaml/*.yaml"),
    *corpus_files("corpus/yaml-test-suite/**/in.yaml"),
]


def formatted(text: str, layout: Layout, within: Span | None = None) -> str:
    made = YAML.format(text, Document.read(text, YAML).top, layout, within)
    check_edits(text, made)
    return edit_sets.applied(text, made)


def check_edits(text: str, made: Iterable[Edit]) -> None:
    end = 0
    for edit in made:
        assert edit.start >= end
        assert text[edit.start : edit.end] != edit.text
        assert not (text[edit.start : edit.end] + edit.text).strip(WHITE)
        assert not splits_line_end(text, edit.start)
        assert not splits_line_end(text, edit.end)
        end = edit.end


def splits_line_end(text: str, offset: int) -> bool:
    return text[offset - 1 : offset + 1] == "\r\n" if offset else False


def bare(text: str) -> str:
    return re.sub(rf"[{WHITE}]+", "", text)


def said(node: Node) -> list[Any]:
    """Keys, kinds and values of all nodes."""
    found: list[Any] = []
    pending = [node]
    while pending:
        current = pending.pop()
        green = current.green
        if isinstance(green, Scalar):
            found.append((green.kind, repr(green.value), bare(green.text)))
        else:
            found.append((green.kind, [key.text for key in green.keys]))
        pending.extend(current)
    return found


def seen(text: str) -> tuple[Any, ...]:
    """All that is to stay as it is."""
    top = Document.read(text, YAML).top
    stated = Counter(
        (each.problem.fault, bare(text[each.problem.start : each.problem.end]))
        for each in problems_in(top)
    )
    return bare(text), said(top), stated


def edited(text: str, made: Iterable[Edit]) -> str:
    for edit in made:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def is_sound(text: str) -> bool:
    top = Document.read(text, YAML).top
    return all(each.problem.fault.level is not Level.ERROR for each in problems_in(top))


@settings(max_examples=400, deadline=None)
@given(sound_texts(), LAYOUTS)
def test_sound_text(text: str, layout: Layout) -> None:
    once = formatted(text, layout)

    assert seen(once) == seen(text)
    assert formatted(once, layout) == once


@settings(max_examples=400, deadline=None)
@given(broken_texts(), LAYOUTS)
def test_any_text(text: str, layout: Layout) -> None:
    once = formatted(text, layout)

    assert seen(once) == seen(text)
    assert formatted(once, layout) == once


@settings(max_examples=400, deadline=None)
@given(histories(), LAYOUTS)
def test_damaged_specs(history: tuple[str, list[Edit]], layout: Layout) -> None:
    text = edited(*history)
    once = formatted(text, layout)

    assert seen(once) == seen(text)
    assert formatted(once, layout) == once


@settings(max_examples=200, deadline=None)
@given(sound_texts() | st.sampled_from(BASES), LAYOUTS, st.data())
def test_any_stretch(text: str, layout: Layout, data: st.DataObject) -> None:
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    once = formatted(text, layout, Span(first, last))
    kept = len(text) - last

    assert seen(once) == seen(text)
    assert once[:first] == text[:first]
    assert once.endswith(text[last:] if kept else "")


@settings(max_examples=400, deadline=None)
@given(histories(), LAYOUTS, st.sampled_from("}]\n"), st.data())
def test_typing(
    history: tuple[str, list[Edit]], layout: Layout, typed: str, data: st.DataObject
) -> None:
    text = edited(*history)
    offset = data.draw(st.integers(0, len(text)))
    text = text[:offset] + typed + text[offset:]
    made = YAML.format_on_typing(text, Document.read(text, YAML).top, offset + 1, typed, layout)

    check_edits(text, made)
    assert not any("\n" in text[edit.start : edit.end] + edit.text for edit in made)


@settings(max_examples=200, deadline=None)
@given(sound_texts())
def test_soundness_is_no_excuse(text: str) -> None:
    """Where nothing is wrong, indentation and blanks do get right."""
    if not is_sound(text) or re.search(r"[|>\"']", text):
        return
    once = formatted(text, Layout(trims_end=True))
    first_document = re.split(r"(?m)^\.\.\.", once.replace("\r\n", "\n").replace("\r", "\n"))[0]

    assert not first_document.startswith("\n")
    assert not re.search(r"(?m)^ *- {2,}\S", first_document)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem + path.parent.name[:4])
def test_corpus(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    once = formatted(text, Layout())

    assert seen(once) == seen(text)
    assert formatted(once, Layout()) == once
    assert python_value(Document.read(once, YAML).tree) == python_value(
        Document.read(text, YAML).tree
    )
