"""One finding in the place of several that are about one thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial, reduce
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Fix, Later, Related, RenameKey, listed, with_stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.text import Span

KEY_SPELLING: Final = "key-spelling"
SPLIT: Final = "split-input"
STRANGER: Final = "unknown-property"
SYNTAX: Final = "syntax-error"
_OF_KEYS: Final = (STRANGER, "duplicate-key")
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
    """*findings* with one in the place of several about a key that is not yet written to its end.

    That it lacks its colon is said together with what it may become, or that it is there already.
    """
    broken = {each.span for each in findings if each.code == SYNTAX}
    told = [each for each in findings if each.code in _OF_KEYS and each.span in broken]
    if not told:
        return findings
    of_key: dict[Span, list[Finding]] = defaultdict(list)
    for each in told:
        of_key[each.span].append(each)
    rest = [each for each in findings if each.code not in _OF_KEYS or each.span not in broken]
    return [
        reduce(_together, of_key.pop(each.span, ()), each) if each.code == SYNTAX else each
        for each in rest
    ]


def _together(broken: Finding, other: Finding) -> Finding:
    """One finding with the words and the fixes of both; a broken text is refused at once."""
    fixes = Later(partial(_of_both, other.fixes, broken.fixes))
    words = other.message.removesuffix(with_stage("", other.stage))
    related = (*broken.related, *other.related)
    return replace(broken, message=f"{broken.message}; {words}", related=related, fixes=fixes)


def _of_both(first: Sequence[Fix], second: Sequence[Fix]) -> Iterator[Fix]:
    """The preferred ones before the others, and no more than one of them the preferred one."""
    fixes = sorted([*first, *second], key=lambda fix: not fix.preferred)
    yield from [replace(fix, preferred=fix.preferred and fix is fixes[0]) for fix in fixes]


def _one_of(findings: list[Finding]) -> Finding:
    """The first of *findings*, with the places and the fixes of all."""
    first, *others = findings
    operations = tuple(each for finding in findings for each in finding.fixes[0].operations)
    names = list(dict.fromkeys(each.name for each in operations if isinstance(each, RenameKey)))
    shown = f"`{names[0]}` and others" if len(names) > _MOST_NAMED else listed(names)
    fix = Fix(f"Rename all {len(findings)} keys as they are documented", operations, preferred=True)
    return replace(
        first,
        message=f"{len(findings)} keys of this file are documented in another letter case: {shown};"
        " Bacalhau reads both",
        related=tuple(Related(each.span, each.message) for each in others[:_MOST_SHOWN]),
        fixes=(fix,),
    )
