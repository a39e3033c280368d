"""The cases of both notations: what each text looks like when it is formatted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.yaml import YAML
from tests.changes import Change, changes_in, judge

if TYPE_CHECKING:
    from bacalhau_ls.syntax.notation import Notation

TESTS = Path(__file__).parents[1]
CASES = [
    pytest.param(notation, change, id=f"{notation.name}: {change.name}")
    for notation, folder in ((JSON, TESTS / "formatting"), (YAML, TESTS / "yaml" / "formatting"))
    for change in changes_in(folder / "cases")
]


def formatted(change: Change, notation: Notation) -> str:
    options = dict(change.options)
    newline, typed = options.pop("newline", "\n"), options.pop("typed", None)
    document = Document.read(change.text.replace("\n", newline), notation)
    content, top, layout = document.content, document.top, Layout(**options)
    start, end = change.span
    if typed:
        made = notation.format_on_typing(content, top, start, typed, layout)
    else:
        within = change.span if start >= 0 and start < end else None
        made = notation.format(content, top, layout, within)
    return edit_sets.applied(content, made).replace(newline, "\n")


@pytest.mark.parametrize(("notation", "change"), CASES)
def test_change(notation: Notation, change: Change, pytestconfig: pytest.Config) -> None:
    judge(change, formatted(change, notation), pytestconfig)
