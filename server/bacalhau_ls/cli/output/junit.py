"""JUnit's XML: each file is a test, which fails if the file fails the run."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bacalhau_ls.cli.output.paths import posix
from bacalhau_ls.cli.output.places import one_based
from bacalhau_ls.cli.output.visible import visible
from bacalhau_ls.cli.results import Checked, Failed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.cli.results import Result, View
    from bacalhau_ls.findings import Finding


def render(results: Iterable[Result], view: View) -> Iterator[str]:
    """One suite with a case for each file."""
    cases: list[str] = []
    failures = errors = 0
    for result in results:
        if isinstance(result, Checked):
            failures += any(map(view.fails, result.findings))
            cases.append(_case(result.path, _verdict(result, view), view))
        elif isinstance(result, Failed):
            errors += 1
            verdict = f"      <error message={_quoted(result.reason)}/>\n"
            cases.append(_case(result.path, verdict, view))
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites {counts}>\n  <testsuite name="bacalhau-ls" {counts}>\n'
    yield from cases
    yield "  </testsuite>\n</testsuites>\n"


def _case(path: str, verdict: str, view: View) -> str:
    name = _quoted(posix(path, view.folder))
    opening = f'    <testcase classname="bacalhau-ls" name={name}'
    return f"{opening}>\n{verdict}    </testcase>\n" if verdict else f"{opening}/>\n"


def _verdict(result: Checked, view: View) -> str:
    """What fails the file, and beside it what does not."""
    failing = [finding for finding in result.findings if view.fails(finding)]
    others = [finding for finding in result.findings if not view.fails(finding)]
    verdict = ""
    if failing:
        first = f"message={_quoted(failing[0].message)} type={_quoted(failing[0].code)}"
        verdict = f"      <failure {first}>{_lines(failing, result)}</failure>\n"
    if others:
        verdict += f"      <system-out>{_lines(others, result)}</system-out>\n"
    return verdict


def _lines(findings: list[Finding], result: Checked) -> str:
    return "\n".join(escape(_line(finding, result)) for finding in findings)


def _line(finding: Finding, result: Checked) -> str:
    place = one_based(result.document, finding.span)
    said = f"{finding.severity.word}[{finding.code}]: {visible(finding.message)}"
    return f"{visible(result.path)}:{place.line}:{place.column}: {said}"


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
