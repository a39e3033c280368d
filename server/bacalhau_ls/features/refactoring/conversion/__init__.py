"""A whole document in another notation: the same values in the same order, comments kept.

What has no place in the other notation is an obstacle; so is anything that
would be read in another way there, which is tried out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.document import Document
from bacalhau_ls.features.refactoring.conversion.to_json import json_text
from bacalhau_ls.features.refactoring.conversion.to_yaml import yaml_text
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar, python_value
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.syntax.tree import Node

DEEPEST: Final = 100
"""Levels that can be written: the text grows with the square of the depth."""


class Target(NamedTuple):
    """A notation that documents can be converted to."""

    notation: Notation
    title: str
    write: Callable[[Document], str]


TARGETS: Final = {
    "json": Target(JSON, "JSON", json_text),
    "yaml": Target(YAML, "YAML", yaml_text),
}


def converted(document: Document, target: Target) -> str | None:
    """*document*, which has no `obstacles`, in another notation; None if values would change."""
    text = target.write(document)
    newline = "\r\n" if "\r\n" in document.content else "\n"
    read = Document.read(text, target.notation)
    if not _is_same(document.tree, read.tree):
        return None
    return text.replace("\n", newline)


def _is_same(one: Container, other: Container) -> bool:
    unknown = "{{}}"  # the same text for all placeholders
    return repr(python_value(one, unknown)) == repr(python_value(other, unknown))


def obstacles(document: Document, target: Target) -> list[Finding]:
    """What keeps *document* from being converted, in the order of the text."""
    found = [*_in_syntax(document)] or [*_in_values(document.top, target)]
    return sorted(found, key=lambda finding: finding.span)


def _in_syntax(document: Document) -> Iterator[Finding]:
    for problem, _ in problems_in(document.top):
        fault = problem.fault
        if fault.level is Level.ERROR:
            yield _obstacle(problem.start, problem.end, fault.message.format(problem.detail))
        elif fault.level is Level.SILENT and fault.skips:
            what = "a template or a merge key stands here, which has no place in the other notation"
            yield _obstacle(problem.start, problem.end, what)
        elif fault.level is Level.NOTE:
            yield _obstacle(problem.start, problem.end, "only one document can be converted")


def _in_values(top: Node, target: Target) -> Iterator[Finding]:
    pending = [(top, 0)]
    while pending:
        node, depth = pending.pop()
        if depth > DEEPEST:
            yield _obstacle(*node.span, "this is nested too deeply to be converted")
        elif isinstance(node.green, Container):
            pending.extend((child, depth + 1) for child in node)
        elif node.green.text.startswith("*"):
            yield _obstacle(*node.span, "an alias has no place in JSON: write the value itself")
        elif target.notation is JSON and _is_no_number(node.green):
            yield _obstacle(*node.span, f"JSON has no number `{node.green.text}`")


def _is_no_number(leaf: Scalar) -> bool:
    return leaf.kind is Kind.NUMBER and not math.isfinite(leaf.value)


def _obstacle(start: int, end: int, message: str) -> Finding:
    return Finding(Span(start, end), "not-convertible", Severity.ERROR, message)
