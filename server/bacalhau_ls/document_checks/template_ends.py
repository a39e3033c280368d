"""Blocks of templates that do not end, and ends of none: `bacalhau job run` refuses the file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.template_blocks import Role, role_of
from bacalhau_ls.syntax.templating import actions_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document

_MOST_SAID: Final = 20


def end_findings(document: Document) -> Iterator[Finding]:
    """An error at each action that opens or ends a block alone."""
    if document.may_have_templates:
        yield from islice(_unpaired(document.content), _MOST_SAID)


def _unpaired(content: str) -> Iterator[Finding]:
    opened: list[Span] = []
    for found in actions_in(content):
        role, span = role_of(found.group()), Span(*found.span())
        if role.depth > 0:
            opened.append(span)
        elif role is Role.ENDS and opened:
            opened.pop()
        elif role in (Role.ENDS, Role.PARTS) and not opened:
            yield _error(span, "no block is open here")
    for span in opened:
        yield _error(span, "this block has no `{{end}}`")


def _error(span: Span, what: str) -> Finding:
    message = f"{what}, `bacalhau job run` refuses the file"
    return Finding(span, "syntax-error", Severity.ERROR, message)
