"""More than one task: Bacalhau runs the first and drops the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Remove, Severity, Tag
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.specification.stages import Stage
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
    second = tasks.at(1)
    if second is None or second.kind is not Kind.OBJECT:
        return
    name = second.get("Name")
    yield Remark(
        name.span if name and name.string else Span(second.start, second.start + 1),
        "a job runs one task, the first; every other task needs a job of its own",
        fixes=(_removal(tasks),) if len(tasks) <= _MOST_REMOVED else (),
        tags=(Tag.UNNECESSARY,),
    )


_MOST = 1
"""Tasks that a job runs."""
_MOST_REMOVED = 32
"""More would be made anew with every keystroke."""


def _removal(tasks: Node) -> Fix:
    others = tuple(Remove(task.span) for task in list(tasks)[_MOST:])
    return Fix("Keep the first task only", others, safe=False, lossy=True)
