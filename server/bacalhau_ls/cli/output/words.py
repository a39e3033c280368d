"""How results are summed up for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Severity
from bacalhau_ls.inspection import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.cli.results import Tally


def closing(tally: Tally) -> Iterator[str]:
    """The lines behind all findings: what was fixed, what is left, what can be fixed."""
    if line := held_to(tally):
        yield line
    if tally.changed:
        yield fixed(tally, "fixed")
    yield summary(tally)
    if line := fixable(tally):
        yield line


def fixed(tally: Tally, doing: str) -> str:
    """How many fixes were applied in how many files."""
    number = counted(tally.fixed.total(), "finding")
    return f"{number} {doing} in {counted(tally.changed, 'file')}"


def summary(tally: Tally) -> str:
    """How many findings there are in how many files; once some are fixed, how many are left."""
    files = counted(tally.checked, "file")
    left = " left" if tally.changed else ""
    if not tally.findings:
        return f"no findings{left} in {files}"
    numbers = [
        counted(tally.findings[severity], severity.word)
        for severity in Severity
        if tally.findings[severity]
    ]
    where = counted(tally.at_fault, "file")
    among = f" ({files} checked)" if tally.checked > tally.at_fault else ""
    return f"{', '.join(numbers)}{left} in {where}{among}"


def fixable(tally: Tally) -> str:
    """How many of the findings a program can fix, and how; empty for none."""
    if not tally.fixable:
        hint = f"{tally.guessable} can be fixed with --fix --unsafe-fixes"
        return hint if tally.guessable else ""
    more = f", {tally.guessable} more with --unsafe-fixes" if tally.guessable else ""
    return f"{tally.fixable} can be fixed with --fix{more}"


def held_to(tally: Tally) -> str:
    """Which specification the files were held to; empty if that was not noted."""
    numbers = sorted((title_of(name) if name else "", each) for name, each in tally.held_to.items())
    if len(numbers) == 1:
        return f"held to {numbers[0][0]}" if numbers[0][0] else ""
    parts = [f"{counted(number, 'file')} held to {name}" for name, number in numbers if name]
    return ", ".join(parts)


def counted(number: int, thing: str) -> str:
    """The *number* of a *thing* in words: "2 files"."""
    plural = "" if number == 1 or thing == Severity.INFORMATION.word else "s"
    return f"{number} {thing}{plural}"
