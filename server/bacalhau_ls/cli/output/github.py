"""Workflow commands: GitHub Actions shows each finding beside its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.cli.output.paths import posix
from bacalhau_ls.cli.output.places import one_based
from bacalhau_ls.cli.output.visible import visible
from bacalhau_ls.cli.results import Checked
from bacalhau_ls.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.cli.results import Result, View
    from bacalhau_ls.findings import Finding

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(results: Iterable[Result], view: View) -> Iterator[str]:
    """One command for each finding."""
    for result in results:
        if isinstance(result, Checked):
            for finding in result.findings:
                yield _command(finding, result, view)


def _command(finding: Finding, result: Checked, view: View) -> str:
    place = one_based(result.document, finding.span)
    properties = {
        "file": visible(posix(result.path, view.folder)),
        "line": str(place.line),
        "col": str(place.column),
        "endLine": str(place.end_line),
        "endColumn": str(place.end_column),
        "title": f"bacalhau-ls ({finding.code})",
    }
    listed = ",".join(f"{name}={in_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{in_data(visible(finding.message))}\n"


def in_property(text: str) -> str:
    """*text* as the value of a property of a command."""
    return text.translate(_IN_PROPERTY)


def in_data(text: str) -> str:
    """*text* as the message of a command."""
    return text.translate(_IN_DATA)
