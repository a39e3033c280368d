"""Aliases of YAML that stand for nothing: no anchor above them has their name."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Fix, SetValue, Severity
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.anchors import AnchorUse
    from bacalhau_ls.syntax.tree import Node

_SIGN: Final = "*"
_MOST_SAID: Final = 200


def anchor_findings(document: Document) -> Iterator[Finding]:
    """An error at each alias that Bacalhau cannot resolve."""
    if _SIGN in document.content:
        uses = document.notation.anchor_uses(document.content, document.top)
        yield from islice(_unresolved_in(uses), _MOST_SAID)


def _unresolved_in(uses: Iterator[AnchorUse]) -> Iterator[Finding]:
    above: set[str] = set()
    for use in uses:
        if use.declares:
            above.add(use.name)
        elif use.name not in above and use.node.kind is Kind.PLACEHOLDER:
            yield _unresolved(use.node, use.name)


def _unresolved(node: Node, name: str) -> Finding:
    message = f"no anchor `&{name}` stands above this alias"
    quoted = Fix("Put it in quotes", (SetValue(node.span, f"*{name}"),), safe=False)
    return Finding(node.span, "syntax-error", Severity.ERROR, message, fixes=(quoted,))
