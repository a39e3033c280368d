"""A result is collected where an input is mounted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Related, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._repeats import entries, may_meet, moved_apart, same_path
from bacalhau_ls.rules._results import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("result-overlaps-input", Severity.WARNING, "Tasks/*", specifications=BOTH)
def result_overlaps_input(task: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    sources, results = task.get("InputSources"), task.get("ResultPaths")
    if sources is None or results is None or not may_meet(sources, "Target", results, "Path"):
        return
    targets = {same_path(node.string or ""): node for node in entries(sources, "Target")}
    taken = {same_path(each.string or "") for each in paths(results)} | targets.keys()
    for path in paths(results):
        if (target := targets.get(same_path(path.string or ""))) is not None:
            yield Remark(
                path.span,
                "an input is mounted at this path; write results to a path of their own",
                fixes=moved_apart(path, taken),
                related=(Related(target.span, "the input at this path"),),
            )
