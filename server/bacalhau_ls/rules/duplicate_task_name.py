"""Two tasks of one name (guide, fact 99)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._repeats import entries, may_repeat, repeated_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("duplicate-task-name", Severity.WARNING, "Tasks")
def duplicate_task_name(tasks: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    if not may_repeat(tasks, "Name"):
        return
    yield from repeated_names(
        entries(tasks, "Name"),
        "another task of this job has this name already; tasks need names of their own",
        "the other task with this name",
    )
