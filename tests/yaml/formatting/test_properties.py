"""What holds of formatting YAML besides what holds of any notation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bacalhau_ls.document import Document
from bacalhau_ls.syntax.green import Level, python_value
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml import YAML
from tests.corpora import corpus_files
from tests.formatting.laws import check, formatted
from tests.yaml.formatting.handwriting import sound_texts

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = [
    *corpus_files("corpus/bacalhau-yaml/*.yaml"),
    *corpus_files("corpus/yaml-test-suite/**/in.yaml"),
]


def is_sound(text: str) -> bool:
    top = Document.read(text, YAML).top
    return all(each.problem.fault.level is not Level.ERROR for each in problems_in(top))


@settings(max_examples=200, deadline=None)
@given(sound_texts())
def test_soundness_is_no_excuse(text: str) -> None:
    """Where nothing is wrong, indentation and blanks do get right."""
    if not is_sound(text) or re.search(r"[|>\"']", text):
        return
    once = formatted(text, YAML, Layout(trims_end=True))
    first_document = re.split(r"(?m)^\.\.\.", once.replace("\r\n", "\n").replace("\r", "\n"))[0]

    assert not first_document.startswith("\n")
    assert not re.search(r"(?m)^ *- {2,}\S", first_document)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem + path.parent.name[:4])
def test_corpus(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    once = check(text, YAML, Layout())

    before, after = (Document.read(each, YAML).tree for each in (text, once))
    assert python_value(before) == python_value(after)
