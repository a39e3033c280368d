"""Putting a member's value in the place of the object around it: its lines move left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Level
from bacalhau_ls.syntax.json.writing.moving import take_out as take_out_of_brackets
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml.reading.anchors import anchor_uses
from bacalhau_ls.syntax.yaml.writing.entries import Entries
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.syntax.yaml.writing.blocks import Hand

_LEAD: Final = re.compile(r"(?<=[\r\n])[ \t]*")
_FIRST_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")


def take_out(text: str, node: Node, hand: Hand) -> list[Edit]:
    """The edits; none where aliases would lose their anchors."""
    around = node.parent
    assert around is not None
    if _loses_anchors(text, node):
        return []
    if not node.green.block or not around.green.block:
        return take_out_of_brackets(text, node)
    entries = Entries(text, around)
    start, behind = around.start, entries.sign_end(node.index)
    first = _FIRST_LINE.match(text, behind)
    assert first is not None
    body = min(first.end(), node.start)
    above = "".join(each + hand.newline for each in _comments_before(text, node, body))
    return [
        Edit(start, body, above),
        *_dedented(text, Span(body, node.end), node.green.entry_column - entries.column),  # type: ignore[union-attr]
        Edit(node.end, around.end, ""),
    ]


def _comments_before(text: str, node: Node, end: int) -> Iterator[str]:
    """The comments around *node* that start before *end*; those below go with what they are on."""
    assert node.parent is not None
    for problem, _ in problems_in(node.parent):
        if problem.fault.level is Level.COMMENT and problem.start < end:
            yield text[problem.start : problem.end]


def _dedented(text: str, span: Span, columns: int) -> Iterator[Edit]:
    """The lines of a stretch so many columns further left."""
    for lead in _LEAD.finditer(text, span.start, span.end):
        yield Edit(lead.start(), min(lead.start() + columns, lead.end()), "")


def _loses_anchors(text: str, node: Node) -> bool:
    """Whether an alias in *node* has its anchor outside of it."""
    top = [node, *node.ancestors()][-1]
    uses = list(anchor_uses(text, top))
    inside = {each.name for each in uses if node.start <= each.span.start < node.end}
    return any(
        each.declares and each.name in inside and not node.start <= each.span.start < node.end
        for each in uses
    )
