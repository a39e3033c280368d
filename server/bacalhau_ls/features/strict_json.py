"""A spec as strict JSON, ready to submit: the same values, no comments, nothing of JSON5."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bacalhau_ls.document_checks.writing import (
    alias_obstacles,
    template_obstacles,
    trim_obstacles,
)
from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.anchors import takes_over
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar
from bacalhau_ls.syntax.templating import OPENING, for_double_quotes
from bacalhau_ls.syntax.tree import Node, problems_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.green import Green

_CODE = "not-json"
_INDENT = "  "
_DEEPEST = 64
"""Levels below are not indented further: the output would grow with the square of the depth."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def obstacles(document: Document) -> list[Finding]:
    """What keeps a spec from being written: errors of syntax, or else what JSON cannot say."""
    found = list(_syntax_errors(document))
    if not found and any(unwritable(document.meant.root)):
        nodes = list(unwritable(document.root))
        found = [_not_json(node) for node in nodes if not takes_over(node.green)]
        found += [replace(each, code=_CODE) for each in alias_obstacles(document)]
        found = found or [_not_json(node) for node in nodes]
    known = {finding.span for finding in found}
    found += [each for each in _deciding(document) if each.span not in known]
    templates = (*template_obstacles(document), *trim_obstacles(document)) if not found else ()
    found += [replace(each, code=_CODE) for each in templates]
    return sorted(found, key=lambda finding: finding.span)


def _deciding(document: Document) -> Iterator[Finding]:
    """The templates that decide which members and items there are."""
    for problem, _ in problems_in(document.top) if document.may_have_templates else ():
        is_silent = problem.fault.level is Level.SILENT and problem.fault.skips
        action = document.content[problem.start : problem.end]
        if is_silent and action.startswith(OPENING):
            message = "a template decides about what follows: fill it in first"
            yield Finding(Span(problem.start, problem.end), _CODE, Severity.ERROR, message)


def as_json(document: Document) -> Iterator[str]:
    """Pieces of the text of *document* in JSON, if there are no `obstacles`."""
    return written(document.meant.root.green)


def _syntax_errors(document: Document) -> Iterator[Finding]:
    """The errors of syntax, also those that the author has silenced."""
    for problem, *_ in problems_in(document.top):
        if problem.fault.level is Level.ERROR:
            message = problem.fault.message.format(problem.detail)
            span = Span(problem.start, problem.end)
            yield Finding(span, "syntax-error", Severity.ERROR, message)


def _not_json(node: Node) -> Finding:
    if node.kind is Kind.MISSING:
        message = "the document is empty"
    elif isinstance(node.green, Scalar) and node.kind is Kind.NUMBER:
        message = f"JSON has no number `{node.green.text}`"
    else:
        message = "a placeholder stands here, not a value: fill it in first"
    return Finding(node.span, _CODE, Severity.ERROR, message)


def unwritable(root: Node) -> Iterator[Node]:
    """The values at and below *root* that JSON has no way to write.

    A value that is missing further in is null, or an error of syntax.
    """
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node.green, Container):
            pending.extend(reversed(list(node)))
            yield from (key for child in node if (key := child.key) and key.string is None)
        elif node.kind is Kind.MISSING:
            yield from [node] * (node is root)
        elif not node.readable or _is_infinite(node.green):
            yield node


def _is_infinite(leaf: Scalar) -> bool:
    return isinstance(leaf.value, float) and not (
        math.isfinite(leaf.value) or _NUMBER.fullmatch(leaf.text)
    )


def written(root: Green) -> Iterator[str]:
    """Pieces of the text of *root*, which holds nothing `unwritable`; ends with a line end."""
    pending: list[str | tuple[Green, int]] = [(root, 0)]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item[0], Scalar):
            yield _literal(item[0])
        else:
            pending.extend(reversed(list(_unfolded(item[0], item[1]))))
    yield "\n"


def _unfolded(container: Container, depth: int) -> Iterator[str | tuple[Green, int]]:
    opening, closing = "{}" if container.kind is Kind.OBJECT else "[]"
    if not container.children:
        yield opening + closing
        return
    separator = opening
    for key, child in _entries(container):
        yield f"{separator}{_line_break(depth + 1)}{key}"
        yield child, depth + 1
        separator = ","
    yield f"{_line_break(depth)}{closing}"


def _entries(container: Container) -> Iterator[tuple[str, Green]]:
    """What stands before each value, and the value; of a key that comes twice the last counts."""
    if container.kind is Kind.ARRAY:
        yield from (("", child) for child in container.children)
        return
    members = {
        key.value: (key, child)
        for key, child in zip(container.keys, container.children, strict=True)
    }
    yield from ((f"{_string(key.value, key.text)}: ", child) for key, child in members.values())


def _line_break(depth: int) -> str:
    return f"\n{_INDENT * min(depth, _DEEPEST)}"


def _literal(leaf: Scalar) -> str:
    if leaf.kind is Kind.STRING:
        return _string(leaf.value, leaf.text)
    if _NUMBER.fullmatch(leaf.text):
        return leaf.text
    return json.dumps(leaf.value)


def _string(text: str, written: str) -> str:
    literal = json.dumps(for_double_quotes(text, written), ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", literal)
