"""More than one task: Bacalhau runs the first and drops the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Remove, Severity, Tag
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.stages import Stage
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "multiple-tasks",
    Severity.WARNING,
    "Tasks",
    specifications=(BACALHAU,),
    stage=Stage.IGNORED,
)
def multiple_tasks(tasks: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for task in list(tasks.items())[1:]:
        if task.kind is not Kind.OBJECT:
            continue
        name = task.get("Name")
        span = name.span if name and name.string else Span(task.start, task.start + 1)
        yield Remark(
            span,
            "a job runs one task, the first; make this one a job of its own",
            fixes=(Fix("Remove the task", (Remove(task.span),), safe=False),),
            tags=(Tag.UNNECESSARY,),
        )
