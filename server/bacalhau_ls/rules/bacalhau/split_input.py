"""An input in two items of the list: a dash too many, as in an old page of the documentation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, MoveMember, Related, Remove, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import lacks, members
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_MOST_MEMBERS = 2
"""What an input has besides its source."""


@rule(
    "split-input",
    Severity.ERROR,
    "Tasks/*/InputSources",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def split_input(sources: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for index in _short_items(sources):
        first, second = sources.child(index - 1), sources.child(index)
        rest = dict(members(second))
        belongs_above = "Target" in rest and rest.keys() <= {"Target", "Alias"}
        if (
            belongs_above
            and not lacks(first, "Source")
            and all(lacks(first, each) for each in rest)
        ):
            yield _split(first, second, rest)


def _short_items(sources: Node) -> list[int]:
    """Which items behind an object may have no more names than a part may have.

    One that has a name twice is flawed. It is at every letter, so a look is no call.
    """
    green = sources.green
    children = green.children if isinstance(green, Container) and not green.keys else ()
    return [
        index
        for index, (first, second) in enumerate(pairwise(children), 1)
        if first.kind is second.kind is Kind.OBJECT
        if isinstance(second, Container)
        if len(second.children) <= _MOST_MEMBERS or second.flawed
    ]


def _split(first: Node, second: Node, rest: Mapping[str, Node]) -> Remark:
    key = rest["Target"].key
    moved = [MoveMember(node.span, levels=1, within=(first.index,)) for node in rest.values()]
    return Remark(
        key.span if key else second.span,
        "this is an item of its own in the list; `Target` belongs to the item above, with `Source`",
        (Fix("Join it with the item above", (*moved, Remove(second.span)), preferred=True),),
        (_begun(first, "one item has the source"), _begun(second, "another one has the target")),
    )


def _begun(item: Node, message: str) -> Related:
    return Related(Span(item.start, item.start + 1), message)
