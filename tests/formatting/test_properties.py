"""Formatting changes white space only, whatever it is given, and once is enough."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Edit, Span
from tests import strategies
from tests.fixes.texts import sound_texts
from tests.formatting.laws import LAYOUTS, applied, bare, check, check_edits, formatted, seen
from tests.yaml import texts as yaml_texts
from tests.yaml.formatting import handwriting

if TYPE_CHECKING:
    from bacalhau_ls.syntax.notation import Notation


class Kit(NamedTuple):
    """Texts of one notation."""

    notation: Notation
    sound: st.SearchStrategy[str]
    broken: st.SearchStrategy[str]
    histories: st.SearchStrategy[tuple[str, list[Edit]]]
    """Sound texts and what is done to them."""

    @property
    def damaged(self) -> st.SearchStrategy[str]:
        """Sound texts after that was done to them."""
        return self.histories.map(edited)


KITS = [
    Kit(JSON, sound_texts(), strategies.broken_texts(), strategies.histories()),
    Kit(YAML, handwriting.sound_texts(), yaml_texts.broken_texts(), yaml_texts.histories()),
]
IN_BOTH = pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.notation.name)
_TOKEN = re.compile(
    r'"(?:\\[\s\S]|[^"\\])*"|(?://|\#)[^\r\n]*|/\*[\s\S]*?\*/|\'(?:\\.|[^\'\\])*\'|\S'
)


def edited(history: tuple[str, list[Edit]]) -> str:
    text, made = history
    for edit in made:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def token_texts(text: str) -> list[str]:
    return ["\n".join(line.strip() for line in t.splitlines()) for t in _TOKEN.findall(text)]


@IN_BOTH
@settings(max_examples=600, deadline=None)
@given(st.data(), LAYOUTS)
def test_sound_text(kit: Kit, data: st.DataObject, layout: Layout) -> None:
    text = data.draw(kit.sound)
    once = check(text, kit.notation, layout)

    before, after = (Document.read(each, kit.notation).root.green for each in (text, once))
    assert python_value(before) == python_value(after)
    assert kit.notation is not JSON or token_texts(once) == token_texts(text)


@IN_BOTH
@settings(max_examples=600, deadline=None)
@given(st.data(), LAYOUTS)
def test_any_text(kit: Kit, data: st.DataObject, layout: Layout) -> None:
    check(data.draw(kit.broken), kit.notation, layout)


@IN_BOTH
@settings(max_examples=600, deadline=None)
@given(st.data(), LAYOUTS)
def test_damaged_specs(kit: Kit, data: st.DataObject, layout: Layout) -> None:
    check(data.draw(kit.damaged), kit.notation, layout)


@IN_BOTH
@settings(max_examples=300, deadline=None)
@given(st.data(), LAYOUTS)
def test_any_stretch(kit: Kit, data: st.DataObject, layout: Layout) -> None:
    text = data.draw(kit.sound | kit.damaged)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    once = formatted(text, kit.notation, layout, Span(first, last))

    assert seen(once, kit.notation) == seen(text, kit.notation)
    if kit.notation is YAML:
        assert once.startswith(text[:first])
        assert once.endswith(text[last:])


@settings(max_examples=300, deadline=None)
@given(sound_texts(), LAYOUTS, st.data())
def test_stretch_of_formatted_text(text: str, layout: Layout, data: st.DataObject) -> None:
    """Where all around is in order, a stretch becomes what the whole becomes."""
    tidy = formatted(text, JSON, layout)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(tidy))] * 2)))
    gaps = [found.span() for found in re.finditer(r"(?<=[:,]) (?=[^\s/#])", tidy)]
    untidy = tidy
    for start, end in reversed(gaps):
        if first <= start and end <= last:
            untidy = untidy[:start] + data.draw(st.sampled_from(["", " ", "  "])) + untidy[end:]
    within = Span(first, last + len(untidy) - len(tidy))

    if seen(untidy, JSON) == seen(tidy, JSON):
        assert formatted(untidy, JSON, layout, within) == formatted(untidy, JSON, layout)


@IN_BOTH
@settings(max_examples=300, deadline=None)
@given(st.data(), LAYOUTS)
def test_what_is_remembered(kit: Kit, data: st.DataObject, layout: Layout) -> None:
    """What was found in earlier versions is true of later ones."""
    text, made = data.draw(kit.histories)
    document = Document.read(text, kit.notation)
    for edit in made[:4]:
        applied(document, layout)
        document = document.edited([edit])

        assert applied(document, layout) == formatted(document.content, kit.notation, layout)


@IN_BOTH
@settings(max_examples=400, deadline=None)
@given(st.data(), LAYOUTS, st.sampled_from("}]\n"))
def test_typing(kit: Kit, data: st.DataObject, layout: Layout, typed: str) -> None:
    text = data.draw(kit.damaged)
    offset = data.draw(st.integers(0, len(text)))
    document = Document.read(text[:offset] + typed + text[offset:], kit.notation)
    text = document.content
    made = kit.notation.format_on_typing(text, document.top, offset + 1, typed, layout)

    check_edits(document, made)
    assert bare(edit_sets.applied(text, made), kit.notation) == bare(text, kit.notation)
    if typed == "\n" or kit.notation is YAML:
        assert not any("\n" in text[edit.start : edit.end] + edit.text for edit in made)


@given(st.sampled_from([1, 2, 4, "\t"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_tidy_text_stays(indent: int | str, newline: str) -> None:
    text = json.dumps(strategies.SPEC, indent=indent).replace("\n", newline)

    assert formatted(text, JSON, Layout()) == text
