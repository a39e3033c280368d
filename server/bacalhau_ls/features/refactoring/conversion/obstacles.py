"""What keeps a document from being converted to another notation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from bacalhau_ls.document_checks.writing import (
    DEEPEST,
    alias_obstacles,
    comma_obstacles,
    obstacle,
    template_obstacles,
    trim_obstacles,
)
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml.reading.faults import ALIAS_KEY, MERGED, TEMPLATE_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.green import Fault
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.syntax.tree import Node

_KEYS: Final = (MERGED, ALIAS_KEY, TEMPLATE_KEY)
"""What is said of keys that have a place in either notation."""


def obstacles(document: Document, notation: Notation) -> list[Finding]:
    """What keeps *document* from being written in *notation*, in the order of the text."""
    found = (
        [*_in_syntax(document)]
        or [*_in_values(document.top, notation)]
        or [*alias_obstacles(document)]
        or [*comma_obstacles(document)]
        or [*trim_obstacles(document)]
        or [*(template_obstacles(document) if notation is JSON else ())]
    )
    return sorted(found, key=lambda finding: finding.span)


def is_obstacle(fault: Fault) -> bool:
    """Whether a problem of syntax keeps a document from being converted."""
    if fault.level is Level.SILENT:
        return fault.skips and fault not in _KEYS
    return fault.level in (Level.ERROR, Level.NOTE)


def _in_syntax(document: Document) -> Iterator[Finding]:
    found = [each.problem for each in problems_in(document.top) if is_obstacle(each.problem.fault)]
    said = [problem for problem in found if problem.fault.message]
    for problem in said or found:  # what has no words of its own follows from what has
        message = problem.fault.message or "this template has no place in the other notation"
        if problem.fault.level is Level.NOTE:
            message = "only one document can be converted: remove the others first"
        yield obstacle(problem.start, problem.end, message.format(problem.detail))


def _in_values(top: Node, notation: Notation) -> Iterator[Finding]:
    pending = [(top, 0)]
    while pending:
        node, depth = pending.pop()
        if depth > DEEPEST:
            yield obstacle(*node.span, "this is nested too deeply to be converted")
        elif isinstance(node.green, Container):
            pending.extend((child, depth + 1) for child in node)
        elif notation is JSON and _is_no_number(node.green):
            yield obstacle(*node.span, f"JSON has no number `{node.green.text}`")


def _is_no_number(leaf: Scalar) -> bool:
    return leaf.kind is Kind.NUMBER and not math.isfinite(leaf.value)
