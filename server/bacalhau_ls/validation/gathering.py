"""One finding in the place of many that say the same about a whole file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Fix, Related, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.findings import Finding

KEY_SPELLING: Final = "key-spelling"
SPLIT: Final = "split-input"
_MOST_NAMED: Final = 3
_MOST_SHOWN: Final = 3


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """*findings* with one for the whole file about keys that are spelt in another way.

    What a finding about a split item explains is left out as well.
    """
    rest = _unexplained(list(findings))
    # What is behind an alias cannot be renamed there.
    spelling = [finding for finding in rest if finding.code == KEY_SPELLING and finding.fixes]
    if len(spelling) < 2:  # noqa: PLR2004 - one stands for itself
        return rest
    rest = [finding for finding in rest if finding not in spelling]
    return [*rest, _one_of(sorted(spelling, key=lambda finding: finding.span))]


def _unexplained(findings: list[Finding]) -> list[Finding]:
    """*findings* less what parts of one item seem to lack that stand apart by mistake."""
    parts = {each.span for finding in findings if finding.code == SPLIT for each in finding.related}
    if not parts:
        return findings
    return [each for each in findings if each.code != "missing-property" or each.span not in parts]


def _one_of(findings: list[Finding]) -> Finding:
    """The first of *findings*, with the places and the fixes of all."""
    first, *others = findings
    operations = tuple(each for finding in findings for each in finding.fixes[0].operations)
    names = list(dict.fromkeys(each.name for each in operations if hasattr(each, "name")))
    shown = f"`{names[0]}` and others" if len(names) > _MOST_NAMED else listed(names)
    fix = Fix(f"Rename all {len(findings)} keys as they are documented", operations, preferred=True)
    return replace(
        first,
        message=f"{len(findings)} keys of this file are documented in another letter case: {shown};"
        " Bacalhau reads both",
        related=tuple(Related(each.span, each.message) for each in others[:_MOST_SHOWN]),
        fixes=(fix,),
    )
