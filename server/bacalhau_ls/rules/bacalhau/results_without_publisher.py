"""Results are listed, and nothing says where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._cures import setting
from bacalhau_ls.rules._places import is_blank
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "results-without-publisher",
    Severity.ERROR,
    "Tasks/*",
    specifications=(BACALHAU,),
    stage=Stage.SERVER,
)
def results_without_publisher(task: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    results, publisher = task.get("ResultPaths"), task.get("Publisher")
    if results is None or results.key is None or not list(results.items()):
        return
    if publisher is None or _says_nothing(publisher):
        yield Remark(
            results.key.span,
            "results need a `Publisher` that says where they go, unless the server has a default",
            fixes=tuple(_publish(task, kind) for kind in ("local", "s3managed")),
        )


def _says_nothing(publisher: Node) -> bool:
    """Whether it is null, empty, or of no type."""
    if publisher.kind is Kind.OBJECT:
        return is_blank(publisher.get("Type"))
    return is_blank(publisher)


def _publish(task: Node, kind: str) -> Fix:
    change = setting(task, "Publisher", {"Type": kind}, ("Name", "Engine", "Publisher"))
    return Fix(f"Publish with `{kind}`", (change,), preferred=kind == "local", safe=False)
