"""Members of YAML that cannot change places.

An alias stands for the last anchor above it, and what a merge key brings counts against what
stands above that key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.anchors import is_merge_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node


class _Marks(NamedTuple):
    anchors: frozenset[str]
    aliases: frozenset[str]
    merges: bool


def keeping_anchors(document: Document, node: Node, order: Sequence[int]) -> list[int]:
    """*order* of the members of *node*, changed so that every alias means what it did."""
    above = _above(document, node)
    left, kept = list(order), list[int]()
    while left:
        index = next(each for each in left if above.get(each, set()).isdisjoint(left))
        left.remove(index)
        kept.append(index)
    return kept


def _above(document: Document, node: Node) -> dict[int, set[int]]:
    """The members that must stay above others, by the index of those others."""
    marked: dict[int, _Marks] = {}
    above: dict[int, set[int]] = {}
    for child in node:
        marks = _marks_of(document, child)
        above[child.index] = {other for other in marked if _are_bound(marked[other], marks)}
        marked[child.index] = marks
    return above


def _are_bound(first: _Marks, second: _Marks) -> bool:
    """Whether one of the two changes what the other means."""
    return (first.merges or second.merges) or not (
        first.anchors.isdisjoint(second.aliases | second.anchors)
        and first.aliases.isdisjoint(second.anchors)
    )


def _marks_of(document: Document, member: Node) -> _Marks:
    """The names of the anchors and aliases in a member."""
    uses = list(document.whole.anchor_uses(member.member_span))
    anchors = frozenset(use.name for use in uses if use.declares)
    aliases = frozenset(use.name for use in uses if not use.declares)
    return _Marks(anchors, aliases, member.key is not None and is_merge_key(member.key.green))
