"""All findings of a document: syntax, schema and rules, as the settings want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.settings import Settings, Strictness
from bacalhau_ls.syntax.tree import Level, problems_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document


def diagnose(document: Document, settings: Settings = Settings()) -> list[Finding]:
    """What there is to say about *document*, in the order of the text."""
    return sorted(_syntax(document, settings), key=lambda finding: finding.span)


def _syntax(document: Document, settings: Settings) -> Iterator[Finding]:
    for problem in problems_in(document.top):
        if problem.fault.level is Level.ERROR:
            message = problem.fault.message.format(problem.detail)
            yield Finding(Span(problem.start, problem.end), "syntax-error", Severity.ERROR, message)
        elif problem.fault.level is Level.DIALECT and settings.strictness is not Strictness.JSON5:
            message = problem.fault.message
            yield Finding(Span(problem.start, problem.end), "not-json", Severity.WARNING, message)
