"""Two inputs on one path (guide, fact 85)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Related, Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._repeats import entries, moved_apart, repeats, same_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("duplicate-target", Severity.ERROR, "Tasks/*/InputSources")
def duplicate_target(sources: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    targets = entries(sources, "Target")
    taken = {same_path(each.string or "") for each in targets}
    for node, first in repeats(targets, same_path):
        yield Remark(
            node.span,
            "another input has this target already; every input needs a path of its own",
            fixes=moved_apart(node, taken),
            related=(Related(first.span, "the other input with this target"),),
        )
