"""One finding in the place of several that are about one thing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Fix, Later, Related, listed, with_stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bacalhau_ls.findings import Finding

KEY_SPELLING: Final = "key-spelling"
SPLIT: Final = "split-input"
STRANGER: Final = "unknown-property"
SYNTAX: Final = "syntax-error"
_MOST_NAMED: Final = 3
_MOST_SHOWN: Final = 3


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """*findings* with one for the whole file about keys that are spelt in another way.

    What a finding about a split item explains is left out as well, and what is wrong with a
    key that is not yet written to its end is said once.
    """
    rest = _with_begun_keys(_unexplained(list(findings)))
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


def _with_begun_keys(findings: list[Finding]) -> list[Finding]:
    """*findings* with one in the place of two about a key of which only the beginning is there.

    That it lacks its colon is said together with what it may become.
    """
    strangers = {each.span: each for each in findings if each.code == STRANGER}
    begun = {each.span for each in findings if each.code == SYNTAX} & strangers.keys()
    if not begun:
        return findings
    rest = [each for each in findings if each.code != STRANGER or each.span not in begun]
    return [
        _together(each, strangers[each.span])
        if each.code == SYNTAX and each.span in begun
        else each
        for each in rest
    ]


def _together(broken: Finding, unknown: Finding) -> Finding:
    """One finding with the words and the fixes of both; a broken text is refused at once."""
    fixes = Later(partial(_of_both, unknown.fixes, broken.fixes))
    words = unknown.message.removesuffix(with_stage("", unknown.stage))
    return replace(broken, message=f"{broken.message}; {words}", fixes=fixes)


def _of_both(first: Sequence[Fix], second: Sequence[Fix]) -> Iterator[Fix]:
    """The preferred ones before the others, and no more than one of them the preferred one."""
    fixes = sorted([*first, *second], key=lambda fix: not fix.preferred)
    yield from [replace(fix, preferred=fix.preferred and fix is fixes[0]) for fix in fixes]


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
