"""Findings as they are shown: as grave as the user wants, each on one line, not too many."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding, Fix, Later, Related, Severity
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.settings import Settings


def as_set(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings with the severity that the user wants, less those turned off."""
    for finding in findings:
        severity = settings.severity.get(finding.code, finding.severity)
        if severity is not None:
            yield finding if severity is finding.severity else replace(finding, severity=severity)


def capped(findings: list[Finding], settings: Settings) -> list[Finding]:
    """The gravest findings, as many as the user wants to see, and one that says so."""
    most = settings.max_diagnostics
    if len(findings) <= most:
        return findings
    gravest = sorted(findings, key=lambda finding: finding.severity)[:most]
    message = f"only {most} of {len(findings)} findings are shown, see `bacalhau.maxDiagnostics`"
    return [*gravest, Finding(Span(0, 0), "too-many-findings", Severity.INFORMATION, message)]


def on_one_line(document: Document, finding: Finding) -> Finding:
    """The finding with no range that crosses a line break."""
    span = _clipped(document, finding.span)
    related = tuple(
        Related(_clipped(document, each.span), each.message) for each in finding.related
    )
    if span == finding.span and related == finding.related:
        return finding
    return replace(finding, span=span, related=related)


def _clipped(document: Document, span: Span) -> Span:
    text = document.text
    line_end = text.line_span(text.line_of(span.start)).end
    return Span(min(span.start, line_end), min(span.end, line_end)) if span.end > line_end else span


def with_possible_fixes(document: Document, finding: Finding) -> Finding:
    """*finding* without the fixes that would tear a block of templates apart."""

    def possible() -> list[Fix]:
        edits = partial(document.notation.edits, document.content, document.top)
        return [fix for fix in finding.fixes if edits(fix.operations)]

    return replace(finding, fixes=Later(possible)) if finding.fixes else finding
