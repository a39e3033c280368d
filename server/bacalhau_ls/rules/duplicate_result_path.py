"""Two results at one path (guide, fact 65)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._repeats import may_repeat, repeated_paths, same_path
from bacalhau_ls.rules._results import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("duplicate-result-path", Severity.ERROR, "Tasks/*/ResultPaths")
def duplicate_result_path(results: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    if not may_repeat(results, "Path"):
        return
    yield from repeated_paths(
        paths(results),
        "another result collects this path already; every path is collected once",
        "the other result at this path",
        normal=same_path,
    )
