"""Documents with findings made by hand, so that outputs are tested apart from the checks."""

from __future__ import annotations

from bacalhau_ls.cli.results import Checked
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Finding, Fix, Related, Severity
from bacalhau_ls.text import Span


def place(content: str, needle: str) -> Span:
    """Where *needle* stands in *content*."""
    start = content.index(needle)
    return Span(start, start + len(needle))


def finding(
    content: str,
    needle: str,
    message: str = "wrong",
    *,
    severity: Severity = Severity.ERROR,
    code: str = "some-code",
    related: tuple[tuple[str, str], ...] = (),
    fixes: tuple[Fix, ...] = (),
) -> Finding:
    """A finding on *needle*; *related* are other needles and what to say about them."""
    others = tuple(Related(place(content, where), what) for where, what in related)
    return Finding(place(content, needle), code, severity, message, others, fixes=fixes)


def checked(content: str, *findings: Finding, path: str = "job.json") -> Checked:
    """A file that was checked."""
    return Checked(path, Document.read(content), list(findings))
