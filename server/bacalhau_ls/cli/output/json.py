"""A list of findings with zero-based UTF-16 ranges, as a language server gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.cli.output.places import dumped, well_formed
from bacalhau_ls.cli.results import Checked
from bacalhau_ls.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.cli.results import Result, View
    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding


def render(results: Iterable[Result], _view: View) -> Iterator[str]:
    """One finding on each line of one list."""
    opening = "[\n"
    for result in results:
        if isinstance(result, Checked):
            for finding in result.findings:
                yield f"{opening}  {dumped(_record(finding, result))}"
                opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _record(finding: Finding, checked: Checked) -> dict[str, Any]:
    document = checked.document
    return {
        "path": well_formed(checked.path),
        "specification": well_formed(checked.held_to),
        "range": {
            "start": _position(document, finding.span.start),
            "end": _position(document, finding.span.end),
        },
        "severity": finding.severity.word,
        "code": finding.code,
        "message": well_formed(finding.message),
    }


def _position(document: Document, offset: int) -> dict[str, int]:
    line, character = document.text.position(offset, Encoding.UTF16)
    return {"line": line, "character": character}
