"""Code lens: above the job, how many findings there are, and the way to strict JSON."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import quantities
from bacalhau_ls.findings import Severity
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding

_NOUNS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "remark",
    Severity.HINT: "hint",
}


class Action(Enum):
    """What a lens does."""

    NOTHING = auto()
    GO_TO_FINDING = auto()
    SHOW_JSON = auto()


class Lens(NamedTuple):
    """A line of text above the job that may do something."""

    span: Span
    title: str
    action: Action
    target: Span | None = None
    """Where to go to."""


def code_lenses(document: Document, findings: Sequence[Finding]) -> list[Lens]:
    """The lenses of the job; none if there is none."""
    root = document.root
    if root.kind is not Kind.OBJECT:
        return []
    place = Span(root.start, root.start + 1)
    return [
        _summary(place, findings),
        Lens(place, "Show the JSON to submit", Action.SHOW_JSON),
    ]


def _summary(place: Span, findings: Sequence[Finding]) -> Lens:
    if not findings:
        return Lens(place, "No findings", Action.NOTHING)
    counts = dict.fromkeys(_NOUNS, 0)
    for finding in findings:
        counts[finding.severity] += 1
    shown = [quantities.counted(count, _NOUNS[each]) for each, count in counts.items() if count]
    gravest = min(findings, key=lambda finding: (finding.severity, finding.span))
    return Lens(place, ", ".join(shown), Action.GO_TO_FINDING, gravest.span)
