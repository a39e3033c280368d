"""Where something is to be written into YAML, however far the author has come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.writing import slots as in_brackets
from bacalhau_ls.syntax.openings import Part, Slot
from bacalhau_ls.syntax.yaml.reading.lines import line_start
from bacalhau_ls.syntax.yaml.writing.line_slots import (
    COLON,
    MEMBER,
    VALUE,
    has_line_break,
    slots_below_key,
    slots_of_line,
    slots_of_missing,
)
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

_QUOTES: Final = ("'", '"')
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_REST: Final = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")


def slots_at(content: str, container: Node, token: Span, offset: int) -> Iterator[Slot]:
    """What could be written at *offset*; *token* is what the cursor touches there, if anything."""
    green = container.green
    assert isinstance(green, Container)
    if container.kind is not Kind.DOCUMENT and not green.block:
        slot = in_brackets.slot_at(content, container, token, offset)
        if slot is not None:
            yield slot
        return
    for slot in _in_block(content, container, token, offset):
        yield slot._replace(is_block=True)


def _in_block(content: str, container: Node, token: Span, offset: int) -> Iterator[Slot]:
    if token.start < token.end:
        yield from _of_token(content, container, token, offset)
    elif not _REST.match(content, offset):
        return  # what stands behind is something else, and would be joined
    elif (missing := _missing_at(container, offset)) is not None:
        yield from slots_of_missing(content, container, missing, offset)
    elif _is_alone(content, offset) or _is_behind_dash(content, container, offset):
        yield from slots_of_line(content, container, offset)


def _of_token(content: str, container: Node, token: Span, offset: int) -> Iterator[Slot]:
    """A key or a scalar that the cursor touches."""
    quote = content[token.start] if content[token.start] in _QUOTES else ""
    child = _child_of(container, token)
    text = content[token.start : token.end]
    if child is None or text[0] in "|>":
        return
    if has_line_break(text):
        yield from _of_lines(content, container, token, offset)
        return
    key = child.key
    if key is not None and key.span == token:
        has_colon = COLON.match(content, key.end) is not None
        quotes = quote * 2 or "_"
        part, stand_in = (Part.KEY, quotes) if has_colon else (Part.MEMBER, f"{quotes}: null")
        yield Slot(part, token, quote, stand_in)
        return
    is_word = not quote and _WORD.fullmatch(text)
    if is_word and _may_be_key(content, container, token.start):
        yield Slot(Part.MEMBER, token, quote, MEMBER)
    part = Part.ITEM if container.kind is Kind.ARRAY else Part.VALUE
    yield Slot(part, token, quote, VALUE)
    if part is Part.VALUE and not quote:
        yield from slots_below_key(content, child, token.end)


def _of_lines(content: str, container: Node, token: Span, offset: int) -> Iterator[Slot]:
    """A key without its colon that has been read together with the lines below it."""
    word = _WORD.match(content, token.start)
    if word is None or offset > word.end() or not _REST.match(content, word.end()):
        return
    if _may_be_key(content, container, token.start):
        yield Slot(Part.MEMBER, Span(*word.span()), "", MEMBER)


def _child_of(container: Node, token: Span) -> Node | None:
    for child in container.children_touching(token):
        key = child.key
        if child.span == token or (key is not None and key.span == token):
            return child
    return None


def _may_be_key(content: str, container: Node, offset: int) -> bool:
    """Whether a member of a new object may start here: behind a dash or on a line of its own."""
    if container.kind is Kind.ARRAY:
        return True
    return not content[line_start(content, offset) : offset].strip(" \t\ufeff")


def _missing_at(container: Node, offset: int) -> Node | None:
    """The value that is to be written at *offset*."""
    green = container.green
    assert isinstance(green, Container)
    for child in container:
        if child.kind is Kind.MISSING and child.start <= offset:
            following = child.index + 1
            behind = following == len(container) or (
                offset < container.start + green.starts[following]
            )
            if behind:
                return child
    return None


def _is_alone(content: str, offset: int) -> bool:
    """Whether nothing but blanks stands before *offset* on its line."""
    return not content[line_start(content, offset) : offset].strip(" \t\ufeff")


def _is_behind_dash(content: str, container: Node, offset: int) -> bool:
    """Whether only the dash of an item stands before *offset*, where its keys start."""
    before = content[line_start(content, offset) : offset]
    is_empty = before.lstrip(" ").startswith("- ") and not before.lstrip(" ")[1:].strip(" ")
    assert isinstance(container.green, Container)
    has_column = container.kind is Kind.OBJECT and len(before) == container.green.entry_column
    return is_empty and has_column
