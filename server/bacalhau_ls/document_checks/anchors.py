"""Aliases of YAML that stand for nothing: no anchor above them has their name."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding, Fix, SetValue, Severity
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

_ALIAS = re.compile(r"\*([A-Za-z0-9_-]+)")
_ANCHOR = re.compile(r"&([A-Za-z0-9_-]+)")
_MOST_LOOKED_AT = 200


def anchor_findings(document: Document) -> Iterator[Finding]:
    """An error at each alias that Bacalhau cannot resolve."""
    content = document.content
    if document.notation is not YAML or "*" not in content:
        return
    anchors: dict[str, int] | None = None
    for found in islice(_standing_apart(_ALIAS, content), _MOST_LOOKED_AT):
        node = document.node_at(found.start())
        if node.kind is not Kind.PLACEHOLDER or node.start != found.start():
            continue
        if anchors is None:
            backwards = reversed(list(_standing_apart(_ANCHOR, content)))
            anchors = {anchor[1]: anchor.start() for anchor in backwards}
        if anchors.get(found[1], node.start) >= node.start:
            yield _unresolved(node, found[1])


def _standing_apart(sign: re.Pattern[str], content: str) -> Iterator[re.Match[str]]:
    """Where *sign* is found with no text right before it."""
    for found in sign.finditer(content):
        before = content[found.start() - 1 : found.start()]
        if not before or before.isspace() or before in "[{,":
            yield found


def _unresolved(node: Node, name: str) -> Finding:
    message = f"no anchor `&{name}` stands above this alias"
    quoted = Fix("Put it in quotes", (SetValue(node.span, f"*{name}"),), safe=False)
    return Finding(node.span, "syntax-error", Severity.ERROR, message, fixes=(quoted,))
