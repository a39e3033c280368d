"""Applies fixes of findings, as many as go together, until nothing is left to fix.

Each round takes the fixes whose edits keep apart and that do not claim the same
name in the same object; the others wait for the next round, where the findings
are those of the text as it then is.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import OTHER_SPECIFICATION, diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.repair.batches import Batch, edits_of
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.tree import problems_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bacalhau_ls.findings import Finding, Fix
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.text import Edit
    from bacalhau_ls.validation import Validator

    Choose: TypeAlias = Callable[[Finding], Fix | None]

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

_PATIENCE: Final = 100
"""So many rounds may pass until fewer fixes are wanted than ever before."""
_MOST_CHARACTERS: Final = 2_000_000
"""So many may be read in all rounds together, if they are more than a few."""
_MOST_INCREMENTAL: Final = 32
"""For more edits than that it is quicker to read the text anew."""


class Repair(NamedTuple):
    """What applying fixes comes to."""

    edits: tuple[Edit, ...]
    """They all refer to the text before."""
    applied: Counter[str]
    """How many fixes were applied, by the code of the finding."""


NO_REPAIR: Final = Repair((), Counter())


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


def harmless(document: Document, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """*edits*, but none of them if they would break the text: where it is broken, much can."""
    if not edits or _faults(after(document, edits)) <= _faults(document):
        return edits
    return ()


def _faults(document: Document) -> int:
    """How many errors of syntax a document has."""
    problems = (located.problem for located in problems_in(document.top))
    return sum(1 for each in problems if each.fault.level in (Level.ERROR, Level.DUPLICATE))


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
    current, total = document, NO_REPAIR
    states: dict[str, Repair] = {}
    fewest, limit = sys.maxsize, _PATIENCE
    most = max(_PATIENCE, _MOST_CHARACTERS // (len(document.content) + 1))
    while current.content not in states:
        if len(states) >= min(limit, most):
            return NO_REPAIR  # one fix calls for the next without end: better none
        states[current.content] = total
        batch = _batch(current, diagnose(current, settings, validator), choose)
        if not batch.edits:
            return _minimal(document.content, total)
        if batch.wanted < fewest:
            fewest, limit = batch.wanted, len(states) + _PATIENCE
        edits = tuple(batch.edits)
        current = after(current, edits)
        total = Repair(edit_sets.composed(total.edits, edits), total.applied + batch.applied)
    circle = list(states)[list(states).index(current.content) :]
    # Of outcomes that lead to each other always the same, so that once is enough.
    return _minimal(document.content, states[min(circle, key=lambda text: (len(text), text))])


def _minimal(content: str, made: Repair) -> Repair:
    edits = edit_sets.minimal(content, made.edits)
    return Repair(edits, made.applied) if edits else NO_REPAIR


def after(document: Document, edits: tuple[Edit, ...]) -> Document:
    """The version after *edits*, which all refer to *document*."""
    if len(edits) <= _MOST_INCREMENTAL:
        return document.edited(reversed(edits))
    return Document.read(edit_sets.applied(document.content, edits), document.notation)


def _batch(document: Document, findings: list[Finding], choose: Choose) -> Batch:
    """Fixes that go together. What keeps a text from being understood comes first.

    In a broken text a fix can break more than it mends; then each one has to show that it does not.
    """
    wanted = [(finding, fix) for finding in findings if (fix := choose(finding)) is not None]
    grave = [each for each in wanted if each[0].code == "syntax-error"] or wanted
    batch = _taken(document, len(wanted), grave)
    if harmless(document, tuple(batch.edits)) or not batch.edits:
        return batch
    sound = [each for each in grave if harmless(document, edits_of(document, each[1]))]
    batch = _taken(document, len(wanted), sound)
    return batch if harmless(document, tuple(batch.edits)) else Batch(document, 0)


def _taken(document: Document, wanted: int, fixes: Iterable[tuple[Finding, Fix]]) -> Batch:
    batch = Batch(document, wanted)
    for finding, fix in fixes:
        batch.take(finding.code, fix)
    return batch
