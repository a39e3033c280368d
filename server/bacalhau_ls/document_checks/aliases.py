"""What is found behind an alias is said at the alias, once; not if it is said at the anchor too."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
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
from bacalhau_ls.syntax.anchors import by_anchor
from bacalhau_ls.syntax.far import alias_at, inside, is_far
from bacalhau_ls.text import Span
from bacalhau_ls.validation.walk import owner_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Operation
    from bacalhau_ls.syntax.tree import Node

_OF_WHOLE_VALUES: Final = (MoveMember, Remove, SetValue, WrapInList)
"""What can be done to an alias in the place of what it stands for."""
_MOST_SHOWN: Final = 3


def at_aliases(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """*findings* in what *document* means, put where its text has a place for them."""
    found = _Found(document, findings)
    for finding in found.in_text:
        yield _in_text(document, finding, finding.span, found.is_harmless)
    for offset, behind in found.behind.items():
        alias = document.node_at(offset)
        anchor = document.notation.anchor_of(document.content, document.top, alias)
        news = [finding for finding in behind if not found.is_said(finding, anchor)]
        if news:
            yield _of_alias(document, alias, anchor, news)


class _Found:
    """All findings of a document, told apart by where they are."""

    def __init__(self, document: Document, findings: Iterable[Finding]) -> None:
        self._document = document
        self.in_text: list[Finding] = []
        self.behind: dict[int, list[Finding]] = defaultdict(list)
        """Those behind each alias."""
        self._said: set[tuple[int, str]] = set()
        for finding in findings:
            start = finding.span.start
            self._said.add((start, finding.code))
            (self.behind[alias_at(start)] if is_far(start) else self.in_text).append(finding)

    def is_said(self, finding: Finding, anchor: Node | None) -> bool:
        """Whether the same is found where the value is written; what it lacks, on its key."""
        if anchor is None:
            return False
        place = inside(finding.span.start)
        places = (anchor.start, owner_of(anchor).start) if place == 0 else (anchor.start + place,)
        return any((each, finding.code) in self._said for each in places)

    def is_harmless(self, finding: Finding) -> bool:
        """Whether the value is wrong in the same way wherever an alias stands for it."""
        node = self._document.node_at(finding.span.start)
        return all(
            any(
                each.code == finding.code
                and around.start + inside(each.span.start) == finding.span.start
                for each in self.behind.get(alias, ())
            )
            for around in (node, *node.ancestors())
            for alias in self._aliases.get(around.span, ())
        )

    @cached_property
    def _aliases(self) -> dict[Span, list[int]]:
        """The aliases of each value that has an anchor."""
        found: dict[Span, list[int]] = defaultdict(list)
        for first, *others in by_anchor(self._document.anchor_uses()):
            if first.declares:
                found[first.node.span] += [use.node.start for use in others]
        return found


def _of_alias(
    document: Document, alias: Node, anchor: Node | None, findings: list[Finding]
) -> Finding:
    """The gravest of *findings* at the *alias* that they are behind; the others as remarks."""
    first, *others = sorted(findings, key=lambda each: (each.severity, each.span))
    more = f", and {len(others)} more" if others else ""
    message = f"behind `{document.content[slice(*alias.span)]}`: {first.message}{more}"
    shown = _in_text(document, first, alias.span, lambda _: False)
    written = (replace(first, message="it is written here"), *others[:_MOST_SHOWN])
    there = [_there(document, anchor, each) for each in written] if anchor else []
    fixes = () if others else shown.fixes
    return replace(shown, message=message, related=(*shown.related, *there), fixes=fixes)


def _there(document: Document, anchor: Node, finding: Finding) -> Related:
    """What is found, at its place in the value of the *anchor*."""
    span = Span(*(anchor.start + inside(offset) for offset in finding.span))
    return Related(_seen(document, span), finding.message)


def _in_text(
    document: Document, finding: Finding, span: Span, is_harmless: Callable[[Finding], bool]
) -> Finding:
    """*finding* at *span*, and all else that it speaks of where the text has a place for it."""

    def fixes() -> Iterator[Fix]:
        for fix in _fixes_in_text(document, finding.fixes):
            yield fix if not fix.safe or is_harmless(finding) else replace(fix, safe=False)

    related = tuple([Related(_seen(document, each.span), each.message) for each in finding.related])
    return replace(finding, span=span, related=related, fixes=Later(fixes) if finding.fixes else ())


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
