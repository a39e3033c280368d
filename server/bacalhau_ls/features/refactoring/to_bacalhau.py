"""Rewrite a spec of the guide so that the real Bacalhau takes it, as far as that can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bacalhau_ls import edits as edit_sets
from bacalhau_ls import suppression
from bacalhau_ls.actions import REWRITE, Action
from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.governing import BACALHAU, GUIDE, TITLES, naming
from bacalhau_ls.repair import after, edits_of, likely_fix, repaired, safe_fix
from bacalhau_ls.settings import Settings
from bacalhau_ls.standards import bacalhau
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.tree import comments_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding, Fix
    from bacalhau_ls.text import Edit

_OF_THE_GUIDE: Final = frozenset(
    {"deprecated", "results-without-publisher", "unknown-property", "unreadable-json"}
)
"""Findings about what only the guide knows, or that follow from it."""


@refactoring
def to_bacalhau(place: Place) -> Iterator[Action]:
    """Anywhere in a document that is held to the guide."""
    if place.specification.name == GUIDE and place.document.root.kind is Kind.OBJECT:
        title = f"Rewrite the file for {TITLES[BACALHAU]}"
        yield Action(title, REWRITE, partial(_edits, place.document))


def _edits(document: Document) -> tuple[Edit, ...]:
    """What cures all that can be cured under the other specification, and names it if it may."""
    settings = Settings()
    cures = repaired(document, settings, bacalhau(), _choose)
    cured = after(document, cures)
    # Where nothing is a comment yet, one would keep readers of strict JSON from the file.
    name = edits_of(cured, naming(cured, BACALHAU)) if _has_comments(cured) else ()
    return edit_sets.minimal(document.content, edit_sets.composed(cures, name))


def _has_comments(document: Document) -> bool:
    return any(comments_in(document.top))


def _choose(finding: Finding) -> Fix | None:
    """The likely fix; what only the guide knows goes if nothing else can be done about it."""
    if finding.code == suppression.CODE:
        return None  # what was silenced under the guide is for the author to look at
    if finding.code not in _OF_THE_GUIDE:
        return safe_fix(finding)
    only = finding.fixes[0] if len(finding.fixes) == 1 else None
    return likely_fix(finding) or only
