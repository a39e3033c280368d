"""Where in the tree a place of the text is: the one module that works that out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.openings import Opening, Part
from bacalhau_ls.syntax.tree import comments_near
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.openings import Slot
    from bacalhau_ls.syntax.tree import Node


_CLEAR = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])+[ \t]*")
"""Lines with nothing but comments, up to the first character of another one."""
_LINE_END = re.compile(r"[\r\n]")


class Role(Enum):
    """What stands at the cursor, or could stand there."""

    KEY = auto()
    """The cursor touches a key."""
    VALUE = auto()
    """It touches a value, or the place behind a colon where one is missing."""
    ENTRY = auto()
    """It is between the entries of a container: a key or an item could stand here."""
    COMMENT = auto()
    OUTSIDE = auto()
    """It is before or behind the value of the document."""


@dataclass(frozen=True)
class Cursor:
    """A place in the text and what is there."""

    offset: int
    role: Role
    node: Node
    """KEY: the value behind the key. VALUE: the value. Else the innermost container."""
    token: Span
    """The key or scalar that the cursor touches; empty at the cursor if there is none."""

    @property
    def container(self) -> Node:
        """The innermost container around the key, value or entry."""
        if self.role in (Role.KEY, Role.VALUE):
            assert self.node.parent is not None
            return self.node.parent
        return self.node


def locate(document: Document, offset: int) -> Cursor:
    """What is at *offset*."""
    container = _innermost_container(document, offset)
    here = Span(offset, offset)
    if _in_comment(document, container, offset):
        return Cursor(offset, Role.COMMENT, container, here)
    for child in _neighbours(container, offset):
        key = child.key
        if key is not None and key.green.width and key.span.covers(offset):
            return Cursor(offset, Role.KEY, child, key.span)
        if isinstance(child.green, Scalar) and child.green.width and child.span.covers(offset):
            return Cursor(offset, Role.VALUE, child, child.span)
    missing = _missing_value(document, container, offset)
    if missing is not None:
        return Cursor(offset, Role.VALUE, missing, here)
    if container.kind is not Kind.DOCUMENT:
        return Cursor(offset, Role.ENTRY, container, here)
    if document.root.kind is Kind.MISSING:
        return Cursor(offset, Role.VALUE, document.root, here)
    return Cursor(offset, Role.OUTSIDE, container, here)


def slots_at(document: Document, offset: int) -> Iterator[Slot]:
    """The words that something to be written at *offset* would replace; each is on one line."""
    cursor = locate(document, offset)
    if cursor.role not in (Role.COMMENT, Role.OUTSIDE):
        content, notation = document.content, document.notation
        for slot in notation.slots_at(content, cursor.container, cursor.token, offset):
            if _LINE_END.search(content, *slot.word) is None:
                yield _kept_apart(slot, cursor.container)


def opening_for(document: Document, slot: Slot) -> Opening | None:
    """What *slot* is for; None if nothing can be written there after all.

    It is looked for in the text with a stand-in for the word at the cursor, so
    that a word not yet finished cannot hide what is around it. There is none if
    it would go on with the text of a line above.
    """
    stand_in = document.edited([Edit(slot.word.start, slot.word.end, slot.stand_in)])
    there = locate(stand_in, slot.word.start + slot.mark)
    is_key = slot.part in (Part.KEY, Part.MEMBER)
    is_there = slot.part is Part.KEY or there.node.kind is not Kind.MISSING
    is_joined = _LINE_END.search(stand_in.content, there.token.start, there.offset) is not None
    if not is_there or is_joined or there.role is not (Role.KEY if is_key else Role.VALUE):
        return None
    return Opening(
        slot.part,
        slot.word,
        slot.quote,
        there.node,
        stand_in.content,
        is_block=slot.is_block,
        colon=slot.colon,
        tail=slot.tail,
    )


def _kept_apart(slot: Slot, container: Node) -> Slot:
    """*slot* with a blank behind what is written, if a comment starts there."""
    end = slot.word.end
    if all(comment.start != end for comment in _comments_around(container, end)):
        return slot
    return slot._replace(stand_in=f"{slot.stand_in} ", tail=" ")


def _innermost_container(document: Document, offset: int) -> Node:
    node = document.top
    while (inner := _container_around(document, node, offset)) is not None:
        node = inner
    return node


def _container_around(document: Document, node: Node, offset: int) -> Node | None:
    container = node.green
    assert isinstance(container, Container)
    if (block := _block_below(document, node, offset)) is not None:
        return block
    index = bisect_right(container.offsets, offset - node.start) - 1
    if index < 0:
        return None
    child = node.child(index)
    if child.green.block:
        return child if offset <= child.end or _block_reaches(document, child, offset) else None
    if not isinstance(child.green, Container) or offset <= child.start:
        return None
    if child.green.closed:
        return child if offset < child.end else None
    return child if offset <= child.end or _reaches(document, child, offset) else None


def _reaches(document: Document, unclosed: Node, offset: int) -> bool:
    """Whether an unclosed container goes on up to *offset*, which is behind its last token."""
    parent = unclosed.parent
    if parent is not None and unclosed.index + 1 < len(parent):
        following = parent.child(unclosed.index + 1)
        if offset >= following.member_span.start:
            return False
    text = document.text
    line = text.line_of(offset)
    if line == text.line_of(unclosed.end):
        return True
    before = document.content[text.line_start(line) : offset]
    green = unclosed.green
    assert isinstance(green, Container)
    return bool(before.strip()) or len(before) > green.indent or not len(before)


def _block_below(document: Document, node: Node, offset: int) -> Node | None:
    """The block that starts further down, if *offset* is in front of all its lines.

    Whatever the column: an entry of another block there would cut it off from its key or dash.
    """
    index = _entry_begun(node, offset)
    child = node.child(index) if index is not None else None
    if child is None or not child.green.block:
        return None
    before = document.content[document.text.line_start(document.text.line_of(offset)) : offset]
    if node.kind is Kind.ARRAY:
        before = before.replace("-", "", 1)
    is_clear = _CLEAR.fullmatch(document.content, offset, child.start) is not None
    return child if is_clear and not before.strip(" \t\ufeff") else None


def _entry_begun(node: Node, offset: int) -> int | None:
    """Which entry has its key or dash before *offset* and its value behind it."""
    around = node.green
    assert isinstance(around, Container)
    if node.kind is Kind.DOCUMENT:
        return 0 if offset < node.child(0).start else None
    index = bisect_right(around.starts, offset - node.start) - 1
    is_between = around.block and index >= 0 and offset < node.start + around.offsets[index]
    return index if is_between else None


def _block_reaches(document: Document, block: Node, offset: int) -> bool:
    """Whether a line behind a block is indented so deep that it would belong to it."""
    parent, green, text = block.parent, block.green, document.text
    assert isinstance(green, Container)
    if parent is not None and block.index + 1 < len(parent):
        around = parent.green
        assert isinstance(around, Container)
        if offset >= parent.start + around.starts[block.index + 1]:
            return False
    line = text.line_of(offset)
    if line == text.line_of(block.end):
        return True
    before = document.content[text.line_start(line) : offset]
    return len(before) - len(before.lstrip(" \t")) > green.indent


def _neighbours(container: Node, offset: int) -> list[Node]:
    """The entries directly before and behind *offset*, those that may touch it."""
    green = container.green
    assert isinstance(green, Container)
    index = bisect_right(green.starts, offset - container.start)
    return [container.child(i) for i in (index - 2, index - 1) if 0 <= i < len(green.children)]


def _missing_value(document: Document, container: Node, offset: int) -> Node | None:
    """The value that is to be written at *offset*, behind a colon or the dash of an item."""
    for child in _neighbours(container, offset):
        key = child.key
        if child.kind is not Kind.MISSING or child.start > offset:
            continue
        has_sign = key is not None and key.end < child.start
        if has_sign or (key is None and container.green.block):
            between = document.content[child.start : offset]
            if not between.strip() and not _is_too_far_left(container, between):
                return child
    return None


def _is_too_far_left(container: Node, between: str) -> bool:
    """Whether a value on a line of its own, behind *between*, would not belong to its entry."""
    last = re.split(r"[\r\n]", between)[-1]
    green = container.green
    assert isinstance(green, Container)
    return green.block and last != between and len(last) <= green.entry_column


def _in_comment(document: Document, container: Node, offset: int) -> bool:
    for comment in _comments_around(container, offset):
        inside = comment.start < offset < comment.end
        open_ended = comment.end == offset and not document.content.endswith("*/", 0, offset)
        if inside or (open_ended and comment.start < offset):
            return True
    return False


def _comments_around(container: Node, offset: int) -> Iterator[Span]:
    """The comments near *offset*; behind a block they may be those of one further out."""
    around = [container, *container.ancestors()] if container.green.block else [container]
    for node in around:
        yield from comments_near(node, Span(offset, offset))
