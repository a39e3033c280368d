"""Members of YAML that cannot change places: an alias stands for the last anchor above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.tree import Node

_MARK = re.compile(r"(?:(?<=[\s\[{,:])|^)([&*])([^\s,\[\]{}]+)")


class _Marks(NamedTuple):
    anchors: frozenset[str]
    aliases: frozenset[str]


def keeping_anchors(content: str, node: Node, order: Sequence[int]) -> list[int]:
    """*order* of the members of *node*, changed so that every alias means what it did."""
    above = _above(content, node)
    left, kept = list(order), list[int]()
    while left:
        index = next(each for each in left if above.get(each, set()).isdisjoint(left))
        left.remove(index)
        kept.append(index)
    return kept


def _above(content: str, node: Node) -> dict[int, set[int]]:
    """The members that must stay above others, by the index of those others."""
    marked: dict[int, _Marks] = {}
    above: dict[int, set[int]] = {}
    for child in node:
        marks = _marks_of(content[slice(*child.member_span)])
        above[child.index] = {other for other in marked if _are_bound(marked[other], marks)}
        if any(marks):
            marked[child.index] = marks
    return above


def _are_bound(first: _Marks, second: _Marks) -> bool:
    """Whether one of the two changes what the other means."""
    return not (
        first.anchors.isdisjoint(second.aliases | second.anchors)
        and first.aliases.isdisjoint(second.anchors)
    )


def _marks_of(text: str) -> _Marks:
    """The names after ``&`` and ``*``; some that only look so do no harm."""
    found: dict[str, set[str]] = {"&": set(), "*": set()}
    for sign, name in _MARK.findall(text):
        found[sign].add(name)
    return _Marks(frozenset(found["&"]), frozenset(found["*"]))
