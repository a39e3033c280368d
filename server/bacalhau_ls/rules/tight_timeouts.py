"""Hardly any time to run or to wait, and no total that says it is meant (guide, fact 82)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Related, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._numbers import seconds, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_TIGHT_EXECUTION = 60
_TIGHT_QUEUE = 10


@rule("tight-timeouts", Severity.HINT, "Tasks/*/Timeouts", specifications=BOTH)
def tight_timeouts(timeouts: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    execution, queue = timeouts.get("ExecutionTimeout"), timeouts.get("QueueTimeout")
    if execution is None or queue is None or seconds(timeouts.get("TotalTimeout")):
        return
    if 0 < seconds(execution) <= _TIGHT_EXECUTION and 0 < seconds(queue) <= _TIGHT_QUEUE:
        yield Remark(
            execution.span,
            f"{spoken(seconds(execution))} to run and {spoken(seconds(queue))} to wait for a node"
            " are tight; allow more, or set `TotalTimeout` if the job is meant to fail fast",
            related=(Related(queue.span, "the time to wait for a node"),),
        )
