"""Execution and queue time together do not fit into the total (guide, facts 80 and 81)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Related, SetValue, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._numbers import seconds, spoken
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "timeouts-exceed-total",
    Severity.ERROR,
    "Tasks/*/Timeouts",
    specifications=BOTH,
    stage=Stage.SERVER,
)
def timeouts_exceed_total(timeouts: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    total = timeouts.get("TotalTimeout")
    parts = [timeouts.get("ExecutionTimeout"), timeouts.get("QueueTimeout")]
    needed = sum(seconds(part) for part in parts)
    if total is None or not 0 < seconds(total) < needed:
        return
    yield Remark(
        total.span,
        f"the total of {spoken(seconds(total))} is less than execution and queue time together,"
        f" which need {needed}",
        fixes=(
            Fix(
                f"Raise the total to {needed}",
                (SetValue(total.span, needed),),
                preferred=True,
                safe=False,
            ),
        ),
        related=tuple(
            Related(part.span, f"{seconds(part)} of the {spoken(needed)}")
            for part in parts
            if part is not None and seconds(part)
        ),
    )
