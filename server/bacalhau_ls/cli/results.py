"""What became of each file, and how results are to be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bacalhau_ls.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding


class Checked(NamedTuple):
    """A file that was checked."""

    path: str
    """As the user wrote it, or below the folder that the user named."""
    document: Document
    findings: list[Finding]


class Failed(NamedTuple):
    """A file or folder that was asked for and could not be checked."""

    path: str
    reason: str


class Skipped(NamedTuple):
    """A file or folder found on the way and left out."""

    path: str
    reason: str
    is_surprising: bool = False
    """Whether the user would have expected it to be read."""


Result: TypeAlias = Checked | Failed | Skipped


class View(NamedTuple):
    """How results are shown."""

    folder: PurePath = PurePath()
    """The current folder, absolute: paths in reports are relative to it."""
    threshold: Severity | None = Severity.ERROR
    """Findings at or above it fail the run; None for no findings at all."""
    is_coloured: bool = False
    columns: int = 100
    """How wide a source line may be drawn."""
    is_quiet: bool = False

    def fails(self, finding: Finding) -> bool:
        """Whether *finding* makes the run fail."""
        return self.threshold is not None and finding.severity <= self.threshold


@dataclass
class Tally:
    """Counts results while they pass by."""

    findings: Counter[Severity] = field(default_factory=Counter)
    checked: int = 0
    at_fault: int = 0
    """Files that have findings."""
    failed: int = 0
    skipped: int = 0

    def counting(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, counted."""
        for result in results:
            self.count(result)
            yield result

    def count(self, result: Result) -> None:
        """Add one result."""
        if isinstance(result, Checked):
            self.checked += 1
            self.at_fault += bool(result.findings)
            self.findings.update(finding.severity for finding in result.findings)
        elif isinstance(result, Failed):
            self.failed += 1
        else:
            self.skipped += 1

    def reaches(self, threshold: Severity | None) -> bool:
        """Whether there is a finding at or above *threshold*."""
        return threshold is not None and any(each <= threshold for each in self.findings)
