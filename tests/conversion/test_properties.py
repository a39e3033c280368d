"""Both ends of a conversion are read as the same values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from bacalhau_ls.document import Document
from bacalhau_ls.document_checks.writing import DEEPEST
from bacalhau_ls.features.refactoring.conversion import TARGETS, converted, obstacles
from bacalhau_ls.features.refactoring.conversion.comments import comments_of
from bacalhau_ls.governing import BACALHAU, GUIDE
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML
from tests.conversion.handwriting import commented_json, commented_yaml, numbers_in
from tests.corpora import corpus_files
from tests.fixes.texts import sound_texts
from tests.yaml.formatting.handwriting import sound_texts as sound_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from bacalhau_ls.syntax.notation import Notation

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.lists(
    st.sampled_from(["\n", " ", "a", "-", ": ", " #", "'", '"', "\\", "1", "\t", "\r", "~", "|"]),
    max_size=8,
).map("".join)
TEXTS = TEXTS.filter(lambda text: "{{" not in text)  # a key with a template is none that is known
VALUES = st.recursive(
    TEXTS | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.booleans() | st.none(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3),
    max_leaves=8,
)


def comments(document: Document) -> int:
    return len(comments_of(document))


def there(text: str, notation: Notation, held_to: str = GUIDE) -> tuple[Document, Document]:
    """A document and what it becomes, which is sound."""
    target = TARGETS["yaml" if notation is JSON else "json"]
    document = Document.read(text, notation)
    assert not obstacles(document, target.notation)
    new = converted(document, target, held_to)
    assert new is not None
    return document, Document.read(new, target.notation)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_values_of_json(value: Any) -> None:
    document, there_document = there(json.dumps(value), JSON)

    assert repr(python_value(there_document.tree)) == repr(python_value(document.tree))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS), max_size=4))
def test_other_readers_of_yaml(value: dict[str, Any]) -> None:
    _, there_document = there(json.dumps(value), JSON)

    assert yaml.safe_load(there_document.content) == value


@settings(max_examples=200, deadline=None)
@given(sound_texts())
def test_any_json_and_back(text: str) -> None:
    document, there_document = there(text, JSON)
    back = there(there_document.content, YAML)[1]

    assert repr(python_value(back.tree)) == repr(python_value(document.tree))
    assert comments(there_document) >= comments(document)
    assert comments(back) == comments(there_document)


@settings(max_examples=200, deadline=None)
@given(sound_texts())
def test_yaml_is_formatted_already(text: str) -> None:
    new = there(text, JSON)[1]

    assert not YAML.format(new.content, new.top, Layout())


@settings(max_examples=200, deadline=None)
@given(sound_yaml())
def test_any_yaml(text: str) -> None:
    document = Document.read(text, YAML)
    if obstacles(document, JSON):
        return
    new = there(text, YAML)[1]

    assert comments(new) == comments(document)


@settings(max_examples=300, deadline=None)
@given(commented_json())
def test_every_comment_of_json(text: str) -> None:
    document, there_document = there(text, JSON)

    assert numbers_in(there_document.content) == numbers_in(text)
    assert repr(python_value(there_document.tree)) == repr(python_value(document.tree))


@settings(max_examples=300, deadline=None)
@given(commented_yaml(), st.sampled_from([GUIDE, BACALHAU]))
def test_every_comment_of_yaml(text: str, held_to: str) -> None:
    document, there_document = there(text, YAML, held_to)

    assert numbers_in(there_document.content) == numbers_in(text)
    assert repr(python_value(there_document.tree)) == repr(python_value(document.tree))
    back = there(there_document.content, JSON, held_to)[1]
    assert numbers_in(back.content) == numbers_in(text)


@pytest.mark.parametrize(
    "path", corpus_files("corpus/bacalhau-yaml/*.yaml"), ids=lambda path: path.stem
)
def test_specs(path: Path) -> None:
    document = Document.read(path.read_text("utf-8"), YAML)
    if obstacles(document, JSON):
        return
    new = there(document.content, YAML)[1]

    assert comments(new) == comments(document)
    if "{{" not in document.content:
        assert repr(python_value(new.tree)) == repr(python_value(document.tree))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_aliases_stand_for_what_they_name(data: st.DataObject) -> None:
    """Each member may hold those above it, as aliases or merged."""
    lines: list[str] = []
    for number in range(data.draw(st.integers(1, 6))):
        leaves = ["1", "x", "{a: 1}", "[2]", *(f"*m{above}" for above in range(number))]
        items = data.draw(st.lists(st.sampled_from(leaves), max_size=3))
        merged = [f"*m{above}" for above in range(number) if lines[above].endswith("}")]
        sources = data.draw(st.lists(st.sampled_from(merged), max_size=2)) if merged else []
        # On top a merge key means the same to all who read YAML.
        members = [f"<<: [{', '.join(sources)}]"] if sources else []
        members += [f"k{i}: {item}" for i, item in enumerate(items)]
        is_list = data.draw(st.booleans())
        value = f"[{', '.join(items)}]" if is_list else f"{{{', '.join(members)}}}"
        lines.append(f"n{number}: &m{number} {value}")
    text = "".join(f"{line}\n" for line in lines)

    assert json.loads(there(text, YAML)[1].content) == yaml.safe_load(text)


def test_deep_nesting_is_an_obstacle() -> None:
    text = "[" * 100_000 + "]" * 100_000
    found = obstacles(Document.read(text), YAML)

    assert {each.message for each in found} == {"this is nested too deeply to be converted"}
    assert there("[" * DEEPEST + "]" * DEEPEST, JSON)
