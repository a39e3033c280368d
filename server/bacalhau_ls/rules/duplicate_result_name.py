"""Two results of one name (guide, fact 64)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._repeats import entries, may_repeat, repeated_names
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "duplicate-result-name",
    Severity.ERROR,
    "Tasks/*/ResultPaths",
    specifications=BOTH,
    stage=Stage.VALIDATE,
)
def duplicate_result_name(results: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    if not may_repeat(results, "Name"):
        return
    yield from repeated_names(
        entries(results, "Name"),
        "another result has this name already; results are told apart by their names",
        "the other result with this name",
    )
