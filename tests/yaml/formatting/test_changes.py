"""The cases beside this file: what each text looks like when it is formatted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML
from tests.changes import Change, ChangeFile

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(change, id=f"{path.stem}: {change.title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for change in ChangeFile.read(path).changes
]


def formatted(change: Change) -> str:
    options = dict(change.options)
    newline, typed = options.pop("newline", "\n"), options.pop("typed", None)
    document = Document.read(change.text.replace("\n", newline), YAML)
    content, top, layout = document.content, document.top, Layout(**options)
    start, end = change.span
    if typed:
        made = YAML.format_on_typing(content, top, start, typed, layout)
    else:
        within = change.span if start >= 0 and start < end else None
        made = YAML.format(content, top, layout, within)
    return edit_sets.applied(content, made).replace(newline, "\n")


@pytest.mark.parametrize("change", CASES)
def test_change(change: Change, request: pytest.FixtureRequest) -> None:
    found = formatted(change)

    if found != change.after and request.config.getoption("--update-cases"):
        change.after = found
        change.file.write()
        pytest.skip("rewritten: read the difference before you keep it")
    assert found == change.after
