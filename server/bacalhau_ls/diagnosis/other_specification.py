"""A file with errors under one specification and none under another is held to the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.diagnosis.file_checks import file_findings
from bacalhau_ls.document_checks.dropped_tasks import NEVER_REACHED, dropped_in
from bacalhau_ls.document_checks.kinds import FileKind, whole_of
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.governing import TITLES, naming, other_than
from bacalhau_ls.standards import standard
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.validation import Validator
    from bacalhau_ls.validation.walk import Said

OTHER_SPECIFICATION: Final = "other-specification"
_OF_ANY_SPECIFICATION: Final = frozenset({"syntax-error", "legacy-spec", "job-wrapper"})
"""Errors that no choice of a specification cures."""


def under_another(
    document: Document, settings: Settings, judge: Validator, shown: Sequence[Finding]
) -> Iterator[Finding]:
    """That another specification has nothing against what this one calls an error."""
    errors = [finding for finding in shown if finding.severity is Severity.ERROR]
    if not errors or any(finding.code in _OF_ANY_SPECIFICATION for finding in errors):
        return
    own = judge.specification.name
    other = other_than(own)
    if _has_errors(document, settings, standard(other)):
        return
    message = f"the file has errors under {TITLES[own]} and none under {TITLES[other]}"
    fix = naming(document, other)
    span, severity = _opening(document), Severity.INFORMATION
    yield Finding(span, OTHER_SPECIFICATION, severity, message, fixes=(fix,))


def _has_errors(document: Document, settings: Settings, judge: Validator) -> bool:
    """Whether there would be errors if *document* were held to the specification of *judge*."""
    document = judge.specification.reading(document)
    whole = whole_of(document)
    around = file_findings(document, whole, settings, judge.specification)
    if any(_is_error(settings, finding) for finding in around):
        return True
    if whole.kind not in (FileKind.JOB, FileKind.WRAPPER):
        return False
    job = whole_of(document.meant).job
    errors = {said for said in judge.said(job) if _is_error(settings, said)}
    never = {said for said in errors if said.stage in NEVER_REACHED}
    dropped = dropped_in(whole.job) if judge.specification.runs_one_task else None
    if errors and never == errors and dropped is not None:
        errors &= {*judge.said(job, dropped)}
    return bool(errors)


def _is_error(settings: Settings, found: Finding | Said) -> bool:
    return settings.severity.get(found.code, found.severity) is Severity.ERROR


def _opening(document: Document) -> Span:
    """The first character of what the file says."""
    start = document.root.start
    return Span(start, start + 1)
