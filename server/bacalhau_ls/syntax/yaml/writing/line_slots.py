"""Where something is to be written on lines of their own, by their indentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.openings import Part, Slot
from bacalhau_ls.syntax.yaml.reading.lines import is_dash, line_start, place_below
from bacalhau_ls.syntax.yaml.writing.rewriting import hand_of
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

DASH: Final = "- "
MEMBER: Final = "_: null"
VALUE: Final = "null"
COLON: Final = re.compile(r"[ \t]*:(?=[ \t\r\n]|\Z)")
_ORDER_MARK: Final = "\ufeff"
"""The byte order mark, which counts for no column."""
_UNIT: Final = 2
"""A step of indentation where it cannot be seen what the author wants."""


def slots_of_missing(content: str, container: Node, missing: Node, offset: int) -> Iterator[Slot]:
    """A value behind a colon or a dash, or on a line below."""
    if has_line_break(content[missing.start : offset]):
        yield from _of_line_below(content, container, offset)
        return
    word, lead = _indented(content, offset, 0)
    lead = lead or (" " if content[offset - 1 : offset] in (":", "-") else "")
    if container.kind is not Kind.OBJECT:
        yield Slot(Part.MEMBER, word, "", lead + MEMBER, len(lead) + 1)
    part = Part.ITEM if container.kind is Kind.ARRAY else Part.VALUE
    yield Slot(part, word, "", lead + VALUE, len(lead) + 1)
    if part is Part.VALUE:
        yield from slots_below_key(content, missing, offset)


def _of_line_below(content: str, container: Node, offset: int) -> Iterator[Slot]:
    """A value on a line below its key or dash; an item or entry beside those, if it is no deeper.

    The dashes of a list may stand below the first letter of its key.
    """
    green, column = container.green, offset - line_start(content, offset)
    assert isinstance(green, Container)
    is_deeper = container.kind is not Kind.OBJECT or column > green.entry_column
    if not is_deeper:
        yield from slots_of_line(content, container, offset)
    word, lead = _indented(content, offset, green.entry_column + _UNIT)
    if is_deeper:
        yield Slot(Part.MEMBER, word, "", lead + MEMBER, len(lead) + 1)
    if container.kind is Kind.OBJECT and column >= green.entry_column:
        sign = lead + DASH
        yield Slot(Part.ITEM, word, "", sign + VALUE, len(sign) + 1)
        yield Slot(Part.MEMBER, word, "", sign + MEMBER, len(sign) + 1)
    if is_deeper:
        part = Part.ITEM if container.kind is Kind.ARRAY else Part.VALUE
        yield Slot(part, word, "", lead + VALUE, len(lead) + 1)


def _indented(content: str, offset: int, column: int) -> tuple[Span, str]:
    """The word at *offset* and what is to stand in front of it.

    Nothing, but spaces up to *column* in the place of tabs, which YAML does not take.
    """
    start = line_start(content, offset)
    blanks = content[start:offset]
    if "\t" not in blanks or blanks.strip(" \t"):
        return Span(offset, offset), ""
    return Span(start, offset), " " * max(column, 0)


def slots_below_key(content: str, child: Node, end: int) -> Iterator[Slot]:
    """What could be written on the lines below a key, in the place of all up to *end*.

    It goes directly behind the colon, so that no blanks are left in front of it.
    """
    key, top = child.key, [child, *child.ancestors()][-1]
    colon = COLON.match(content, key.end, end) if key is not None else None
    if key is None or colon is None or content[colon.end() : child.start].strip(" \t"):
        return
    column = key.start - line_start(content, key.start)
    if has_lines_below(content, end, column):
        return
    word = Span(colon.end(), end)
    unit, dash = hand_of(content, top)[:2]
    if word.start < word.end:
        yield Slot(Part.VALUE, word, "", f" {VALUE}", 2)
    for lead, stand_in, part in (
        (column + unit, MEMBER, Part.MEMBER),
        (column + dash, DASH + VALUE, Part.ITEM),
        (column + dash, DASH + MEMBER, Part.MEMBER),
    ):
        mark = 1 + lead + (len(DASH) if stand_in.startswith(DASH) else 0)
        yield Slot(part, word, "", f"\n{' ' * lead}{stand_in}", mark + 1)


def slots_of_line(content: str, container: Node, offset: int) -> Iterator[Slot]:
    """An entry on a line of its own, indented like those around it."""
    green = container.green
    assert isinstance(green, Container)
    start, lead = line_start(content, offset), " " * green.entry_column
    start += content.startswith(_ORDER_MARK, start)
    before = content[start:offset]
    word = Span(start, offset)
    if len(before) == len(lead) and "\t" not in before:
        word, lead = Span(offset, offset), ""
    if container.kind is Kind.ARRAY:
        sign = lead + DASH
        yield Slot(Part.ITEM, word, "", sign + VALUE, len(sign) + 1)
        yield Slot(Part.MEMBER, word, "", sign + MEMBER, len(sign) + 1)
    else:
        yield Slot(Part.MEMBER, word, "", lead + MEMBER, len(lead) + 1)


def has_lines_below(content: str, offset: int, column: int) -> bool:
    """Whether the lines below that of *offset* are the value of a key at *column* of it."""
    place = place_below(content, offset)
    if place.offset == len(content):
        return False
    is_item = place.column == column and is_dash(content, place.offset)
    return place.column > column or is_item


def has_line_break(text: str) -> bool:
    """Whether *text* is more than one line."""
    return "\n" in text or "\r" in text
