"""SARIF 2.1.0, for code scanning services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls import __version__
from bacalhau_ls.cli.output.paths import relative, uri_reference
from bacalhau_ls.cli.output.places import Fingerprints, dumped, one_based, well_formed
from bacalhau_ls.cli.output.visible import visible
from bacalhau_ls.cli.results import Checked, Failed
from bacalhau_ls.domain.secrets import secret_words
from bacalhau_ls.findings import Severity
from bacalhau_ls.repair import edits_of
from bacalhau_ls.resources import page_text
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.cli.results import Result, View
    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.text import Edit

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}


def render(results: Iterable[Result], view: View) -> Iterator[str]:
    """One log with one run."""
    codes: dict[str, int] = {}
    found: list[dict[str, Any]] = []
    failed: list[Failed] = []
    artifacts: list[dict[str, Any]] = []
    fingerprints = Fingerprints()
    for result in results:
        if isinstance(result, Checked):
            found += _results(result, view, codes, fingerprints)
            artifacts.append(_described(result, view))
        elif isinstance(result, Failed):
            failed.append(result)
    run = {
        "tool": {"driver": _driver(codes)},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {_ROOT: _root(view)},
        "invocations": [_invocation(failed, view)],
        "artifacts": artifacts,
        "results": found,
    }
    yield f"{dumped({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]}, indent=2)}\n"


def _driver(codes: Iterable[str]) -> dict[str, Any]:
    return {
        "name": "bacalhau-ls",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }


def _rule(code: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if (page := page_text(code)) is not None:
        rule["help"] = {"text": page, "markdown": page}
    return rule


def _root(view: View) -> dict[str, Any]:
    described = {"description": {"text": "The folder that the check was started in"}}
    if not view.folder.is_absolute():
        return described
    return described | {"uri": f"{view.folder.as_uri().rstrip('/')}/"}


def _invocation(failed: list[Failed], view: View) -> dict[str, Any]:
    notifications = [
        {
            "level": "error",
            "message": {"text": message_text(each.reason)},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(each.path, view)}}],
        }
        for each in failed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notifications}


def _results(
    checked: Checked, view: View, codes: dict[str, int], fingerprints: Fingerprints
) -> Iterator[dict[str, Any]]:
    artifact = _artifact(checked.path, view)
    secrets = secret_words(checked.document) if checked.findings else set()
    for finding in checked.findings:
        fingerprint = fingerprints.of(artifact["uri"], checked.document, finding)
        result = {
            "ruleId": finding.code,
            "ruleIndex": codes.setdefault(finding.code, len(codes)),
            "level": _LEVELS[finding.severity],
            "message": {"text": message_text(finding.message)},
            "locations": [_location(artifact, checked.document, finding.span)],
            "partialFingerprints": {"bacalhauLs/v1": fingerprint},
        }
        if finding.related:
            result["relatedLocations"] = _related(artifact, checked.document, finding)
        if fixes := list(_fixes(artifact, checked.document, finding, secrets)):
            result["fixes"] = fixes
        yield result


def _related(
    artifact: dict[str, Any], document: Document, finding: Finding
) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            **_location(artifact, document, each.span),
            "message": {"text": message_text(each.message)},
        }
        for number, each in enumerate(finding.related)
    ]


def _artifact(path: str, view: View) -> dict[str, Any]:
    artifact = {"uri": uri_reference(path, view.folder)}
    if relative(path, view.folder) is not None:
        artifact["uriBaseId"] = _ROOT
    return artifact


def _described(checked: Checked, view: View) -> dict[str, Any]:
    """A file that was checked, and the specification that it was held to."""
    properties = {"specification": well_formed(checked.held_to)}
    return {"location": _artifact(checked.path, view), "properties": properties}


def _location(artifact: dict[str, Any], document: Document, span: Span) -> dict[str, Any]:
    region = _region(document, span)
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _region(document: Document, span: Span) -> dict[str, int]:
    place = one_based(document, span)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fixes(
    artifact: dict[str, Any], document: Document, finding: Finding, secrets: set[str]
) -> Iterator[dict[str, Any]]:
    """All ways to cure *finding* that repeat no secret, the clear one first."""
    for fix in sorted(finding.fixes, key=lambda fix: not fix.preferred):
        edits = edits_of(document, fix)
        if edits and not any(secret in edit.text for edit in edits for secret in secrets):
            replacements = [_replacement(document, edit) for edit in edits]
            yield {
                "description": {"text": message_text(fix.title)},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
            }


def _replacement(document: Document, edit: Edit) -> dict[str, Any]:
    replacement: dict[str, Any] = {"deletedRegion": _region(document, Span(edit.start, edit.end))}
    if edit.text:
        replacement["insertedContent"] = {"text": well_formed(edit.text)}
    return replacement


def message_text(text: str) -> str:
    """*text* so that no viewer finds a placeholder or a link in it."""
    text = visible(text).replace("{", "{{").replace("}", "}}")
    if "](" in text:
        text = text.replace("[", r"\[").replace("]", r"\]")
    return text
