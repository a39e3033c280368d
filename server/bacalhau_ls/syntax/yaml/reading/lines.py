"""Lines: where they start and end, how they are indented, what they look like from afar."""

from __future__ import annotations

import re
import sys
from typing import Final, NamedTuple

from bacalhau_ls.syntax.template_blocks import (
    LONGEST_BLOCK,
    end_of_action,
    end_of_block,
    opens_block,
)
from bacalhau_ls.syntax.templating import OPENING, action_at

TAB_WIDTH: Final = 2
"""What a tab counts for in indentation, which must not hold any."""
BLANKS = re.compile(r"[ \t]*")
LINE_BREAK = re.compile(r"\r\n?|\n")
LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)")
REST_OF_LINE = re.compile(r"[^\r\n]*")
BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*")
LEADING_TABS = re.compile(r"(?<![^\r\n\ufeff]) *(\t[ \t]*)")
"""The blanks of a line from its first tab on."""
_WORD = r"[^ \t\r\n:{]*(?:(?:\{(?!\{)|:(?=[^ \t\r\n]))[^ \t\r\n:{]*)*"
"""Characters that no blank, no ``: `` and no template separates."""
_TEXT = re.compile(rf"{_WORD}(?:[ \t]+(?=[^ \t\r\n#]){_WORD})*")
_PROPERTY: Final = r"(?:!<[^ \t\r\n>]*>|[&!][^ \t\r\n,\[\]{}]*)"
PROPERTY = re.compile(_PROPERTY)
"""A tag or an anchor."""
PROPERTIES = re.compile(rf"(?:{_PROPERTY}[ \t]+)*")
_IN_QUOTES: Final = {
    '"': re.compile(r"(?:[^\"\\\r\n{]|\\[^\r\n]|\{(?!\{))*\\?"),
    "'": re.compile(r"(?:[^'\r\n{]|''|\{(?!\{))*"),
}
_COLON: Final = re.compile(r"[ \t]*:(?:[ \t\r\n]|\Z)")
_SEPARATED = re.compile(r"[ \t\r\n]|\Z")
NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*"
"""A key as most people write them."""
NO_TEXT: Final = frozenset(",[]{}#&*!|>'\"%@`")
"""Signs that no text without quotes starts with."""


class Place(NamedTuple):
    """Where the first character of a line that is more than blanks stands."""

    offset: int
    column: int


def end_of_words(text: str, offset: int) -> int:
    """Where text without quotes ends on its line: at a comment or a ``: ``, not in a template."""
    end = _TEXT.match(text, offset).end()  # type: ignore[union-attr]
    while text.startswith(OPENING, end):
        action = action_at(text, end)
        end = _TEXT.match(text, action.end() if action else end + 1).end()  # type: ignore[union-attr]
    return end


def end_inside_quotes(text: str, offset: int, quote: str) -> int:
    """Where the text in quotes goes no further: at *quote*, not in a template, or its line end."""
    inside = _IN_QUOTES[quote]
    end = inside.match(text, offset).end()  # type: ignore[union-attr]
    while text.startswith(OPENING, end):
        action = action_at(text, end)
        end = inside.match(text, action.end() if action else end + 1).end()  # type: ignore[union-attr]
    return end


def end_of_quoted_key(text: str, offset: int) -> int | None:
    """Where the key in quotes ends that starts at *offset*, if one does."""
    quote = text[offset : offset + 1]
    if quote not in _IN_QUOTES:
        return None
    end = end_inside_quotes(text, offset + 1, quote)
    is_key = text.startswith(quote, end) and _COLON.match(text, end + 1) is not None
    return end + 1 if is_key else None


def is_separated(text: str, offset: int) -> bool:
    """Whether a blank, a line end or the end of the text is at *offset*."""
    return _SEPARATED.match(text, offset) is not None


def place_in_line(text: str, start: int) -> Place:
    """Where the line that starts at *start* has its first character."""
    found = BLANKS.match(text, start)
    assert found is not None
    lead = found.group()
    width = len(lead) if "\t" not in lead else len(lead.expandtabs(TAB_WIDTH))
    return Place(found.end(), width)


def next_line(text: str, offset: int) -> int:
    """Where the line after that of *offset* starts; the end of the text if it is the last."""
    rest = REST_OF_LINE.match(text, offset)
    assert rest is not None
    line_break = LINE_BREAK.match(text, rest.end())
    return line_break.end() if line_break else rest.end()


def end_of_line(text: str, offset: int, limit: int = sys.maxsize) -> int:
    """Where the line of *offset* ends, or *limit* if that is before."""
    rest = REST_OF_LINE.match(text, offset, limit)
    assert rest is not None
    return rest.end()


def end_of_text(text: str, offset: int) -> int:
    """Where the line of *offset* ends but for the blanks behind its text."""
    rest = REST_OF_LINE.match(text, offset)
    assert rest is not None
    return offset + len(rest.group().rstrip(" \t"))


def line_start(text: str, offset: int) -> int:
    """Where the line of *offset* starts."""
    newline = text.rfind("\n", 0, offset)
    return max(newline, text.rfind("\r", newline + 1, offset)) + 1


def is_marker(text: str, place: Place) -> bool:
    """Whether a line is ``---`` or ``...``, with which a document starts or ends."""
    offset = place.offset
    if place.column or text[offset : offset + 3] not in ("---", "..."):
        return False
    return is_separated(text, offset + 3)


def is_dash(text: str, offset: int) -> bool:
    """Whether the dash of a list item stands at *offset*."""
    return text[offset : offset + 1] == "-" and is_separated(text, offset + 1)


def end_of_key(text: str, offset: int) -> int | None:
    """Where a key that is followed by ``: `` on its line ends, if one starts at *offset*."""
    properties = PROPERTIES.match(text, offset)
    assert properties is not None
    start = properties.end()
    first = text[start : start + 1]
    if first in _IN_QUOTES:
        return end_of_quoted_key(text, start)
    is_sign = first in NO_TEXT and first != "*" and not text.startswith(OPENING, start)
    if is_sign or (first in ("-", "?") and is_separated(text, start + 1)):
        return None
    end = end_of_words(text, end_of_row(text, start))
    if text[end : end + 1] != ":" or not is_separated(text, end + 1):
        return None
    while end > start and text[end - 1] in " \t":
        end -= 1
    return end


def end_of_line_block(text: str, offset: int) -> int | None:
    """Where the block of a template ends that starts at *offset* and ends on the same line."""
    if not opens_block(text, offset):
        return None
    return end_of_block(text, offset, end_of_line(text, offset, offset + LONGEST_BLOCK))


def end_of_row(text: str, offset: int) -> int:
    """Where the templates end that stand in a row from *offset* on, with blocks of one line."""
    end = at = offset
    while text.startswith(OPENING, at):
        closed = end_of_line_block(text, at) or end_of_action(text, at)
        if closed is None:
            break
        end = closed
        at = BLANKS.match(text, end).end()  # type: ignore[union-attr]
    return end


def looks_like_entry(text: str, offset: int) -> bool:
    """Whether a key or a list item starts at *offset*."""
    return is_dash(text, offset) or end_of_key(text, offset) is not None


def behind_block(text: str, place: Place) -> int:
    """Where the first line starts behind the one at *place* that is not indented deeper."""
    at = next_line(text, place.offset)
    while at < len(text):
        lines = BLANK_LINES.match(text, at)
        assert lines is not None
        inner = place_in_line(text, lines.end())
        if inner.column <= place.column or inner.offset == len(text):
            break
        at = next_line(text, inner.offset)
    return at


_PASSED = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*")


def place_below(text: str, offset: int) -> Place:
    """Where the next line below that of *offset* starts that is more than a comment."""
    passed = _PASSED.match(text, next_line(text, offset))
    assert passed is not None
    place = place_in_line(text, passed.end())
    is_comment = text[place.offset : place.offset + 1] == "#"
    return Place(len(text), place.column) if is_comment else place


def value_on_line(text: str, offset: int) -> str | None:
    """What stands behind the key at *offset* on its line; None if there is no key."""
    end = end_of_key(text, offset)
    if end is None or end == offset:
        return None
    rest = REST_OF_LINE.match(text, text.index(":", end) + 1)
    assert rest is not None
    return re.split(r"(?:^|[ \t])#", rest.group(), maxsplit=1)[0].strip(" \t")
