"""A publisher has settings and no type: it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.findings import Fix, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._cures import setting
from bacalhau_ls.rules._places import is_blank
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_ORDER: Final = ("Type", "Params")


@rule(
    "publisher-without-type",
    Severity.WARNING,
    "Tasks/*",
    specifications=(BACALHAU,),
    stage=Stage.IGNORED,
)
def publisher_without_type(task: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    publisher, results = task.get("Publisher"), task.get("ResultPaths")
    if publisher is None or publisher.key is None or not is_blank(publisher.get("Type")):
        return
    if results is not None and list(results.items()):
        return  # then it is an error of its own
    params = publisher.get("Params")
    if params is not None and params.kind is Kind.OBJECT and len(params):
        yield Remark(
            publisher.key.span,
            "`Publisher` lacks `Type`, and without one nothing is published",
            fixes=tuple(_typed(publisher, params)),
        )


def _typed(publisher: Node, params: Node) -> Iterator[Fix]:
    """The only publisher that has settings, if these are its own."""
    if params.get("Bucket") is not None and params.get("Key") is not None:
        change = setting(publisher, "Type", "s3", _ORDER)
        yield Fix("Add `Type: s3`", (change,), preferred=True, safe=False)
