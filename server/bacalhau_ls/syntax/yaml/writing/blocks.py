"""Values as blocks of lines, which count their columns from the first character."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.yaml.writing.literals import (
    Line,
    is_nested,
    key_literal,
    literal,
    text_block,
)

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node

_BEHIND_DASH = 2
_MOST_NEIGHBOURS = 8
_QUOTES = frozenset("'\"")


class Hand(NamedTuple):
    """How blocks are written."""

    unit: int
    """Columns of one step of indentation."""
    dash: int
    """Columns from a key to the dashes of its list."""
    newline: str
    quote: str = ""
    """The quote around strings; empty if only those have any that need it."""


def quote_around(node: Node) -> str:
    """The quote around all strings beside or in *node*; empty if that differs."""
    green = node.green if isinstance(node.green, Container) else node.parent and node.parent.green
    if not isinstance(green, Container):
        return ""
    near = green.children[:_MOST_NEIGHBOURS]
    texts = [each.text for each in near if isinstance(each, Scalar) and each.kind is Kind.STRING]
    firsts = {text[:1] for text in texts}
    return firsts.pop() if len(texts) > 1 and firsts in ({'"'}, {"'"}) else ""


def has_quotes(node: Node) -> bool:
    """Whether a value between brackets, or what is around it, is written in quotes throughout."""
    if isinstance(node.green, Scalar) and node.green.text[:1] in _QUOTES:
        return True
    around = node if isinstance(node.green, Container) else node.parent
    while around is not None and not len(around):
        around = around.parent
    if around is not None and around.kind is Kind.ARRAY and len(around.child(0)):
        around = around.child(0)
    green = around.green if around is not None else None
    if not isinstance(green, Container) or green.block or around is None:
        return False
    parts = green.keys if around.kind is Kind.OBJECT else green.children
    signs = {each.text[:1] for each in parts if isinstance(each, Scalar)}
    return (bool(signs) and signs <= _QUOTES) or quote_around(around) != ""


def block(value: Any, hand: Hand) -> list[str]:
    """The lines of an object or a list that is not empty, or of what is to become one."""
    if isinstance(value, Line):
        return [str(value)]
    if isinstance(value, dict):
        return [line for name, each in value.items() for line in member(name, each, hand)]
    return [line for each in value for line in item(each, hand)]


def member(name: str, value: Any, hand: Hand) -> list[str]:
    """The lines of a key and its value."""
    key = f"{key_literal(name)}:"
    first, *others = behind_key(value, hand)
    return [f"{key} {first}" if first else key, *others]


def behind_key(value: Any, hand: Hand) -> list[str]:
    """What comes behind a colon; the further lines count from the column of the key."""
    if is_nested(value):
        depth = hand.dash if isinstance(value, list) else hand.unit
        return ["", *indented(block(value, hand), depth)]
    return _scalar(value, hand)


def item(value: Any, hand: Hand) -> list[str]:
    """The lines of an item and its dash."""
    first, *others = behind_dash(value, hand)
    return [f"- {first}", *others]


def behind_dash(value: Any, hand: Hand) -> list[str]:
    """What comes behind a dash; the further lines count from the column of the dash."""
    if is_nested(value):
        first, *others = block(value, hand)
        return [first, *indented(others, _BEHIND_DASH)]
    return _scalar(value, hand)


def _scalar(value: Any, hand: Hand) -> list[str]:
    lines = text_block(value) if isinstance(value, str) else None
    if lines is None:
        return [literal(value, hand.quote)]
    return [lines[0], *indented(lines[1:], hand.unit)]


def indented(lines: list[str], columns: int) -> list[str]:
    """*lines* so much further right; empty ones stay empty."""
    lead = " " * columns
    return [lead + line if line else line for line in lines]


def joined(lines: list[str], column: int, hand: Hand) -> str:
    """*lines* as one text whose further lines start at *column*."""
    first, *others = lines
    return hand.newline.join([first, *indented(others, column)])
