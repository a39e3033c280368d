"""A way to share out objects that Bacalhau cannot follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._numbers import whole
from bacalhau_ls.rules._places import is_blank
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "invalid-partition",
    Severity.ERROR,
    "Tasks/*/InputSources/*/Source/Params/Partition",
    specifications=(BACALHAU,),
    stage=Stage.RUN,
)
def invalid_partition(partition: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_ = partition.get("Type")
    kind = type_.value if type_ else None
    needed = {"regex": "Pattern", "date": "DateFormat", "substring": "EndIndex"}.get(str(kind))
    if type_ is None or needed is None:
        return
    member = partition.get(needed)
    if member is None or is_blank(member):
        yield Remark(type_.span, f"`{kind}` needs `{needed}`")
    elif needed == "EndIndex":
        start = whole(partition.get("StartIndex")) or 0
        if (end := whole(member)) is not None and end <= start:
            yield Remark(member.span, f"the end must be greater than the start, which is {start}")
