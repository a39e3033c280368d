"""Putting values in the place of others, or where none is written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.syntax.anchors import in_front
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml.reading.lines import line_start
from bacalhau_ls.syntax.yaml.writing.blocks import behind_dash, behind_key, block, joined
from bacalhau_ls.syntax.yaml.writing.entries import Entries, column_of
from bacalhau_ls.syntax.yaml.writing.literals import is_nested, literal
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.syntax.yaml.writing.blocks import Hand


def set_value(text: str, node: Node, value: Any, hand: Hand) -> list[Edit]:
    """Write *value* where *node*, an entry of a block or the whole document, stands."""
    parent = node.parent
    assert parent is not None
    if isinstance(node.green, Scalar) and node.green.text[:1] in ("'", '"'):
        hand = hand._replace(quote=node.green.text[0])
    if parent.kind is Kind.DOCUMENT:
        lines = block(value, hand) if is_nested(value) else [literal(value, hand.quote)]
        above = _comments_above(text, node.start, _comments_in(text, node), hand)
        apart = "" if _ends_line(text, node.end) else hand.newline
        return [*above, Edit(*node.span, joined(lines, 0, hand) + apart)]
    entries = Entries(text, parent)
    column = column_of(text, entries.start(node.index))
    behind = behind_key if parent.kind is Kind.OBJECT else behind_dash
    lines = behind(value, hand)
    written = joined([f" {lines[0]}" if lines[0] else "", *lines[1:]], column, hand)
    return _replaced(entries, node, written, hand)


def kept_in_front(node: Node, value: Any) -> str:
    """What stays in front of *value* of what stands there: an anchor, a tag that still fits."""
    if not isinstance(node.green, Scalar):
        return ""
    raw = node.green.text
    front = in_front(raw)
    is_alone = front == raw  # a tag on its own was meant as the value
    fits = [
        each for each in front.split() if each[0] == "&" or (not is_alone and _fits(each, value))
    ]
    return "".join(f"{each} " for each in fits)


def _fits(tag: str, value: Any) -> bool:
    """Whether a tag says nothing wrong about *value*."""
    if tag == "!!str":
        return isinstance(value, str)
    return tag[1:2].isalpha()


def _ends_line(text: str, offset: int) -> bool:
    return not text[offset : offset + 1].strip(" \t\r\n")


def _replaced(entries: Entries, node: Node, written: str, hand: Hand) -> list[Edit]:
    """*written* behind the sign of an entry; comments stay."""
    text, sign_end = entries.text, entries.sign_end(node.index)
    colon = ":" if _lacks_colon(text, node, sign_end) else ""
    comments = _comments_in(text, node)
    between = text[sign_end : node.start]
    kept = sign_end + len(between.rstrip())
    if kept == sign_end or (node.kind is Kind.MISSING and not between):
        made = [Edit(sign_end, node.end, colon + written)]
    elif isinstance(node.green, Scalar) and "\n" not in between and "\r" not in between:
        made = [Edit(*node.span, written.lstrip(" "))]
    elif written.startswith(hand.newline):
        made = [Edit(kept, node.end, written)]
    else:
        tail = entries.tail(node.index)
        comments += [text[node.end : tail].strip()] if tail > node.end else []
        made = [Edit(sign_end, sign_end, colon + written), Edit(kept, tail, "")]
    return [*_comments_above(text, entries.start(node.index), comments, hand), *made]


def _lacks_colon(text: str, node: Node, sign_end: int) -> bool:
    assert node.parent is not None
    return node.parent.kind is Kind.OBJECT and text[sign_end - 1 : sign_end] != ":"


def _comments_in(text: str, node: Node) -> list[str]:
    if not isinstance(node.green, Container):
        return []
    spans = sorted(
        (located.problem.start, located.problem.end)
        for located in problems_in(node)
        if located.problem.fault.level is Level.COMMENT and located.problem.start < node.end
    )
    return [text[start:end] for start, end in spans]


def _comments_above(text: str, start: int, comments: list[str], hand: Hand) -> list[Edit]:
    """The comments of a value that goes, on lines above its entry, which starts at *start*."""
    if not comments:
        return []
    line = line_start(text, start)
    lead = text[line : line + len(text[line:start]) - len(text[line:start].lstrip(" \t"))]
    return [Edit(line, line, "".join(lead + each + hand.newline for each in comments))]
