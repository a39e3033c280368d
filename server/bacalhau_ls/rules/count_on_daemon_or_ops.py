"""A number of replicas for a job that runs on every node (guide, fact 92)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Related, Remove, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._numbers import whole
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("count-on-daemon-or-ops", Severity.ERROR, "", specifications=BOTH, stage=Stage.VALIDATE)
def count_on_daemon_or_ops(job: Node, _given: Mapping[str, Any]) -> Iterator[Remark]:
    type_, count = job.get("Type"), job.get("Count")
    if type_ is None or count is None or type_.string not in ("daemon", "ops"):
        return
    if (whole(count) or 0) > 1:
        yield Remark(
            count.span,
            f"a job of type `{type_.string}` runs on every matching node, so it has no count;"
            " replicas belong to `batch` and `service`",
            fixes=(
                Fix(
                    "Remove `Count`", (Remove(count.span),), preferred=True, safe=False, lossy=True
                ),
            ),
            related=(Related(type_.span, "the type of this job"),),
        )
