"""Formatting changes white space only, whatever it is given, and once is enough."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Scalar, python_value
from bacalhau_ls.syntax.json.reading.faults import JSON5_SPACE
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.tree import Node, problems_in
from bacalhau_ls.text import Edit, Span
from tests.fixes.texts import sound_texts
from tests.strategies import SPEC, broken_texts, histories

if TYPE_CHECKING:
    from collections.abc import Iterable

LAYOUTS = st.builds(
    Layout,
    indent=st.sampled_from([None, "  ", "\t", "   "]),
    line_width=st.sampled_from([0, 12, 80]),
    final_newline=st.sampled_from([None, True]),
    trims_lines=st.booleans(),
    trims_end=st.booleans(),
)
WHITE = " \t\r\n\x0b\x0c\u00a0\u2028\ufeff"
_TOKEN = re.compile(r'"(?:\\[\s\S]|[^"\\])*"|//[^\r\n]*|/\*[\s\S]*?\*/|\'(?:\\.|[^\'\\])*\'|\S')


def formatted(text: str, layout: Layout, within: Span | None = None) -> str:
    return applied(Document.read(text), layout, within)


def applied(document: Document, layout: Layout, within: Span | None = None) -> str:
    text = document.content
    made = document.notation.format(text, document.top, layout, within)
    check_edits(text, made)
    return edit_sets.applied(text, made)


def check_edits(text: str, made: Iterable[Edit]) -> None:
    for edit in made:
        assert text[edit.start : edit.end] != edit.text
        assert not (text[edit.start : edit.end] + edit.text).strip(WHITE)
        assert not splits_line_end(text, edit.start)
        assert not splits_line_end(text, edit.end)


def splits_line_end(text: str, offset: int) -> bool:
    return text[offset - 1 : offset + 1] == "\r\n" if offset else False


def leaves(node: Node) -> list[Any]:
    """Keys and scalars as they are written, and where containers are."""
    found: list[Any] = []
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current.green, Scalar):
            found.append((current.kind, current.green.text))
        else:
            found.append((current.kind, [key.text for key in current.green.keys]))
        pending.extend(current)
    return found


def seen(text: str) -> tuple[Any, ...]:
    """All that is to stay as it is."""
    top = Document.read(text).top
    faults = [located.problem for located in problems_in(top)]
    tokens = re.sub(rf"[{WHITE}]+", "", text)
    stated = (
        (p.fault, re.sub(rf"[{WHITE}]+", "", p.detail))
        for p in faults
        if p.fault is not JSON5_SPACE
    )
    return tokens, leaves(top), Counter(stated)


def token_texts(text: str) -> list[str]:
    return ["\n".join(line.strip() for line in t.splitlines()) for t in _TOKEN.findall(text)]


def edited(text: str, made: Iterable[Edit]) -> str:
    for edit in made:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@settings(max_examples=600, deadline=None)
@given(sound_texts(), LAYOUTS)
def test_sound_text(text: str, layout: Layout) -> None:
    once = formatted(text, layout)

    assert python_value(Document.read(once).root.green) == python_value(
        Document.read(text).root.green
    )
    assert token_texts(once) == token_texts(text)
    assert formatted(once, layout) == once


@settings(max_examples=600, deadline=None)
@given(broken_texts(), LAYOUTS)
def test_any_text(text: str, layout: Layout) -> None:
    once = formatted(text, layout)

    assert seen(once) == seen(text)
    assert formatted(once, layout) == once


@settings(max_examples=600, deadline=None)
@given(histories(), LAYOUTS)
def test_damaged_specs(history: tuple[str, list[Edit]], layout: Layout) -> None:
    text = edited(*history)
    once = formatted(text, layout)

    assert seen(once) == seen(text)
    assert formatted(once, layout) == once


@settings(max_examples=300, deadline=None)
@given(histories(), LAYOUTS, st.data())
def test_any_stretch(history: tuple[str, list[Edit]], layout: Layout, data: st.DataObject) -> None:
    text = edited(*history)
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    once = formatted(text, layout, Span(*ends))

    assert seen(once) == seen(text)


@settings(max_examples=300, deadline=None)
@given(sound_texts(), LAYOUTS, st.data())
def test_stretch_of_formatted_text(text: str, layout: Layout, data: st.DataObject) -> None:
    """Where all around is in order, a stretch becomes what the whole becomes."""
    tidy = formatted(text, layout)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(tidy))] * 2)))
    gaps = [found.span() for found in re.finditer(r"(?<=[:,]) (?=[^\s/])", tidy)]
    untidy = tidy
    for start, end in reversed(gaps):
        if first <= start and end <= last:
            untidy = untidy[:start] + data.draw(st.sampled_from(["", " ", "  "])) + untidy[end:]
    within = Span(first, last + len(untidy) - len(tidy))

    if seen(untidy) == seen(tidy):
        assert formatted(untidy, layout, within) == formatted(untidy, layout)


@settings(max_examples=300, deadline=None)
@given(histories(most=4), LAYOUTS)
def test_what_is_remembered(history: tuple[str, list[Edit]], layout: Layout) -> None:
    """What was found in earlier versions is true of later ones."""
    text, made = history
    document = Document.read(text)
    for edit in made:
        applied(document, layout)
        document = document.edited([edit])

        assert applied(document, layout) == formatted(document.content, layout)


@settings(max_examples=300, deadline=None)
@given(histories(), LAYOUTS, st.sampled_from("}]\n"), st.data())
def test_typing(
    history: tuple[str, list[Edit]], layout: Layout, typed: str, data: st.DataObject
) -> None:
    text = edited(*history)
    offset = data.draw(st.integers(0, len(text)))
    text = text[:offset] + typed + text[offset:]
    document = Document.read(text)
    made = document.notation.format_on_typing(text, document.top, offset + 1, typed, layout)

    check_edits(text, made)
    assert re.sub(rf"[{WHITE}]+", "", edit_sets.applied(text, made)) == seen(text)[0]
    if typed == "\n":
        assert not any("\n" in text[edit.start : edit.end] + edit.text for edit in made)


@given(st.sampled_from([1, 2, 4, "\t"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_tidy_text_stays(indent: int | str, newline: str) -> None:
    text = json.dumps(SPEC, indent=indent).replace("\n", newline)

    assert formatted(text, Layout()) == text
