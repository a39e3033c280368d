"""A time limit ends a job that is meant to run for ever (guide, fact 96)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Remove, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._numbers import seconds, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "timeout-kills-service",
    Severity.INFORMATION,
    "Tasks/*/Timeouts",
    given=("Type",),
    specifications=BOTH,
)
def timeout_kills_service(timeouts: Node, job: Mapping[str, Any]) -> Iterator[Remark]:
    if job["Type"] not in ("service", "daemon"):
        return
    for name in ("ExecutionTimeout", "TotalTimeout"):
        limit = timeouts.get(name)
        if limit is not None and (count := seconds(limit)):
            yield Remark(
                limit.span,
                f"a `{job['Type']}` job runs until it is stopped,"
                f" but this limit ends it after {spoken(count)}",
                fixes=(
                    Fix(
                        f"Remove `{name}`",
                        (Remove(limit.span),),
                        preferred=True,
                        safe=False,
                        lossy=True,
                    ),
                ),
            )
