"""Two inputs on one path."""

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
    "duplicate-target",
    Severity.ERROR,
    "Tasks/*/InputSources",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def duplicate_target(sources: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    if not may_repeat(sources, "Target"):
        return
    yield from repeated_paths(
        entries(sources, "Target"),
        "another input has this target already; every input needs a path of its own",
        "the other input with this target",
    )
