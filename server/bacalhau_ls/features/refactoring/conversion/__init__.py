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
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Kind, Level, Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.syntax.green import Fault, Green
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.syntax.tree import Node

DEEPEST: Final = 100
"""Levels that can be written: the text grows with the square of the depth."""
_MESSAGES: Final = {
    Level.SILENT: "this template or merge key has no place in the other notation",
    Level.NOTE: "only one document can be converted: remove the others first",
}


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
    """Whether two trees hold the same names and values in the same order."""
    pending: list[tuple[Green, Green]] = [(one, other)]
    while pending:
        left, right = pending.pop()
        if isinstance(left, Scalar) or isinstance(right, Scalar):
            if left.kind is not Kind.PLACEHOLDER and _value(left) != _value(right):
                return False
        elif _outline(left) == _outline(right):
            pending.extend(zip(left.children, right.children, strict=True))
        else:
            return False
    return True


def _outline(container: Container) -> tuple[object, ...]:
    return container.kind, len(container.children), [*map(_name, container.keys)]


def _name(key: Scalar) -> str | None:
    """The name that a key stands for; None if a template is still to fill it."""
    is_open = key.kind is Kind.PLACEHOLDER or TEMPLATE_OPENING in str(key.value)
    return None if is_open else str(key.value)


def _value(green: Green) -> str | None:
    """What stands for the value of a scalar; nothing is null."""
    return repr(green.value) if isinstance(green, Scalar) else None


def obstacles(document: Document, target: Target) -> list[Finding]:
    """What keeps *document* from being converted, in the order of the text."""
    found = [*_in_syntax(document)] or [*_in_values(document.top, target)]
    return sorted(found, key=lambda finding: finding.span)


def is_obstacle(fault: Fault) -> bool:
    """Whether a problem of syntax keeps a document from being converted."""
    if fault.level is Level.SILENT:
        return fault.skips
    return fault.level in (Level.ERROR, Level.NOTE)


def _in_syntax(document: Document) -> Iterator[Finding]:
    for problem, _ in problems_in(document.top):
        if is_obstacle(problem.fault):
            message = _MESSAGES.get(problem.fault.level, problem.fault.message)
            yield _obstacle(problem.start, problem.end, message.format(problem.detail))


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
