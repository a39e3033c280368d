"""Write a spec in the other notation, into a file beside its own; comments and all values stay."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bacalhau_ls.actions import REWRITE, Action
from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.features.refactoring.conversion import (
    TARGETS,
    Target,
    converted,
    is_obstacle,
    obstacles,
)
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document


@refactoring
def to_new_file(place: Place) -> Iterator[Action]:
    """Anywhere in a document that is an object and reads without an error."""
    document = place.document
    faults = {located.problem.fault for located in problems_in(document.top)}
    if document.root.kind is not Kind.OBJECT or any(map(is_obstacle, faults)):
        return
    target = TARGETS["yaml" if document.notation is JSON else "json"]
    ending = ".yaml"
    if target.notation is JSON:
        has_comments = any(fault.level.is_comment for fault in faults)
        ending = ".jsonc" if has_comments else ".json"
        if "*" in document.content and obstacles(document, target.notation):
            return  # aliases
    title = f"Convert to {target.title} in a new file"
    yield Action(
        title,
        REWRITE,
        partial(_edits, document, target, place.specification.name),
        new_ending=ending,
    )


def _edits(document: Document, target: Target, held_to: str) -> tuple[Edit, ...]:
    is_stuck = bool(obstacles(document, target.notation))
    text = None if is_stuck else converted(document, target, held_to)
    return () if text is None else (Edit(0, len(document.content), text),)
