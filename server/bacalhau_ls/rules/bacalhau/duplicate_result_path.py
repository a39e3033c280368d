"""Two results at one path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._repeats import entries, may_repeat, repeated_paths
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "duplicate-result-path",
    Severity.ERROR,
    "Tasks/*/ResultPaths",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def duplicate_result_path(results: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    if not may_repeat(results, "Path"):
        return
    yield from repeated_paths(
        entries(results, "Path"),
        "another result has this path already; every path is published once",
        "the other result at this path",
    )
