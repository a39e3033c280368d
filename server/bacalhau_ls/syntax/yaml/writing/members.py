"""Putting entries into blocks and taking them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.yaml.reading.lines import line_start, next_line
from bacalhau_ls.syntax.yaml.writing.blocks import indented, joined
from bacalhau_ls.syntax.yaml.writing.entries import Entries, column_of
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.syntax.yaml.writing.blocks import Hand


def insert(entries: Entries, index: int, lines: list[str], hand: Hand) -> Edit:
    """Put an entry, given as *lines*, before the entry *index* or at the end."""
    column = entries.column
    if index == 0:
        at = entries.head(0) if entries.node.start and entries.starts_line(0) else entries.start(0)
        return Edit(at, at, joined(lines, column, hand) + hand.newline + " " * column)
    at = entries.tail(index - 1)
    lead = " " * column
    if entries.text[at - 1 : at] in ("\n", "\r"):
        return Edit(at, at, lead + joined(lines, column, hand) + hand.newline)
    return Edit(at, at, hand.newline + lead + joined(lines, column, hand))


def fill(text: str, node: Node, lines: list[str], hand: Hand) -> Edit:
    """Put the entries *lines* into a container without any, written ``{}`` or ``[]`` or not."""
    parent = node.parent
    assert parent is not None
    if parent.kind is Kind.DOCUMENT:
        return Edit(node.start, node.end, joined(lines, 0, hand))
    around = Entries(text, parent)
    sign_end = around.sign_end(node.index)
    column = column_of(text, around.start(node.index))
    colon = "" if parent.kind is not Kind.OBJECT or text[sign_end - 1] == ":" else ":"
    if parent.kind is Kind.ARRAY:
        return Edit(sign_end, node.end, " " + joined(lines, column + 2, hand))
    depth = hand.dash if lines[0].startswith("- ") else hand.unit
    nested = joined(["", *indented(lines, depth)], column, hand)
    return Edit(sign_end, node.end, colon + nested)


def remove(entries: Entries, index: int, hand: Hand, *, keeps_comments: bool = True) -> list[Edit]:
    """Take out an entry; its comments stay unless they go with it."""
    text = entries.text
    comments = entries.comments(index) if keeps_comments else []
    if len(entries) == 1:
        start = entries.node.start if keeps_comments else min(entries.node.start, entries.head(0))
        return _emptied(entries, start, comments, hand)
    start = entries.start(index) if keeps_comments else entries.head(index)
    lead = " " * entries.column
    if not entries.starts_line(index):  # behind the dash of the item that it is the first of
        below = entries.head(index + 1)
        comments += entries.comments_between(entries.tail(index), below)
        line = line_start(text, start)
        above = "".join(lead + each + hand.newline for each in comments)
        edit = Edit(start, below, "")
        return [Edit(line, line, above), edit] if comments else [edit]
    first, last = line_start(text, start), entries.tail(index)
    end = next_line(text, last) if text[last - 1 : last] not in ("\n", "\r") else last
    kept = "".join(lead + each + hand.newline for each in comments)
    if end == len(text) and not kept and text[end - 1] not in "\r\n":
        first = max(len(text[:first].rstrip("\r\n")), entries.tail(index - 1))
    return [Edit(first, end, kept)]


def _emptied(entries: Entries, start: int, comments: list[str], hand: Hand) -> list[Edit]:
    """What is left when the last entry, from *start* on, goes: ``{}`` or ``[]``."""
    node, text = entries.node, entries.text
    brackets = "{}" if node.kind is Kind.OBJECT else "[]"
    below = "".join(hand.newline + " " * entries.column + each for each in comments)
    end = entries.tail(0)
    parent = node.parent
    assert parent is not None
    if parent.kind is Kind.DOCUMENT or not parent.green.block:
        return [Edit(start, end, brackets + below)]
    sign_end = Entries(text, parent).sign_end(node.index)
    kept = sign_end + len(text[sign_end:start].rstrip())
    if kept == sign_end:
        return [Edit(sign_end, end, f" {brackets}{below}")]
    return [Edit(sign_end, sign_end, f" {brackets}"), Edit(kept, end, below)]
