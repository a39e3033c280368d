"""A Code Quality report: GitLab shows it in merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.cli.output.paths import posix
from bacalhau_ls.cli.output.places import Fingerprints, dumped, one_based, well_formed
from bacalhau_ls.cli.results import Checked
from bacalhau_ls.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.cli.results import Result, View
    from bacalhau_ls.findings import Finding

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFORMATION: "minor",
    Severity.HINT: "info",
}


def render(results: Iterable[Result], view: View) -> Iterator[str]:
    """One list with an entry for each finding."""
    fingerprints = Fingerprints()
    entries = [
        _entry(finding, result, view, fingerprints)
        for result in results
        if isinstance(result, Checked)
        for finding in result.findings
    ]
    yield f"{dumped(entries, indent=2)}\n"


def _entry(
    finding: Finding, result: Checked, view: View, fingerprints: Fingerprints
) -> dict[str, Any]:
    path = posix(result.path, view.folder)
    place = one_based(result.document, finding.span)
    return {
        "description": well_formed(finding.message),
        "check_name": finding.code,
        "fingerprint": fingerprints.of(path, result.document, finding),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": well_formed(path),
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }
