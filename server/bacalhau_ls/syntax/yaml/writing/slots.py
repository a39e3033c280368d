"""Where something is to be written into YAML, however far the author has come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.writing import slots as in_brackets
from bacalhau_ls.syntax.openings import Part, Slot
from bacalhau_ls.syntax.yaml.reading.lines import line_start
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

DASH: Final = "- "
_MEMBER: Final = "_: null"
_VALUE: Final = "null"
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
    elif token.start < token.end:
        yield from _of_token(content, container, token)
    elif (missing := _missing_at(container, offset)) is not None:
        yield from _of_missing(content, container, missing, offset)
    elif _is_alone(content, offset):
        yield from _of_line(content, container, offset)


def _of_token(content: str, container: Node, token: Span) -> Iterator[Slot]:
    """A key or a scalar that the cursor touches."""
    quote = content[token.start] if content[token.start] in _QUOTES else ""
    child = _child_of(container, token)
    if child is None or content[token.start] in "|>":
        return
    key = child.key
    if key is not None and key.span == token:
        has_colon = child.start > key.end
        quotes = quote * 2 or "_"
        part, stand_in = (Part.KEY, quotes) if has_colon else (Part.MEMBER, f"{quotes}: null")
        yield Slot(part, token, quote, stand_in)
        return
    is_word = not quote and _WORD.fullmatch(content[token.start : token.end])
    if is_word and _may_be_key(content, container, token.start):
        yield Slot(Part.MEMBER, token, quote, _MEMBER)
    part = Part.ITEM if container.kind is Kind.ARRAY else Part.VALUE
    yield Slot(part, token, quote, _VALUE)


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


def _of_missing(content: str, container: Node, missing: Node, offset: int) -> Iterator[Slot]:
    """A value behind a colon or a dash, or on a line below."""
    word = Span(offset, offset)
    is_close = content[offset - 1 : offset] in (":", "-")
    blank = " " if is_close else ""
    between = content[missing.start : offset]
    is_below = "\n" in between or "\r" in between
    if container.kind is Kind.OBJECT and is_below:
        column = offset - line_start(content, offset)
        green = container.green
        assert isinstance(green, Container)
        if column <= green.entry_column:
            yield from _of_line(content, container, offset)
            return
    if is_below or container.kind is not Kind.OBJECT:
        yield Slot(Part.MEMBER, word, "", blank + _MEMBER, len(blank) + 1)
    if is_below and container.kind is Kind.OBJECT:
        yield Slot(Part.ITEM, word, "", DASH + _VALUE, len(DASH) + 1)
        yield Slot(Part.MEMBER, word, "", DASH + _MEMBER, len(DASH) + 1)
    part = Part.ITEM if container.kind is Kind.ARRAY else Part.VALUE
    yield Slot(part, word, "", blank + _VALUE, len(blank) + 1)


def _is_alone(content: str, offset: int) -> bool:
    """Whether nothing but blanks stands on the line of *offset*."""
    before = content[line_start(content, offset) : offset]
    return not before.strip(" \t\ufeff") and _REST.match(content, offset) is not None


def _of_line(content: str, container: Node, offset: int) -> Iterator[Slot]:
    """An entry on a line of its own, indented like those around it."""
    green = container.green
    assert isinstance(green, Container)
    start, lead = line_start(content, offset), " " * green.entry_column
    word = Span(offset, offset)
    if content[start:offset] == lead:
        lead = ""
    else:
        word = Span(start, offset)
    if container.kind is Kind.ARRAY:
        sign = lead + DASH
        yield Slot(Part.ITEM, word, "", sign + _VALUE, len(sign) + 1)
        yield Slot(Part.MEMBER, word, "", sign + _MEMBER, len(sign) + 1)
    else:
        yield Slot(Part.MEMBER, word, "", lead + _MEMBER, len(lead) + 1)
