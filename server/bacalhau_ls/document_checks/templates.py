"""What Bacalhau's own check makes of templates: it does not fill them in."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

CODE: Final = "unquoted-template"
_TEMPLATE = re.compile(r"\{\{[^{}\r\n]*\}\}")
_BEFORE_BARE: Final = frozenset("\r\n:,-[{")
"""What may stand in front of one, and the blanks before it, that is not inside of text."""
_MOST_LOOKED_AT = 200


def template_findings(document: Document) -> Iterator[Finding]:
    """One hint, at the first template that YAML takes for something else."""
    if document.notation is not YAML or not document.may_have_templates:
        return
    for span in islice(_standing_apart(document.content), _MOST_LOOKED_AT):
        if _is_bare(document.node_at(span.start), span.start):
            message = (
                "`bacalhau job validate` does not fill in templates and refuses this one,"
                " `bacalhau job run` fills it in"
            )
            yield Finding(span, CODE, Severity.HINT, message)
            return


def _standing_apart(content: str) -> Iterator[Span]:
    """The templates with no text right before them."""
    for found in _TEMPLATE.finditer(content):
        at = found.start() - 1
        while at >= 0 and content[at] in " \t":
            at -= 1
        if at < 0 or content[at] in _BEFORE_BARE:
            yield Span(*found.span())


def _is_bare(node: Node, offset: int) -> bool:
    """Whether a template at *offset* stands for a key, a value or lines, not inside of text."""
    if node.kind is Kind.PLACEHOLDER:
        return node.start == offset
    green = node.green
    if not isinstance(green, Container):
        return False
    return any(node.start + p.start == offset and p.fault.skips for p in green.problems)
