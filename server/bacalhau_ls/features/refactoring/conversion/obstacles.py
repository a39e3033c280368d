"""What keeps a document from being converted to another notation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from bacalhau_ls.document_checks.anchors import anchor_findings
from bacalhau_ls.features.refactoring.conversion.expansion import is_alias, takes_over
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import Node, problems_in
from bacalhau_ls.syntax.yaml.reading.faults import MERGED
from bacalhau_ls.syntax.yaml.reading.frame import MERGE_KEY
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.green import Fault, Green
    from bacalhau_ls.syntax.notation import Notation

DEEPEST: Final = 100
"""Levels that can be written: the text grows with the square of the depth."""


def obstacles(document: Document, notation: Notation) -> list[Finding]:
    """What keeps *document* from being written in *notation*, in the order of the text."""
    found = (
        [*_in_syntax(document)] or [*_in_values(document.top, notation)] or [*_in_aliases(document)]
    )
    return sorted(found, key=lambda finding: finding.span)


def is_obstacle(fault: Fault) -> bool:
    """Whether a problem of syntax keeps a document from being converted."""
    if fault.level is Level.SILENT:
        return fault.skips and fault is not MERGED
    return fault.level in (Level.ERROR, Level.NOTE)


def _in_syntax(document: Document) -> Iterator[Finding]:
    found = [each.problem for each in problems_in(document.top) if is_obstacle(each.problem.fault)]
    said = [problem for problem in found if problem.fault.message]
    for problem in said or found:  # what has no words of its own follows from what has
        message = problem.fault.message or "this template has no place in the other notation"
        if problem.fault.level is Level.NOTE:
            message = "only one document can be converted: remove the others first"
        yield _obstacle(problem.start, problem.end, message.format(problem.detail))


def _in_values(top: Node, notation: Notation) -> Iterator[Finding]:
    pending = [(top, 0)]
    while pending:
        node, depth = pending.pop()
        if depth > DEEPEST:
            yield _obstacle(*node.span, "this is nested too deeply to be converted")
        elif isinstance(node.green, Container):
            pending.extend((child, depth + 1) for child in node)
        elif notation is JSON and _is_no_number(node.green):
            yield _obstacle(*node.span, f"JSON has no number `{node.green.text}`")


def _is_no_number(leaf: Scalar) -> bool:
    return leaf.kind is Kind.NUMBER and not math.isfinite(leaf.value)


def _in_aliases(document: Document) -> Iterator[Finding]:
    """Aliases and merge keys that stand for nothing, or for too much."""
    if not takes_over(document.tree):
        return
    unknown = [_obstacle(*each.span, each.message) for each in anchor_findings(document)]
    yield from unknown
    if not unknown and not _is_writable(
        document.notation.unfolded(document.content, document.tree)
    ):
        yield from (_too_much(node) for node in _first_that_takes_over(document.top))


def _is_writable(unfolded: Container) -> bool:
    """Whether everything has been put in its place, and not too deep."""
    pending: list[tuple[Green, int]] = [(unfolded, 0)]
    while pending:
        green, depth = pending.pop()
        if depth > DEEPEST or is_alias(green):
            return False
        if isinstance(green, Container):
            if any(key.text == MERGE_KEY or is_alias(key) for key in green.keys):
                return False
            pending.extend((child, depth + 1) for child in green.children)
    return True


def _first_that_takes_over(top: Node) -> Iterator[Node]:
    """The value of the first alias or merge key of the text."""
    pending = [top]
    while pending:
        node = pending.pop()
        key = node.key
        if is_alias(node.green) or (
            key is not None and isinstance(key.green, Scalar) and key.green.text == MERGE_KEY
        ):
            yield node
            return
        pending.extend(reversed(list(node)))


def _too_much(node: Node) -> Finding:
    what = "aliases and merge keys cannot be written out: they stand for too much, or for no object"
    return _obstacle(*node.span, what)


def _obstacle(start: int, end: int, message: str) -> Finding:
    return Finding(Span(start, end), "not-convertible", Severity.ERROR, message)
