"""The tasks that Bacalhau drops: checked when the file is read, never run.

So what would fail later than that, had they been the first, is not said of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.tree import Node

NEVER_REACHED: Final = frozenset({Stage.SERVER, Stage.SCHEDULE, Stage.RUN})
"""Where a task that is not run comes to no harm."""


def dropped_in(job: Node) -> Span | None:
    """Where the tasks stand in *job* that are never run, if there are any."""
    tasks = job.get("Tasks")
    second = tasks.at(1) if tasks is not None else None
    if tasks is None or second is None:
        return None
    return Span(second.start, tasks.end)


def without_dropped(job: Node, findings: Iterable[Finding]) -> Iterator[Finding]:
    """*findings* in *job*, less those that cannot happen as only its first task is run."""
    dropped = dropped_in(job)
    for finding in findings:
        is_dropped = dropped and dropped.start <= finding.span.start < dropped.end
        if not (is_dropped and finding.stage in NEVER_REACHED):
            yield finding
