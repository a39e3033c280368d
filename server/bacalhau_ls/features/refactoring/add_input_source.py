"""Add an input source to a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.features.refactoring._lists import addition, task_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.actions import Action


@refactoring
def add_input_source(place: Place) -> Iterator[Action]:
    """Anywhere in a task."""
    if (task := task_at(place)) is not None:
        yield from addition(place, task, "InputSources", "Add an input source")
