"""Every fix of every finding in all case files cures it, and costs nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.diagnosis import diagnose, guide
from bacalhau_ls.document import Document
from bacalhau_ls.findings import (
    AddItem,
    AddMember,
    Finding,
    Fix,
    Remove,
    RemoveComment,
    ReplaceText,
    SetValue,
)
from bacalhau_ls.repair import after, edits_of
from bacalhau_ls.syntax.green import Scalar
from bacalhau_ls.syntax.tree import Node
from bacalhau_ls.text import Span
from tests.fixes.test_operations import comments_of
from tests.markers import CaseFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.markers import Case

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [
    pytest.param(case, id=f"{path.relative_to(FOLDER).with_suffix('')}: {case.title}")
    for path in sorted(FOLDER.rglob("*.txt"))
    for case in CaseFile.read(path).cases
]
REVEALING = {"syntax-error", "unknown-value", "wrong-type", "invalid-url"}
"""Findings that keep from being judged what is judged when they are cured."""


def stated(findings: list[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.message) for finding in findings)


def leaves(node: Node, outside: tuple[Span, ...] = ()) -> Counter[Any]:
    """The scalars as values, but for those inside some spans."""
    found: Counter[Any] = Counter()
    pending = [node]
    while pending:
        current = pending.pop()
        if any(s.start <= current.start and current.end <= s.end for s in outside):
            continue
        if isinstance(current.green, Scalar) and current.readable:
            found[repr(current.value)] += 1
        pending.extend(current)
    return found


def rewritten(fix: Fix) -> tuple[Span, ...]:
    kinds = (SetValue, Remove, ReplaceText)
    return tuple(each.span for each in fix.operations if isinstance(each, kinds))


def may_come(finding: Finding, fix: Fix) -> Callable[[Finding], bool]:
    """Which findings may be new: what is to be filled in, or was not judged before."""

    def allowed(new: Finding) -> bool:
        if new.code in ("syntax-error", "duplicate-key", "not-json"):
            return False
        if finding.code in REVEALING or new.severity > finding.severity:
            return True
        fills_in = any(isinstance(each, (AddMember, AddItem)) for each in fix.operations)
        is_choice = not fix.preferred and not fix.safe
        return fills_in or is_choice

    return allowed


def check_fix(document: Document, finding: Finding, fix: Fix, settings: Any) -> None:
    before = diagnose(document, settings, guide())
    edits = edits_of(document, fix)
    assert edits, "it does nothing"
    result = after(document, edits)
    found = diagnose(result, settings, guide())
    key = finding.code, finding.message
    assert stated(found)[key] < stated(before)[key], "the finding is still there"
    new = [each for each in found if not stated(before)[each.code, each.message]]
    allowed = may_come(finding, fix)
    assert not [each for each in new if not allowed(each)], "new findings"
    if finding.message != "comments are not JSON" and not _removes_comment(fix):
        lost = comments_of(document) - comments_of(result)
        assert not lost or finding.code == "unused-ignore"
    lost_values = leaves(document.root, rewritten(fix)) - leaves(result.root)
    assert not lost_values, "values are lost"


def _removes_comment(fix: Fix) -> bool:
    return any(isinstance(each, RemoveComment) for each in fix.operations)


@pytest.mark.parametrize("case", CASES)
def test_every_fix_cures(case: Case) -> None:
    document, settings = case.document(), case.settings
    for finding in diagnose(document, settings, guide()):
        for fix in finding.fixes:
            try:
                check_fix(document, finding, fix, settings)
            except AssertionError as failure:
                made = after(document, edits_of(document, fix))
                found = "\n".join(f"{f.code}: {f.message}" for f in diagnose(made, settings, guide()))
                message = f"{finding.message}: {fix.title}: {failure}\n{made.content}\n{found}"
                raise AssertionError(message) from None
