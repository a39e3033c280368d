"""The fixes of rules cure what they are for: tried on values, without any notation."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.document import Document
from bacalhau_ls.findings import AddMember, Finding, Fix, Remove, RenameKey, SetValue, Severity
from bacalhau_ls.syntax.green import python_value
from bacalhau_ls.syntax.tree import Node
from tests.rules.running import CASES, findings

if TYPE_CHECKING:
    from bacalhau_ls.text import Span
    from tests.markers import Case


def node_of(document: Document, span: Span) -> Node:
    """The node that stands exactly at *span*."""
    node = document.node_at(span.start)
    return next(each for each in (node, *node.ancestors()) if each.span == span)


def owner_of(value: Any, node: Node) -> tuple[Any, str | int]:
    """What holds the value of *node*, and under which name or index."""
    *way, last = node.path
    for step in way:
        value = value[step]
    return value, last


def repaired(document: Document, fix: Fix) -> Document:
    """The document after *fix*, written anew."""
    value = python_value(document.root.green)
    for operation in sorted(fix.operations, key=lambda each: each.span, reverse=True):
        if isinstance(operation, RenameKey):
            key_start = operation.span.start
            owner = document.node_at(key_start)
            child = next(c for c in owner if c.key and c.key.start == key_start)
            holder, name = owner_of(value, child)
            holder[operation.name] = holder.pop(name)
            continue
        node = node_of(document, operation.span)
        holder, name = owner_of(value, node)
        if isinstance(operation, SetValue):
            holder[name] = operation.value
        elif isinstance(operation, Remove):
            del holder[name]
        elif isinstance(operation, AddMember):
            assert operation.name not in holder[name]
            holder[name][operation.name] = operation.value
    return Document.read(json.dumps(value))


def errors_in(found: list[Finding]) -> set[str]:
    return {finding.message for finding in found if finding.severity is Severity.ERROR}


@pytest.mark.parametrize("case", CASES)
def test_every_fix_cures(case: Case) -> None:
    document = case.document()
    before = findings(document, case.specification)
    count = Counter(finding.code for finding in before)
    for finding in before:
        for fix in finding.fixes:
            after = findings(repaired(document, fix), case.specification)
            assert Counter(each.code for each in after)[finding.code] < count[finding.code], fix
            assert not fix.safe or errors_in(after) <= errors_in(before), fix


@pytest.mark.parametrize("case", CASES)
def test_at_most_one_fix_is_preferred(case: Case) -> None:
    for finding in findings(case.document(), case.specification):
        assert sum(fix.preferred for fix in finding.fixes) <= 1
