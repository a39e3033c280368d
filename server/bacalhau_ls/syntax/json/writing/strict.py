"""From JSON5 and JSON with comments to less; all values stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.writing.comments import without_comment
from bacalhau_ls.syntax.json.writing.cures import cure
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node


def without_dialect(text: str, top: Node) -> tuple[Edit, ...]:
    """What makes JSON5 JSON with comments, as far as JSON can say the same."""
    return edit_sets.minimal(text, sorted(_dialect(text, top)))


def strict(text: str, top: Node) -> tuple[Edit, ...]:
    """What makes the text strict JSON; comments are lost."""
    comments = [
        without_comment(text, Span(located.problem.start, located.problem.end))
        for located in problems_in(top)
        if located.problem.fault.level.is_comment
    ]
    return edit_sets.minimal(text, sorted([*_dialect(text, top), *comments]))


def _dialect(text: str, top: Node) -> Iterator[Edit]:
    for located in problems_in(top):
        problem = located.problem
        if problem.fault is faults.LETTER_ESCAPE:
            yield Edit(problem.start, problem.start + 1, "")
        elif problem.fault.level is Level.DIALECT:
            yield from cure(text, located)
