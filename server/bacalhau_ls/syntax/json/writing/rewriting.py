"""Operations on the tree as edits of the text of JSON."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.json.formatting.document import formatted
from bacalhau_ls.syntax.json.gaps import (
    Entries,
    comments_in,
    has_line_break,
    lead,
    needs_line_end,
    starts_line,
)
from bacalhau_ls.syntax.json.habits import habits_of, lines_of
from bacalhau_ls.syntax.json.reading.incremental import reparse
from bacalhau_ls.syntax.json.writing import moving, opening, removal, sorting
from bacalhau_ls.syntax.json.writing.comments import without_comment
from bacalhau_ls.syntax.json.writing.insertion import Manner, insert
from bacalhau_ls.syntax.json.writing.literals import flat, key_literal, unfolded
from bacalhau_ls.syntax.json.writing.pieces import NewEntry
from bacalhau_ls.syntax.json.writing.removal import own_comma
from bacalhau_ls.syntax.operations import (
    AddItem,
    AddMember,
    MoveMember,
    Remove,
    RemoveComment,
    RenameKey,
    ReplaceText,
    SetValue,
    SortMembers,
    TakeOut,
    UnwrapItem,
    WrapInList,
)
from bacalhau_ls.syntax.revision import in_turn, node_at
from bacalhau_ls.syntax.torn_blocks import keeps_blocks
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.json.habits import Lines
    from bacalhau_ls.syntax.operations import Operation
    from bacalhau_ls.syntax.tree import Node


_ROOM: Final = opening.Room(reparse, formatted)
_BEFORE_COMMA: Final = re.compile(r"[ \t]+(?=,)")
_BEFORE_SIGN: Final = re.compile(r"[ \t]+(?=[,}\]])")


def edits(text: str, top: Node, operations: Sequence[Operation]) -> tuple[Edit, ...]:
    """The edits that do *operations* one after the other; their spans refer to *text*.

    An operation on what is no longer there, or never was, does nothing; neither do any that
    would tear a block of templates apart.
    """
    made = unopened(text, top, operations)
    if any(adds(each) for each in operations):
        made = opening.opened_up(text, top, made, _ROOM)
    return made if keeps_blocks(text, top, operations, made, reparse) else ()


def unopened(text: str, top: Node, operations: Sequence[Operation]) -> tuple[Edit, ...]:
    """The same edits, where lines may become too long."""
    lines = lines_of(text, top)
    made = [edit for each in operations for edit in _single(text, top, each, lines)]
    is_entangled = any(isinstance(each, MoveMember) for each in operations)
    if len(operations) > 1 and (is_entangled or edit_sets.touch(made)):
        made = in_turn(text, top, operations, partial(_on_version, lines), reparse)
    return edit_sets.minimal(text, sorted(made))


def adds(operation: Operation) -> bool:
    """Whether it brings in more than another key or scalar, for which nobody lays out anew."""
    if isinstance(operation, SetValue):
        return isinstance(operation.value, (dict, list))
    return isinstance(operation, (AddItem, AddMember, MoveMember, WrapInList))


def _on_version(
    lines: Lines, text: str, top: Node, operation: Operation, _given: Operation
) -> list[Edit]:
    return _single(text, top, operation, lines)


def _single(text: str, top: Node, operation: Operation, lines: Lines) -> list[Edit]:
    if isinstance(operation, ReplaceText):
        return [Edit(*operation.span, operation.text)]
    if isinstance(operation, RenameKey):
        return [_renamed(text, operation)]
    if isinstance(operation, RemoveComment):
        return [without_comment(text, operation.span)]
    node = node_at(top, operation.span)
    if node is None or node.parent is None:
        return []
    return _on_node(text, node, operation, lines)


def _on_node(text: str, node: Node, operation: Operation, lines: Lines) -> list[Edit]:
    match operation:
        case SetValue():
            return _set(text, node, operation.value, lines)
        case Remove():
            return _removed(text, node)
        case AddMember():
            return _add_member(text, node, operation, lines)
        case AddItem():
            return _add_item(text, node, operation.value, lines)
        case MoveMember():
            return moving.move(text, node, operation, lines)
        case WrapInList():
            return moving.wrap(text, node, lines)
        case UnwrapItem():
            return moving.unwrap(text, node)
        case TakeOut():
            return moving.take_out(text, node)
        case SortMembers():
            return sorting.sort(text, node, operation.order_in(node))
    return []


# -- keys and values ---------------------------------------------------------------


def _renamed(text: str, operation: RenameKey) -> Edit:
    start, end = operation.span
    first = text[start : start + 1]
    quote = first if first in ("'", '"') else ""
    return Edit(start, end, key_literal(operation.name, quote))


def _set(text: str, node: Node, value: Any, lines: Lines) -> list[Edit]:
    if node.kind is Kind.MISSING:
        return [_filled_in(text, node, value, lines)]
    comments = [text[start:end] for start, end in comments_in(node)]
    new = _value_text(text, node, value, lines)
    if not comments:
        return [Edit(*node.span, new)]
    start = node.member_span.start
    if not starts_line(text, start) and not any(map(needs_line_end, comments)):
        return [Edit(*node.span, " ".join([new, *comments]))]
    line_break = lines.newline + lead(text, start)
    above = line_break.join(comments) + line_break
    if not starts_line(text, start):
        above = line_break + above
    return [Edit(start, start, above), Edit(*node.span, new)]


def _value_text(text: str, node: Node, value: Any, lines: Lines) -> str:
    assert node.parent is not None
    habits = habits_of(text, node.parent)
    quote = text[node.start : node.start + 1]
    if isinstance(value, str) and quote in ("'", '"'):
        habits = habits._replace(text_quote=quote)
    if _has_lines(text, node):
        return unfolded(value, habits, lines, lead(text, node.member_span.start))
    return flat(value, habits)


def _has_lines(text: str, node: Node) -> bool:
    """Whether a value may take several lines: it is the document's, or its entry starts a line."""
    is_root = node.parent is not None and node.parent.kind is Kind.DOCUMENT
    return is_root or starts_line(text, node.member_span.start) or has_line_break(text, *node.span)


def _filled_in(text: str, node: Node, value: Any, lines: Lines) -> Edit:
    """A value where none is written yet, with the colon and the comma that it needs."""
    assert node.parent is not None
    entries, key = Entries(text, node.parent), node.key
    tokens = [each for each in entries.tokens(node.index) if each.is_comment]
    new = _value_text(text, node, value, lines)
    if key is not None and ":" not in text[key.end : node.start]:
        new = f": {new}"
    elif key is not None and text[node.start - 1 : node.start] == ":":
        new = f" {new}"
    elif tokens and not has_line_break(text, tokens[-1].end, node.start):
        new = lines.newline + new
    if node.parent.kind is Kind.DOCUMENT and text.endswith(lines.newline):
        new += lines.newline
    is_last = node.index + 1 == len(entries)
    comma = "" if is_last or own_comma(entries, node.index) else ","
    return Edit(node.start, _blanks_behind(text, node), new + comma)


def _blanks_behind(text: str, node: Node) -> int:
    """Where the blanks end in which the value was to come, if its entry ends with them."""
    assert node.parent is not None
    is_padded = text[node.parent.start + 1 : node.parent.start + 2] == " "
    pattern = _BEFORE_COMMA if is_padded else _BEFORE_SIGN
    blanks = pattern.match(text, node.start)
    return blanks.end() if blanks else node.start


# -- entries ---------------------------------------------------------------------------


def _removed(text: str, node: Node) -> list[Edit]:
    assert node.parent is not None
    if node.parent.kind is Kind.DOCUMENT:
        return []
    return removal.remove(Entries(text, node.parent), node.index)


def _add_member(text: str, node: Node, operation: AddMember, lines: Lines) -> list[Edit]:
    if node.kind is not Kind.OBJECT:
        return []
    habits = habits_of(text, node)
    piece = NewEntry(operation.name, operation.value, habits)
    index = operation.place_in(node)
    return insert(Entries(text, node), index, piece, Manner(lines, habits))


def _add_item(text: str, node: Node, value: Any, lines: Lines) -> list[Edit]:
    if node.kind is not Kind.ARRAY:
        return []
    habits = habits_of(text, node)
    last = node.child(len(node) - 1) if len(node) else node
    piece = NewEntry(None, value, habits_of(text, last) if len(last) else habits)
    return insert(Entries(text, node), len(node), piece, Manner(lines, habits))
