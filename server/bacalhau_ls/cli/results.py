"""What became of each file, and how results are to be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bacalhau_ls.findings import Severity
from bacalhau_ls.repair import likely_fix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.reading import Source
    from bacalhau_ls.text import Edit


class Unwritable(Exception):  # noqa: N818 - it says what the file is
    """A file that is left as it was; the message says why, in a few words."""


class Change(NamedTuple):
    """What was done to a file, or would be."""

    before: Source
    edits: tuple[Edit, ...]
    fixed: Counter[str] = Counter()  # noqa: RUF012 - never changed
    """How many fixes were applied, by the code of the finding."""


class Checked(NamedTuple):
    """A file that was checked."""

    path: str
    """As the user wrote it, or below the folder that the user named."""
    document: Document
    findings: list[Finding]
    """What is found in the document; with fixes applied, what is left."""
    change: Change | None = None
    """What was fixed before, if anything."""
    held_to: str = ""
    """The name of the specification that it was held to."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing is written because of it, so that a progress bar may stay."""
        return not self.findings and not self.change


class Formatted(NamedTuple):
    """A file that was formatted."""

    path: str
    change: Change | None
    """None if it was laid out like that already."""
    is_broken: bool = False
    """Whether errors of syntax kept parts of it from being formatted."""

    @property
    def is_silent(self) -> bool:
        return not self.change and not self.is_broken


class Failed(NamedTuple):
    """A file or folder that was asked for and could not be read or written."""

    path: str
    reason: str

    @property
    def is_silent(self) -> bool:
        return False


class Skipped(NamedTuple):
    """A file or folder found on the way and left out."""

    path: str
    reason: str
    is_surprising: bool = False
    """Whether the user would have expected it to be read."""

    @property
    def is_silent(self) -> bool:
        return not self.is_surprising


Result: TypeAlias = Checked | Formatted | Failed | Skipped


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
    changed: int = 0
    """Files that were fixed or formatted, or would be."""
    fixed: Counter[str] = field(default_factory=Counter)
    """How many fixes were applied, by the code of the finding."""
    fixable: int = 0
    """Findings that have a safe fix."""
    guessable: int = 0
    """Further findings that have one likely fix, which is not safe."""
    failed: int = 0
    skipped: int = 0
    held_to: Counter[str] = field(default_factory=Counter)
    """How many files were held to which specification."""

    def counting(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, counted."""
        for result in results:
            self.count(result)
            yield result

    def count(self, result: Result) -> None:
        """Add one result."""
        if isinstance(result, Failed):
            self.failed += 1
        elif isinstance(result, Skipped):
            self.skipped += 1
        else:
            self._count_read(result)

    def _count_read(self, result: Checked | Formatted) -> None:
        self.checked += 1
        if result.change:
            self.changed += 1
            self.fixed.update(result.change.fixed)
        if isinstance(result, Checked):
            self.at_fault += bool(result.findings)
            self.held_to[result.held_to] += bool(result.held_to)
            self.findings.update(finding.severity for finding in result.findings)
            likely = [fix for each in result.findings if (fix := likely_fix(each))]
            self.fixable += sum(fix.safe for fix in likely)
            self.guessable += sum(not fix.safe for fix in likely)

    def reaches(self, threshold: Severity | None) -> bool:
        """Whether there is a finding at or above *threshold*."""
        return threshold is not None and any(each <= threshold for each in self.findings)
