"""Operations on the tree as edits of the text of YAML.

What is in brackets is JSON as far as writing goes, so JSON's own operations do
it; all else is lines.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.anchors import in_front
from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.layout import Layout
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
from bacalhau_ls.syntax.yaml.formatting.style import style_of
from bacalhau_ls.syntax.yaml.reading.incremental import reparse
from bacalhau_ls.syntax.yaml.writing import members, moving, taking_out, values
from bacalhau_ls.syntax.yaml.writing.blocks import Hand, item, member, quote_around
from bacalhau_ls.syntax.yaml.writing.comments import without_comment
from bacalhau_ls.syntax.yaml.writing.entries import Entries
from bacalhau_ls.syntax.yaml.writing.literals import (
    Written,
    is_nested,
    is_plain_in_brackets,
    key_literal,
    literal,
)
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.operations import Operation
    from bacalhau_ls.syntax.tree import Node


_APART = (ReplaceText, RenameKey, RemoveComment, SetValue)
"""Operations that do not change what stands around their place."""


def hand_of(text: str, top: Node) -> Hand:
    """How the blocks of *text* are written."""
    style = style_of(text, top, Layout())
    return Hand(style.unit, style.dash, style.newline)


def edits(text: str, top: Node, operations: Sequence[Operation]) -> tuple[Edit, ...]:
    """The edits that do *operations* one after the other; their spans refer to *text*.

    None if they would tear a block of templates apart.
    """
    hand = hand_of(text, top)
    if len(operations) > 1 and not all(isinstance(each, _APART) for each in operations):
        made = in_turn(text, top, operations, partial(_on_version, top, hand), reparse)
    else:
        made = [edit for each in operations for edit in _single(text, top, each, hand)]
    found = edit_sets.minimal(text, sorted(made))
    return found if keeps_blocks(text, top, operations, found, reparse) else ()


def _on_version(
    top: Node, hand: Hand, text: str, current: Node, operation: Operation, given: Operation
) -> list[Edit]:
    """*operation*, which was *given* for a node of *top*, on a later version."""
    before = node_at(top, given.span)
    return _single(text, current, operation, hand, before.path if before is not None else None)


def _single(
    text: str,
    top: Node,
    operation: Operation,
    hand: Hand,
    path: tuple[str | int, ...] | None = None,
) -> list[Edit]:
    if isinstance(operation, ReplaceText):
        return [Edit(*operation.span, operation.text)]
    if isinstance(operation, RenameKey):
        return [_renamed(text, operation)]
    if isinstance(operation, RemoveComment):
        return [without_comment(text, operation.span)]
    node = node_at(top, operation.span) or (top.child(0).at(*path) if path is not None else None)
    if node is None or node.parent is None:
        return []
    return _on_node(text, node, operation, hand._replace(quote=quote_around(node)))


def _renamed(text: str, operation: RenameKey) -> Edit:
    start, end = operation.span
    first = text[start : start + 1]
    return Edit(start, end, key_literal(operation.name, first if first in ("'", '"') else ""))


def _on_node(text: str, node: Node, operation: Operation, hand: Hand) -> list[Edit]:
    match operation:
        case SetValue():
            return _set(text, node, operation.value, hand)
        case Remove():
            return _removed(text, node, hand)
        case AddMember():
            return _add_member(text, node, operation, hand)
        case AddItem():
            return _add_item(text, node, operation.value, hand)
        case MoveMember():
            return moving.move(text, node, operation, hand)
        case WrapInList() if _is_in_block(node):
            return moving.wrap(text, node, hand)
        case UnwrapItem() if _is_in_block(node):
            return moving.unwrap(text, node, hand)
        case SortMembers() if node.green.block:
            return moving.sort(text, node, operation.order_in(node), hand)
        case TakeOut():
            return taking_out.take_out(text, node, hand)
        case _:
            return moving.in_brackets(text, node, operation)


def _is_in_block(node: Node) -> bool:
    """Whether *node* is an entry of a block, or the value of the document."""
    assert node.parent is not None
    return node.parent.kind is Kind.DOCUMENT or node.parent.green.block


def _set(text: str, node: Node, value: Any, hand: Hand) -> list[Edit]:
    kept = values.kept_in_front(node, value)
    if not kept:
        return _put(text, node, value, hand)
    if is_nested(value):
        return []  # what the aliases stand for would be another thing altogether
    assert isinstance(node.green, Scalar)
    old = node.green.text.removeprefix(in_front(node.green.text))
    needs_quotes = isinstance(value, str) and not is_plain_in_brackets(value)
    quote = old[0] if old[:1] in ("'", '"') else hand.quote or '"' * needs_quotes
    return _put(text, node, Written(kept + literal(value, quote)), hand)


def _put(text: str, node: Node, value: Any, hand: Hand) -> list[Edit]:
    if not _is_in_block(node):
        return moving.in_brackets(text, node, SetValue(node.span, value))
    return values.set_value(text, node, value, hand)


def _removed(text: str, node: Node, hand: Hand) -> list[Edit]:
    assert node.parent is not None
    if node.parent.kind is Kind.DOCUMENT:
        return []
    if not node.parent.green.block:
        return moving.in_brackets(text, node, Remove(node.span))
    return members.remove(Entries(text, node.parent), node.index, hand)


def _add_member(text: str, node: Node, operation: AddMember, hand: Hand) -> list[Edit]:
    if node.kind is not Kind.OBJECT:
        return []
    lines = member(operation.name, operation.value, hand)
    if node.green.block:
        index = operation.place_in(node)
        return [members.insert(Entries(text, node), index, lines, hand)]
    if not len(node) and _is_in_block(node):
        return [members.fill(text, node, lines, hand)]
    return moving.in_brackets(text, node, operation)


def _add_item(text: str, node: Node, value: Any, hand: Hand) -> list[Edit]:
    if node.kind is not Kind.ARRAY:
        return []
    lines = item(value, hand)
    if node.green.block:
        return [members.insert(Entries(text, node), len(node), lines, hand)]
    if not len(node) and _is_in_block(node):
        return [members.fill(text, node, lines, hand)]
    return moving.in_brackets(text, node, AddItem(node.span, value))
