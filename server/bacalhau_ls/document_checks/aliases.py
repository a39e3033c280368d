"""What is found behind an alias is said at the alias, once; not if it is said at the anchor too."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import (
    Finding,
    Fix,
    Later,
    MoveMember,
    Related,
    Remove,
    SetValue,
    WrapInList,
)
from bacalhau_ls.syntax.far import alias_at, inside, is_far
from bacalhau_ls.text import Span
from bacalhau_ls.validation.walk import owner_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Operation
    from bacalhau_ls.syntax.tree import Node

_OF_WHOLE_VALUES: Final = (MoveMember, Remove, SetValue, WrapInList)
"""What can be done to an alias in the place of what it stands for."""
_MOST_SHOWN: Final = 3


def at_aliases(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """*findings* in what *document* means, put where its text has a place for them."""
    behind: dict[int, list[Finding]] = defaultdict(list)
    found = [*findings]
    for finding in found:
        if is_far(finding.span.start):
            behind[alias_at(finding.span.start)].append(finding)
        else:
            yield _in_text(document, finding, finding.span)
    if behind:
        said = {(finding.span.start, finding.code) for finding in found}
        for offset, each in behind.items():
            alias = document.node_at(offset)
            anchor = document.notation.anchor_of(document.content, document.top, alias)
            news = [finding for finding in each if not _is_said(finding, anchor, said)]
            if news:
                yield _of_alias(document, alias, anchor, news)


def _is_said(finding: Finding, anchor: Node | None, said: Container[tuple[int, str]]) -> bool:
    """Whether the same is found where the value is written; what it lacks is said on its key."""
    if anchor is None:
        return False
    place = inside(finding.span.start)
    places = (anchor.start, owner_of(anchor).start) if place == 0 else (anchor.start + place,)
    return any((each, finding.code) in said for each in places)


def _of_alias(
    document: Document, alias: Node, anchor: Node | None, findings: list[Finding]
) -> Finding:
    """The gravest of *findings* at the *alias* that they are behind; the others as remarks."""
    first, *others = sorted(findings, key=lambda each: (each.severity, each.span))
    more = f", and {len(others)} more" if others else ""
    message = f"behind `{document.content[slice(*alias.span)]}`: {first.message}{more}"
    shown = _in_text(document, first, alias.span)
    written = (replace(first, message="it is written here"), *others[:_MOST_SHOWN])
    there = [_there(document, anchor, each) for each in written] if anchor else []
    fixes = () if others else shown.fixes
    return replace(shown, message=message, related=(*shown.related, *there), fixes=fixes)


def _there(document: Document, anchor: Node, finding: Finding) -> Related:
    """What is found, at its place in the value of the *anchor*."""
    span = Span(*(anchor.start + inside(offset) for offset in finding.span))
    return Related(_seen(document, span), finding.message)


def _in_text(document: Document, finding: Finding, span: Span) -> Finding:
    """*finding* at *span*, and all else that it speaks of where the text has a place for it."""
    related = tuple([Related(_seen(document, each.span), each.message) for each in finding.related])
    fixes = Later(partial(_fixes_in_text, document, finding.fixes)) if finding.fixes else ()
    return replace(finding, span=span, related=related, fixes=fixes)


def _seen(document: Document, span: Span) -> Span:
    """*span*, or the alias that it is behind."""
    return document.node_at(alias_at(span.start)).span if is_far(span.start) else span


def _fixes_in_text(document: Document, fixes: Sequence[Fix]) -> Iterator[Fix]:
    """Those that can be done there: to the alias what is done to all that it stands for."""
    for fix in fixes:
        if not any(is_far(offset) for each in fix.operations for offset in each.span):
            yield fix
        elif all(_is_possible(each) for each in fix.operations):
            done = [replace(each, span=_seen(document, each.span)) for each in fix.operations]
            yield replace(fix, title=f"{fix.title}, here alone", operations=tuple(done), safe=False)


def _is_possible(operation: Operation) -> bool:
    start, end = operation.span
    if not is_far(end):
        return True
    return is_far(start) and inside(start) == 0 and isinstance(operation, _OF_WHOLE_VALUES)
