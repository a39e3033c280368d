"""Applies fixes of findings, as many as go together, until nothing is left to fix.

Each round takes the fixes whose edits keep apart and that do not claim the same
name in the same object; the others wait for the next round, where the findings
are those of the text as it then is. Where that has no end, the best text on the
way is the outcome: the one with the fewest faults, and of those the fewest fixes.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import OTHER_SPECIFICATION, diagnose
from bacalhau_ls.repair.batches import edits_of
from bacalhau_ls.repair.harm import after, harmless
from bacalhau_ls.repair.rounds import Rounds

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding, Fix
    from bacalhau_ls.repair.rounds import Choose
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.text import Edit
    from bacalhau_ls.validation import Validator

__all__ = [
    "NO_REPAIR",
    "Repair",
    "after",
    "edits_of",
    "harmless",
    "likely_fix",
    "repair",
    "repaired",
    "safe_fix",
]

_PATIENCE: Final = 8
"""So often as much as the text may be read again until it is better than ever before."""
_MOST_OFTEN: Final = 100
"""So often in all, whatever becomes of it."""
_SHORT: Final = 1000
"""A text of fewer characters counts as one of so many: what is added may be longer than it."""
_MOST_CHARACTERS: Final = 2_000_000
"""So many may be read in all, even if that is more often."""


class Repair(NamedTuple):
    """What applying fixes comes to."""

    edits: tuple[Edit, ...]
    """They all refer to the text before."""
    applied: Counter[str]
    """How many fixes were applied, by the code of the finding."""


NO_REPAIR: Final = Repair((), Counter())


class _Outcome(NamedTuple):
    """What was made of a text on the way."""

    left: tuple[int, int]
    """How many faults of syntax there are then, and how many fixes are wanted."""
    read: int
    """How many characters were read until then."""
    made: Repair


def safe_fix(finding: Finding) -> Fix | None:
    """The fix of *finding* that may be applied unseen."""
    fix = likely_fix(finding)
    return fix if fix is not None and fix.safe else None


def likely_fix(finding: Finding) -> Fix | None:
    """The fix that is probably wanted: the preferred one, or the only one that drops nothing."""
    if finding.code == OTHER_SPECIFICATION:
        return None  # what a file is held to is for its author to say
    keeping = [fix for fix in finding.fixes if not fix.lossy]
    preferred = next((fix for fix in keeping if fix.preferred), None)
    if preferred is not None:
        return preferred
    candidates = [fix for fix in keeping if fix.safe] or keeping
    return candidates[0] if len(candidates) == 1 else None


def repaired(
    document: Document, settings: Settings, validator: Validator | None, choose: Choose
) -> tuple[Edit, ...]:
    """The edits that apply the fixes that *choose* gives until it gives none."""
    return repair(document, settings, validator, choose).edits


def repair(
    document: Document, settings: Settings, validator: Validator | None, choose: Choose
) -> Repair:
    """What it comes to to apply the fixes that *choose* gives until it gives none."""
    settings = replace(settings, max_diagnostics=sys.maxsize)
    current, total, read, length = document, NO_REPAIR, 0, max(len(document.content), _SHORT)
    rounds = Rounds(choose, length)
    best = _Outcome((sys.maxsize, sys.maxsize), read, total)
    while read - best.read <= _PATIENCE * length and read <= _most_read(length):
        batch = rounds.batch(current, diagnose(current, settings, validator))
        if not batch.edits:
            return _minimal(document.content, total)
        if batch.left < best.left:
            best = _Outcome(batch.left, read, total)
        read += max(len(current.content), length)
        current = after(current, batch.edits)
        edits = edit_sets.composed(total.edits, batch.edits)
        total = Repair(edits, total.applied + batch.applied)
    # One fix calls for the next without end.
    return _minimal(document.content, best.made)


def _most_read(length: int) -> int:
    return max(_MOST_OFTEN * length, _MOST_CHARACTERS)


def _minimal(content: str, made: Repair) -> Repair:
    edits = edit_sets.minimal(content, made.edits)
    return Repair(edits, made.applied) if edits else NO_REPAIR
