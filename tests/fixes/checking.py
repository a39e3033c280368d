"""What every fix must do: cure its finding, bring no other one, keep comments and values."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.findings import Remove, RemoveComment, SetValue
from bacalhau_ls.repair import after, edits_of
from bacalhau_ls.syntax.green import Level, Scalar
from bacalhau_ls.syntax.tree import comments_in, problems_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding, Fix
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit

ANY = "*"
UNUSED = "unused-ignore"
SUMMARY = "other-specification"
"""It comes and goes with what there is to say about the whole file."""
MAY_COME: dict[str, tuple[dict[str, set[str]], str]] = {
    "syntax-error": ({ANY: {ANY}}, "what could not be read is judged now"),
    "wrong-type": ({ANY: {ANY}}, "a value of the wrong type is not judged any further"),
    "unknown-value": ({"Change to": {ANY}}, "what hangs on it is judged by its branch now"),
    "unknown-property": (
        {
            "Rename to": {ANY},
            "Move": {ANY},
            "Put": {ANY},
            "Write it as": {ANY},
            "Remove": {
                "compression-level-without-compression",
                "domains-without-http",
                "http-without-domains",
            },
        },
        "the value is judged at its place now; a slip that is gone stands for nothing any more",
    ),
    "missing-property": (
        {"Add": {"unpinned-image", "unknown-property", "missing-property", "not-json", UNUSED}},
        "the branch is chosen now; in JSON5 what is added is JSON5; entries on one line part",
    ),
    "too-few-items": ({"Add": {"unpinned-image", "not-json"}}, "as above"),
    "duplicate-key": (
        {"Remove this one": {ANY}, "Move": {ANY}},
        "the other value counts, and is judged now",
    ),
    "split-input": ({"Join": {"key-spelling"}}, "of two keys that are one, the last is left"),
    "invalid-image": ({"Change to": {"unpinned-image"}}, "advice is for what can work"),
    "invalid-url": ({"Change to": {"plain-http", "page-not-file"}}, "advice is for what can work"),
    "job-wrapper": ({ANY: {ANY}}, "all that is in it is judged now"),
    "legacy-spec": ({ANY: {ANY}}, "all that is in it is judged now"),
    "other-specification": ({ANY: {ANY}}, "it is judged by another specification now"),
    "unknown-directive": ({ANY: {UNUSED}}, "it orders something now, and that may be of no use"),
}
"""By code and title: the findings that may be new after a fix, and why."""


def may_come(finding: Finding, fix: Fix, new: Finding) -> bool:
    """Whether the table says that *new* may be there after *fix*."""
    if new.code == SUMMARY or (finding.code == "missing-property" and "`Type`" in fix.title):
        return True  # a type that was missing chooses the branch that all is judged by
    titles, _ = MAY_COME.get(finding.code, ({}, ""))
    for title, codes in titles.items():
        if title == ANY or fix.title.startswith(title):
            return bool({ANY, new.code} & codes)
    return False


def faults_of(document: Document, finding: Finding, fix: Fix, settings: Settings) -> list[str]:
    """What is wrong with a fix; nothing if all is well."""
    settings = replace(settings, max_diagnostics=sys.maxsize)
    edits = edits_of(document, fix)
    if not edits:
        return ["it does nothing"]
    before, result = diagnose(document, settings), after(document, edits)
    found = diagnose(result, settings)
    key = finding.code, finding.message
    faults = [] if _stated(found)[key] < _stated(before)[key] else ["the finding is still there"]
    new = new_findings(before, found, edits)
    faults += [f"new: {n.code}: {n.message}" for n in new if not may_come(finding, fix, n)]
    if not is_about_comments(finding, fix) and (
        lost := comments_of(document) - comments_of(result)
    ):
        faults.append(f"lost: {list(lost)}")
    touched = (*_rewritten(fix), *(Span(edit.start, edit.end) for edit in edits))
    if values := leaves(document.root, touched) - leaves(result.root):
        faults.append(f"lost: {list(values)}")
    return faults


def _stated(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.message) for finding in findings)


def new_findings(
    before: list[Finding], found: list[Finding], edits: tuple[Edit, ...]
) -> list[Finding]:
    """Those of *found* that were not there before, in the same words or at the same place."""
    words = _stated(before)
    places = {(each.code, edit_sets.mapped(each.span, edits).start) for each in before}
    return [
        each
        for each in found
        if not words[each.code, each.message] and (each.code, each.span.start) not in places
    ]


def is_about_comments(finding: Finding, fix: Fix) -> bool:
    """Whether it is a comment, or a whole version of the text, that a fix takes away."""
    if any(isinstance(each, RemoveComment) for each in fix.operations):
        return True
    is_choice = fix.title in ("Keep the first version", "Keep the second version")
    is_about_them = finding.code in ("unused-ignore", "unknown-directive")
    return is_choice or is_about_them or "comments" in finding.message


def leaves(node: Node, outside: tuple[Span, ...] = ()) -> Counter[Any]:
    """The scalars as values, but for those that some spans cover or are inside of."""
    found: Counter[Any] = Counter()
    pending = [node]
    while pending:
        current = pending.pop()
        if any(s.start <= current.start and current.end <= s.end for s in outside):
            continue
        is_leaf = isinstance(current.green, Scalar)
        if is_leaf and any(current.start < s.start and s.end < current.end for s in outside):
            continue
        if isinstance(current.green, Scalar) and current.readable:
            found[repr(current.value)] += 1
        pending.extend(current)
    return found


def _rewritten(fix: Fix) -> tuple[Span, ...]:
    kinds = (SetValue, Remove)
    return tuple(each.span for each in fix.operations if isinstance(each, kinds))


def comments_of(document: Document) -> Counter[str]:
    """The comments; their left edge and the sign of YAML do not count."""
    spans = comments_in(document.top)
    texts = (document.content[span.start : span.end] for span in spans)
    lines = ([line.strip() for line in text.splitlines()] for text in texts)
    return Counter(re.sub("^#", "//", "\n".join(each)) for each in lines)


def errors_of(document: Document) -> list[str]:
    faults = (located.problem.fault for located in problems_in(document.top))
    return [each.message for each in faults if each.level in (Level.ERROR, Level.DUPLICATE)]
