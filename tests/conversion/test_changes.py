"""The cases beside this file: what each text becomes in the other notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.features.refactoring.conversion import TARGETS, converted, obstacles
from bacalhau_ls.governing import GUIDE
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from tests.changes import Change, changes_in, judge

CASES = changes_in(Path(__file__).parent / "cases")


def other(change: Change) -> str:
    name = change.file.path.stem.removeprefix("to_")
    document = Document.read(change.text, YAML if name == "json" else JSON)
    found = obstacles(document, TARGETS[name].notation)
    if found:
        lines = document.text
        return "".join(f"{lines.line_of(f.span.start) + 1}: {f.message}\n" for f in found)
    text = converted(document, TARGETS[name], str(change.options.get("held to", GUIDE)))
    assert text is not None
    return text


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.name)
def test_change(change: Change, pytestconfig: pytest.Config) -> None:
    judge(change, other(change), pytestconfig)
