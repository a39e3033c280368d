"""Add a task to the job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.features.refactoring import Place, refactoring
from bacalhau_ls.features.refactoring._lists import TASKS, addition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.actions import Action


@refactoring
def add_task(place: Place) -> Iterator[Action]:
    """Anywhere in the job, unless it has all the tasks that are run."""
    tasks = place.document.root.get(TASKS)
    is_full = place.specification.runs_one_task and tasks is not None and len(tasks) > 0
    if place.way and tasks is not None and not is_full:
        yield from addition(place, place.document.root, TASKS, "Add a task")
