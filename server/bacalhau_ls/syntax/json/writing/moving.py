"""Moving members and changing what is around a value; text and comments are kept."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.json.gaps import Entries, comments_in, has_line_break, lead
from bacalhau_ls.syntax.json.habits import habits_of
from bacalhau_ls.syntax.json.reindentation import reindented
from bacalhau_ls.syntax.json.writing.attachment import leading_comments, trailing_comments
from bacalhau_ls.syntax.json.writing.insertion import Manner, insert
from bacalhau_ls.syntax.json.writing.pieces import Enclosed, MovedEntry
from bacalhau_ls.syntax.json.writing.removal import cut, own_comma
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from bacalhau_ls.syntax.json.habits import Lines
    from bacalhau_ls.syntax.operations import MoveMember
    from bacalhau_ls.syntax.tree import Node


def move(text: str, node: Node, operation: MoveMember, lines: Lines) -> list[Edit]:
    """The edits of *operation*, which moves the value *node* with its key."""
    assert node.parent is not None
    source = Entries(text, node.parent)
    member = next(islice((node, *node.ancestors()), operation.levels, None), None)
    if member is None or member.parent is None:
        return []
    target = member.parent.at(*operation.within)
    if target is None or target.kind is not Kind.OBJECT:
        return []
    goal = target.get(operation.through) if operation.through else target
    if goal is None:
        beside = len(target) - 1 if operation.within else member.index
        return _move_into_new(source, node, operation, Entries(text, target), beside, lines)
    if goal.kind is not Kind.OBJECT or goal == node.parent or goal.get(node.name or ""):
        return []
    entries = Entries(text, goal)
    index = len(entries) if operation.through or operation.within else member.index + 1
    taken, piece = _taken(source, node.index)
    manner = Manner(lines, habits_of(text, goal))
    return sorted([*taken, *insert(entries, index, piece, manner)])


def _move_into_new(
    source: Entries, node: Node, operation: MoveMember, target: Entries, beside: int, lines: Lines
) -> list[Edit]:
    """Move into a member that is made for it, where the moved one stood or behind *beside*."""
    manner = Manner(lines, habits_of(target.text, target.node))
    if not operation.levels and not operation.within:
        return [_enclosed_in_place(source, node.index, operation.through, manner)]
    taken, piece = _taken(source, node.index)
    enclosed = Enclosed(operation.through, piece, manner.habits)
    return sorted([*taken, *insert(target, beside + 1, enclosed, manner)])


def _enclosed_in_place(source: Entries, index: int, name: str, manner: Manner) -> Edit:
    gone, moved = _lifted(source, index)
    piece = Enclosed(name, moved, manner.habits)
    comma = "," if own_comma(source, index) else ""
    if source.starts_line(index) or piece.needs_lines:
        indent = lead(source.text, gone.start)
        return Edit(*gone, "".join(piece.unfolded(manner.lines, indent)) + comma)
    return Edit(*gone, "".join(piece.flat()) + comma)


def _taken(source: Entries, index: int) -> tuple[list[Edit], MovedEntry]:
    """What takes an entry out with its comments, and the entry."""
    gone, piece = _lifted(source, index)
    return cut(source, index, gone, []), piece


def _lifted(source: Entries, index: int) -> tuple[Span, MovedEntry]:
    """An entry with its comments, and where all of that stands, its comma included."""
    text, comma = source.text, own_comma(source, index)
    above, behind = leading_comments(source, index), trailing_comments(source, index)
    start, end = source.start(index), source.end(index)
    below = [
        each
        for each in source.tokens(index + 1)
        if each.is_comment and each not in behind and comma and each.end <= comma.start
    ]
    piece = MovedEntry(
        tuple(text[each.start : each.end] for each in (*above, *below)),
        text[start:end],
        tuple(text[each.start : each.end] for each in behind),
        lead(text, start),
    )
    gone = Span(
        above[0].start if above else start,
        max([end, *(each.end for each in behind), comma.end if comma else end]),
    )
    return gone, piece


# -- around a value ------------------------------------------------------------


def wrap(text: str, node: Node, lines: Lines) -> list[Edit]:
    """Put brackets around a value."""
    start, end = node.span
    if not has_line_break(text, start, end):
        return [Edit(start, start, "["), Edit(end, end, "]")]
    outer = lead(text, start)
    inner = outer + lines.indent
    value = reindented(text[start:end], outer, inner)
    return [Edit(start, end, f"[{lines.newline}{inner}{value}{lines.newline}{outer}]")]


def unwrap(text: str, node: Node) -> list[Edit]:
    """Take the brackets away from the one item of an array; nothing if there are more."""
    if node.kind is not Kind.ARRAY or len(node) != 1:
        return []
    item = node.child(0)
    entries = Entries(text, node)
    if any(entries.tokens(gap) for gap in (0, 1)):
        return []
    value = reindented(text[item.start : item.end], lead(text, item.start), lead(text, node.start))
    return [Edit(node.start, node.end, value)]


def take_out(text: str, node: Node) -> list[Edit]:
    """Put a value in the place of the object around it, below the comments of that."""
    around = node.parent
    assert around is not None
    inside = set(comments_in(node))
    comments = [text[slice(*each)] for each in comments_in(around) if each not in inside]
    old, new = lead(text, node.start), lead(text, around.start)
    line_break = "\r\n" if "\r\n" in text else "\n"
    above = "".join(each + line_break + new for each in comments)
    value = reindented(text[node.start : node.end], old, new)
    return [Edit(around.start, around.end, above + value)]
