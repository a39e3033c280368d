"""The tasks that Bacalhau drops: checked when the file is read, never run.

So what would fail later than that, had they been the first, is not said of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.tree import Node

_NEVER_REACHED: Final = frozenset({Stage.SERVER, Stage.SCHEDULE, Stage.RUN})


def without_dropped(job: Node, findings: Iterable[Finding]) -> Iterator[Finding]:
    """*findings* in *job*, less those that cannot happen as only its first task is run."""
    tasks = job.get("Tasks")
    second = tasks.at(1) if tasks is not None else None
    if tasks is None or second is None:
        yield from findings
        return
    for finding in findings:
        is_dropped = second.start <= finding.span.start < tasks.end
        if not (is_dropped and finding.stage in _NEVER_REACHED):
            yield finding
