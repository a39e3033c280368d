"""Findings about things in two branches of a template, of which only one is ever there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.template_branches import Branches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding


def without_exclusive(document: Document, found: Iterator[Finding]) -> Iterator[Finding]:
    """*found* without what is said of a thing because of another that is never there with it."""
    if not document.actions.have_blocks:
        return found
    exclude = Branches(document.actions.places).exclude
    return (
        each
        for each in found
        if not any(exclude(each.span.start, other.span.start) for other in each.related)
    )
