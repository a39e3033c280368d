"""Two inputs of one alias (guide, fact 58)."""

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
    "duplicate-alias",
    Severity.ERROR,
    "Tasks/*/InputSources",
    specifications=BOTH,
    stage=Stage.VALIDATE,
)
def duplicate_alias(sources: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    if not may_repeat(sources, "Alias"):
        return
    yield from repeated_names(
        entries(sources, "Alias"),
        "another input has this alias already; an alias stands for one input",
        "the other input with this alias",
    )
