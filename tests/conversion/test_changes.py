"""The cases beside this file: what each text becomes in the other notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.features.refactoring.conversion import TARGETS, converted, obstacles
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML
from tests.changes import Change, ChangeFile

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(change, id=f"{path.stem}: {change.title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for change in ChangeFile.read(path).changes
]


def other(change: Change) -> str:
    name = change.file.path.stem.removeprefix("to_")
    document = Document.read(change.text, YAML if name == "json" else JSON)
    found = obstacles(document, TARGETS[name])
    if found:
        lines = document.text
        return "".join(f"{lines.line_of(f.span.start) + 1}: {f.message}\n" for f in found)
    text = converted(document, TARGETS[name])
    assert text is not None
    return text


@pytest.mark.parametrize("change", CASES)
def test_change(change: Change, request: pytest.FixtureRequest) -> None:
    found = other(change)

    if found != change.after and request.config.getoption("--update-cases"):
        change.after = found
        change.file.write()
        pytest.skip("rewritten: read the difference before you keep it")
    assert found == change.after
