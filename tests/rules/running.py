"""Runs rules over a document without the rest of the product, and knows their cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.rules import GUIDE, Rule, rules_of
from bacalhau_ls.standards import standard
from bacalhau_ls.syntax.green import Container
from tests.markers import CaseFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.tree import Node

FOLDER = Path(__file__).parents[1] / "cases"
FOLDERS = {"guide": FOLDER / "rules", "bacalhau": FOLDER / "bacalhau" / "rules"}
FILES = {
    (specification, path.stem): CaseFile.read(path)
    for specification, folder in FOLDERS.items()
    for path in sorted(folder.glob("*.txt"))
}
"""The cases of rules, by the specification that they are held to and the code."""
CASES = [
    pytest.param(case, id=f"{specification}: {code}: {case.title}")
    for (specification, code), file in FILES.items()
    for case in file.cases
]


def watched(document: Document, rule: Rule) -> Iterator[Node]:
    """The containers that *rule* is called with."""
    for path in rule.watches:
        nodes = [document.root]
        for step in path:
            nodes = [child for n in nodes for child in n if step in ("*", child.name)]
        yield from (node for node in nodes if isinstance(node.green, Container))


def findings(document: Document, specification: str = GUIDE) -> list[Finding]:
    """What all rules of a specification say, each held to its place."""
    document = standard(specification).specification.reading(document)
    type_ = document.root.get("Type")
    given = {"Type": type_.value if type_ else None}
    found = []
    for rule in rules_of(specification):
        for node in watched(document, rule):
            said = [rule.finding(remark) for remark in rule.check(node, given)]
            for finding in said:
                assert_inside(finding, node)
            found += said
    return found


def assert_inside(finding: Finding, node: Node) -> None:
    """Everything that a finding speaks of is in the node, so it can be remembered with it."""
    spans = [finding.span, *(each.span for each in finding.related)]
    spans += [operation.span for fix in finding.fixes for operation in fix.operations]

    assert all(node.start <= span.start < span.end <= node.end for span in spans), finding
