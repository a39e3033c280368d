"""Moving entries between blocks and changing what is around a value; comments travel along."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Kind, Scalar, python_value
from bacalhau_ls.syntax.json.writing import rewriting as json_rewriting
from bacalhau_ls.syntax.json.writing.opening import Room, opened_up
from bacalhau_ls.syntax.operations import AddItem, AddMember, Remove, SetValue
from bacalhau_ls.syntax.revision import after, node_at
from bacalhau_ls.syntax.yaml.formatting.document import formatted
from bacalhau_ls.syntax.yaml.reading.incremental import reparse
from bacalhau_ls.syntax.yaml.reading.parser import Parser
from bacalhau_ls.syntax.yaml.writing.blocks import has_quotes, indented, joined
from bacalhau_ls.syntax.yaml.writing.entries import LINE_BREAK, Entries, column_of, relative
from bacalhau_ls.syntax.yaml.writing.literals import Written, key_literal, unquoted
from bacalhau_ls.syntax.yaml.writing.members import fill, insert, remove
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.operations import MoveMember, Operation
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.syntax.yaml.writing.blocks import Hand

_ROOM: Final = Room(reparse, formatted)


def move(text: str, node: Node, operation: MoveMember, hand: Hand) -> list[Edit]:
    """The edits of *operation*, which moves the value *node* with its key."""
    assert node.parent is not None
    member = next(islice((node, *node.ancestors()), operation.levels, None), None)
    if member is None or member.parent is None:
        return []
    target = member.parent.at(*operation.within)
    if target is None or target.kind is not Kind.OBJECT:
        return []
    if not any(each.green.block for each in (node.parent, target)):
        return in_brackets(text, node, operation)
    goal = target.get(operation.through) if operation.through else target
    lines = _lines_of(text, node)
    if goal is None:
        lines = [f"{key_literal(operation.through)}:", *indented(lines, hand.unit)]
        if target == node.parent:
            return [_replaced_entry(Entries(text, target), node.index, lines, hand)]
        goal = target
    elif goal == node.parent:
        return []
    is_beside = not operation.through and not operation.within
    index = member.index + 1 if is_beside else len(goal)
    if len(goal) and not goal.green.block:
        added = _added_in_brackets(text, goal, lines, node)
    else:
        added = [_added(text, goal, index, lines, hand)]
    return _without(text, node, added, hand) if added else []


def _without(text: str, node: Node, added: list[Edit], hand: Hand) -> list[Edit]:
    """The edits *added*, and those that take out *node* from where it was."""
    top = [node, *node.ancestors()][-1]
    content, current = after(text, top, added, reparse)
    place = edit_sets.mapped(node.span, added)
    moved = node_at(current, place) if place.start < place.end else current.child(0).at(*node.path)
    if moved is None or moved.parent is None:
        return []
    if moved.parent.green.block:
        removed = remove(Entries(content, moved.parent), moved.index, hand, keeps_comments=False)
    else:
        removed = in_brackets(content, moved, Remove(moved.span))
    return list(edit_sets.composed(added, removed))


def _added(text: str, goal: Node, index: int, lines: list[str], hand: Hand) -> Edit:
    if not len(goal):
        return fill(text, goal, lines, hand)
    return insert(Entries(text, goal), index, lines, hand)


def _added_in_brackets(text: str, goal: Node, lines: list[str], moved: Node) -> list[Edit]:
    """A member of a block between brackets; a string keeps its quotes."""
    ((name, value),) = python_value(Parser("\n".join(lines)).run()).items()
    green = moved.green
    if value == moved.string and isinstance(green, Scalar) and "\n" not in green.text:
        value = Written(green.text) if green.text[:1] in ("'", '"') else value
    return in_brackets(text, goal, AddMember(goal.span, name, value))


def _lines_of(text: str, node: Node) -> list[str]:
    """The lines of a member with its comments."""
    parent, key = node.parent, node.key
    assert parent is not None
    assert key is not None
    if parent.green.block:
        return Entries(text, parent).lines(node.index)
    start, end = node.member_span
    behind_key = text[key.end : end].lstrip(" \t:")
    member = f"{text[start : key.end]}: {behind_key}".rstrip(" ")
    return relative(member, column_of(text, start))


def in_brackets(text: str, node: Node, operation: Operation) -> list[Edit]:
    """The edits of *operation* on what is in brackets."""
    top = [node, *node.ancestors()][-1]
    if isinstance(operation, (SetValue, AddMember, AddItem)) and not has_quotes(node):
        operation = replace(operation, value=unquoted(operation.value))
        if isinstance(operation, AddMember):
            operation = replace(operation, name=unquoted(operation.name))
    made = json_rewriting.unopened(text, top, [operation])
    return list(opened_up(text, top, made, _ROOM) if json_rewriting.adds(operation) else made)


def _replaced_entry(entries: Entries, index: int, lines: list[str], hand: Hand) -> Edit:
    start = entries.head(index)
    column = column_of(entries.text, start)
    return Edit(start, entries.tail(index), joined(lines, column, hand))


# -- around a value ------------------------------------------------------------


def wrap(text: str, node: Node, hand: Hand) -> list[Edit]:
    """Make a value the one item of a list."""
    assert node.parent is not None
    lines = relative(text[slice(*node.span)], column_of(text, node.start))
    if isinstance(node.green, Scalar):
        lines = [lines[0], *LINE_BREAK.split(text[slice(*node.span)])[1:]]
        if len(lines) > 1:
            lines = relative(text[slice(*node.span)], _column_of_entry(text, node))
    wrapped = [f"- {lines[0]}", *indented(lines[1:], 2)]
    if node.parent.kind is Kind.DOCUMENT:
        return [Edit(*node.span, joined(wrapped, 0, hand))]
    entries = Entries(text, node.parent)
    sign_end = entries.sign_end(node.index)
    column = column_of(text, entries.start(node.index))
    kept = sign_end + len(text[sign_end : node.start].rstrip())
    is_item = node.parent.kind is Kind.ARRAY
    if is_item and kept == sign_end:
        return [Edit(sign_end, node.end, " " + joined(wrapped, column + 2, hand))]
    depth = 2 if is_item else hand.dash
    return [Edit(kept, node.end, joined(["", *indented(wrapped, depth)], column, hand))]


def _column_of_entry(text: str, node: Node) -> int:
    assert node.parent is not None
    return column_of(text, node.member_span.start)


def unwrap(text: str, node: Node, hand: Hand) -> list[Edit]:
    """Put the one item of a list in the place of the list; nothing if there are more."""
    parent = node.parent
    if node.kind is not Kind.ARRAY or len(node) != 1 or parent is None:
        return []
    item = node.child(0)
    lines = relative(text[slice(*item.span)], column_of(text, item.start))
    if parent.kind is Kind.DOCUMENT:
        return [Edit(*node.span, joined(lines, 0, hand))]
    entries = Entries(text, parent)
    sign_end, column = entries.sign_end(node.index), column_of(text, entries.start(node.index))
    kept = sign_end + len(text[sign_end : node.start].rstrip())
    is_block = item.green.block
    is_item = parent.kind is Kind.ARRAY
    if is_block and (kept > sign_end or not is_item):  # a comment may stand behind a dash
        depth = 2 if is_item else hand.unit if item.kind is Kind.OBJECT else hand.dash
        return [Edit(kept, node.end, joined(["", *indented(lines, depth)], column, hand))]
    if kept > sign_end or (len(lines) > 1 and not is_block):
        return []
    return [Edit(sign_end, node.end, " " + joined(lines, column + 2, hand))]


# -- order ---------------------------------------------------------------------------


def sort(text: str, node: Node, order: Sequence[int], hand: Hand) -> list[Edit]:
    """Put the members of a block in *order*; comments travel with their member.

    Nothing where one ends in block text that keeps the blank lines below it: which those are
    would be another matter at another place. Nothing either where a line of one stands left
    of its column: how far it is to the left says where it belongs.
    """
    entries = Entries(text, node)
    tails = [entries.tail(index) for index in range(len(entries))]
    if any(text[tail - 1] in "\r\n" for tail in tails):
        return []
    if any(entries.leans_out(index) for index in range(len(entries))):
        return []
    edits = []
    for place, index in enumerate(order):
        if place != index:
            start = entries.head(place)
            new = joined(entries.lines(index), column_of(text, start), hand)
            edits.append(Edit(start, tails[place], new))
    return edits
