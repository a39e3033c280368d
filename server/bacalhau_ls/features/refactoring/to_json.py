"""Write a spec in strict JSON, or in JSON with its comments; all values stay."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.actions import REWRITE, Action
from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import problems_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.text import Edit


@refactoring
def to_json(place: Place) -> Iterator[Action]:
    """Anywhere in a document that holds more than strict JSON."""
    document = place.document
    if document.notation is not JSON:
        return
    levels = {located.problem.fault.level for located in problems_in(document.top)}
    has_comments = any(level.is_comment for level in levels)
    if Level.DIALECT in levels:
        title = "Convert to JSON with comments" if has_comments else "Convert to JSON"
        yield Action(title, REWRITE, partial(_without_dialect, document))
    if has_comments:
        title = "Convert to strict JSON, without comments"
        yield Action(title, REWRITE, partial(_strict, document))


def _without_dialect(document: Document) -> tuple[Edit, ...]:
    return document.notation.without_dialect(document.content, document.top)


def _strict(document: Document) -> tuple[Edit, ...]:
    return document.notation.strict(document.content, document.top)
