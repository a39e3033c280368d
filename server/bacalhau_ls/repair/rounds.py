"""One round of fixing: of the fixes that are wanted as many as go together and break nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from bacalhau_ls.repair.batches import Batch
from bacalhau_ls.repair.harm import after, faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding, Fix

    Choose: TypeAlias = Callable[[Finding], Fix | None]
    Cures: TypeAlias = Sequence[tuple[str, Fix]]
    """Fixes with the codes of what they cure."""

_MOST_TRIED: Final = 4_000_000
"""So many characters may be read to find the fixes that break something, in all rounds."""
_LEAST_TRIED: Final = 64
"""So many times a text may be read for that, however long it is."""


class Rounds:
    """Says round by round which fixes go together."""

    def __init__(self, choose: Choose, length: int) -> None:
        self._choose = choose
        self._tries = max(_LEAST_TRIED, _MOST_TRIED // (length + 1))
        """How often a text may still be read to find out what breaks it."""

    def batch(self, document: Document, findings: list[Finding]) -> Batch:
        """Fixes that go together. What keeps a text from being understood comes first."""
        known = ((finding.code, self._choose(finding)) for finding in findings)
        wanted = [(code, fix) for code, fix in known if fix is not None]
        grave = [each for each in wanted if each[0] == "syntax-error"] or wanted
        left = faults(document), len(wanted)
        return self._harmless(document, Batch(document, left), grave)

    def _harmless(self, document: Document, batch: Batch, cures: Cures) -> Batch:
        """*batch* with all of *cures* that do no harm beside those before, found by halves.

        In a broken text a fix can break more than it mends.
        """
        before, pending = batch.left[0], [cures]
        while pending:
            part = pending.pop()
            more = batch.with_all(part)
            if not more.edits or faults(after(document, more.edits)) <= before:
                batch = more
            elif len(part) > 1 and self._tries > 0:
                half = len(part) // 2
                pending += part[half:], part[:half]
            self._tries -= 1
        return batch
