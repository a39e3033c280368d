"""Execution and queue time together do not fit into the total (guide, facts 80 and 81)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Related, SetValue, Severity
from bacalhau_ls.rules import Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("timeouts-exceed-total", Severity.ERROR, "Tasks/*/Timeouts")
def timeouts_exceed_total(timeouts: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    parts = [timeouts.get("ExecutionTimeout"), timeouts.get("QueueTimeout")]
    total = timeouts.get("TotalTimeout")
    needed = sum(_seconds(part) for part in parts)
    if total is None or not 0 < _seconds(total) < needed:
        return
    yield Remark(
        total.span,
        f"the total of {total.value} seconds is less than execution and queue time together,"
        f" which need {needed}",
        fixes=(Fix(f"Raise the total to {needed}", (SetValue(total.span, needed),), True),),
        related=tuple(
            Related(part.span, f"{part.value} of the {needed} seconds") for part in parts if part
        ),
    )


def _seconds(node: Node | None) -> int:
    """The timeout in seconds; zero, absent or no whole number of seconds means none."""
    value = node.value if node else 0
    return value if isinstance(value, int) and value > 0 else 0
