"""What Bacalhau's own check makes of templates: it does not fill them in."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Kind
from bacalhau_ls.syntax.yaml import YAML
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

CODE: Final = "unquoted-template"
_BARE_TEMPLATE = re.compile(
    r"(?:^[ \t]*|[:,-][ \t]+|[\[{][ \t]*)(\{\{[^{}\r\n]*\}\})", re.MULTILINE
)
_MOST_LOOKED_AT = 200


def template_findings(document: Document) -> Iterator[Finding]:
    """One hint, at the first template that YAML takes for something else."""
    content = document.content
    if document.notation is not YAML or TEMPLATE_OPENING not in content:
        return
    for found in islice(_BARE_TEMPLATE.finditer(content), _MOST_LOOKED_AT):
        if _is_bare(document.node_at(found.start(1)), found.start(1)):
            message = (
                "`bacalhau job validate` does not fill in templates and refuses this one,"
                " `bacalhau job run` fills it in"
            )
            yield Finding(Span(*found.span(1)), CODE, Severity.HINT, message)
            return


def _is_bare(node: Node, offset: int) -> bool:
    """Whether a template at *offset* stands for a key, a value or lines, not inside of text."""
    if node.kind is Kind.PLACEHOLDER:
        return node.start == offset
    green = node.green
    if not isinstance(green, Container):
        return False
    return any(node.start + p.start == offset and p.fault.skips for p in green.problems)
