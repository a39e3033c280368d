"""Every code that a finding can have, and how grave it is unless the user or the case says else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

BUILT_IN: Final[Mapping[str, Severity]] = {
    "duplicate-item": Severity.ERROR,
    "duplicate-key": Severity.WARNING,
    "further-document": Severity.INFORMATION,
    "invalid-encoding": Severity.ERROR,
    "invalid-format": Severity.ERROR,
    "job-wrapper": Severity.ERROR,
    "key-spelling": Severity.HINT,
    "legacy-spec": Severity.ERROR,
    "missing-property": Severity.ERROR,
    "not-json": Severity.WARNING,
    "other-specification": Severity.INFORMATION,
    "out-of-range": Severity.ERROR,
    "relative-path": Severity.ERROR,
    "schema-violation": Severity.ERROR,
    "syntax-error": Severity.ERROR,
    "too-few-items": Severity.ERROR,
    "too-large": Severity.INFORMATION,
    "too-many-findings": Severity.INFORMATION,
    "too-many-items": Severity.ERROR,
    "unknown-directive": Severity.HINT,
    "unknown-property": Severity.ERROR,
    "unknown-value": Severity.ERROR,
    "unquoted-template": Severity.HINT,
    "unreadable-json": Severity.ERROR,
    "unused-ignore": Severity.HINT,
    "wrong-type": Severity.ERROR,
}
"""The codes that no rule stands for: of the text, its syntax and the schema."""


def severities() -> dict[str, Severity]:
    """All codes in order, with their usual severity; the gravest where specifications differ."""
    softest_first = sorted(all_rules(), key=lambda rule: rule.severity, reverse=True)
    return dict(sorted({**BUILT_IN, **{r.code: r.severity for r in softest_first}}.items()))
