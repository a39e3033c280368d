"""More than one task: the order counts, and one failure stops the rest (guide, fact 97)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("multiple-tasks", Severity.INFORMATION, "Tasks")
def multiple_tasks(tasks: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    second = tasks.at(1)
    if second is None or second.kind is not Kind.OBJECT:
        return
    name = second.get("Name")
    is_named = name is not None and name.kind is Kind.STRING
    span = name.span if name and is_named else Span(second.start, second.start + 1)
    yield Remark(span, "tasks run one after another, and once one fails the later ones do not run")
