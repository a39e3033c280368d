"""The cases in `tests/fixes/cases`: what a fix or refactoring makes of a text.

The option ``action`` names the action at the cursor by its title; without a
cursor it is looked for at every finding. ``all`` applies all ``safe`` or
``unsafe`` fixes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.features.fix_all import fix_all, fix_all_unsafe
from bacalhau_ls.features.quick_fixes import Judged, quick_fixes
from bacalhau_ls.features.refactoring import Place, refactorings
from bacalhau_ls.settings import Settings, Strictness
from bacalhau_ls.syntax.notations import notation_of
from bacalhau_ls.text import Span
from tests.changes import Change, changes_in, judge

if TYPE_CHECKING:
    from bacalhau_ls.text import Edit

CASES = changes_in(Path(__file__).parent / "cases")
ALL = {"safe": fix_all, "unsafe": fix_all_unsafe}


def made_by(change: Change, document: Document) -> tuple[Edit, ...]:
    settings = Settings(strictness=Strictness(change.options.get("strictness", "jsonc")))
    if "all" in change.options:
        return ALL[change.options["all"]](document, settings)
    judged = Judged(document, diagnose(document, settings), settings)
    span = change.span if change.span.start >= 0 else Span(0, len(document.text))
    actions = quick_fixes(judged, span)
    actions += refactorings(Place(document, guide().specification, span))
    fitting = [each for each in actions if each.title == change.options["action"]]
    assert fitting, f"there are only: {[each.title for each in actions]}"
    return fitting[0].edits()


def changed(change: Change) -> str:
    newline = change.options.get("newline", "\n")
    notation = notation_of(f"job.{change.options.get('notation', 'json')}")
    document = Document.read(change.text.replace("\n", newline), notation)
    result = edit_sets.applied(document.content, made_by(change, document))
    assert newline == "\n" or "\n" not in result.replace(newline, "")
    return result.replace(newline, "\n")


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.name)
def test_change(change: Change, pytestconfig: pytest.Config) -> None:
    judge(change, changed(change), pytestconfig)
