"""What can be done about the findings at a place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import suppression
from bacalhau_ls.actions import QUICK_FIX, Action
from bacalhau_ls.governing import choice
from bacalhau_ls.repair import edits_of, harmless, likely_fix, repaired
from bacalhau_ls.settings import Strictness
from bacalhau_ls.suppression.unknown import CODE as UNKNOWN_DIRECTIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding, Fix
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.text import Edit, Span
    from bacalhau_ls.validation import Validator

_NOT_TO_BE_IGNORED = frozenset(
    {"syntax-error", "invalid-encoding", "too-many-findings", suppression.CODE, UNKNOWN_DIRECTIVE}
)


class Judged(NamedTuple):
    """A document and what there is to say about it."""

    document: Document
    findings: list[Finding]
    settings: Settings
    validator: Validator | None = None


def quick_fixes(judged: Judged, span: Span) -> list[Action]:
    """What can be done about the findings that touch *span*, the best first."""
    here = [each for each in judged.findings if _touch(each.span, span)]
    fixes = [action for finding in here for action in _fixes(judged.document, finding)]
    of_kind = list(_fixes_of_kind(judged, here))
    return [*fixes, *of_kind, *_suppressions(judged, here)]


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _fixes(document: Document, finding: Finding) -> Iterator[Action]:
    for fix in finding.fixes:
        # What changes nothing, or would break the text, is not worth a line of the menu.
        if edits := harmless(document, edits_of(document, fix)):
            yield Action(fix.title, QUICK_FIX, partial(_known, edits), (finding,), fix.preferred)


def _known(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    return edits


def _fixes_of_kind(judged: Judged, here: Iterable[Finding]) -> Iterator[Action]:
    """One action for all findings of a code, where there are several that can be fixed."""
    for code in dict.fromkeys(finding.code for finding in here):
        alike = [each for each in judged.findings if each.code == code and _clear_fix(each)]
        if len(alike) > 1:
            title = f"Fix all `{code}` findings in the file"
            yield Action(title, QUICK_FIX, partial(_fix_code, judged, code), tuple(alike))


def _clear_fix(finding: Finding) -> Fix | None:
    """The likely fix, but none that is only all that can be done, such as to remove a value."""
    fix = likely_fix(finding)
    return fix if fix is not None and (fix.preferred or fix.safe) else None


def _fix_code(judged: Judged, code: str) -> tuple[Edit, ...]:
    def choose(finding: Finding) -> Fix | None:
        return _clear_fix(finding) if finding.code == code else None

    return repaired(judged.document, judged.settings, judged.validator, choose)


def ignorable(findings: Iterable[Finding], span: Span) -> list[Finding]:
    """The first finding of each code at *span* that an author may want to silence."""
    here = [each for each in findings if _touch(each.span, span)]
    first = {finding.code: finding for finding in reversed(here)}
    return [each for each in first.values() if each.code not in _NOT_TO_BE_IGNORED][::-1]


def _suppressions(judged: Judged, here: Iterable[Finding]) -> Iterator[Action]:
    if judged.settings.strictness is Strictness.JSON:
        return  # it has no comments: what is to be silenced is said in the settings
    document, known = judged.document, set[str]()
    held_to = choice(document, judged.settings).name
    for finding in here:
        code = finding.code
        if code in _NOT_TO_BE_IGNORED or code in known:
            continue
        known.add(code)
        edits = partial(suppression.ignoring, document, held_to, code, finding.span.start)
        yield Action(f"Ignore `{code}` here", QUICK_FIX, edits, (finding,))
        edits = partial(suppression.ignoring_in_file, document, held_to, code)
        yield Action(f"Ignore `{code}` in the whole file", QUICK_FIX, edits, (finding,))
