"""Lines: where they start and end, how they are indented, what they look like from afar."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

TAB_WIDTH: Final = 2
"""What a tab counts for in indentation, which must not hold any."""
BLANKS = re.compile(r"[ \t]*")
LINE_BREAK = re.compile(r"\r\n?|\n")
LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)")
REST_OF_LINE = re.compile(r"[^\r\n]*")
BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*")
LEADING_TABS = re.compile(r"(?<![^\r\n\ufeff]) *(\t[ \t]*)")
"""The blanks of a line from its first tab on."""
_TEMPLATE_REST = r"\{(?!\{)(?:\"[^\"\r\n]*\"|[^{}\"\r\n])*\}\}"
TEMPLATE = rf"\{{{_TEMPLATE_REST}"
_BRACE = rf"(?:{TEMPLATE}|\{{(?!{_TEMPLATE_REST}))"
"""A template, or a brace that starts none: never both, or matching could take for ever."""

WORD = rf"[^ \t\r\n:{{]*(?:(?:{_BRACE}|:(?=[^ \t\r\n]))[^ \t\r\n:{{]*)*"
"""Characters that no blank and no ``: `` separates; templates are never torn apart."""
TEXT = re.compile(rf"{WORD}(?:[ \t]+(?=[^ \t\r\n#]){WORD})*")
"""Text without quotes up to a comment, a ``: `` or the end of its line."""
PROPERTIES = re.compile(r"(?:[&!][^ \t\r\n,\[\]{}]*[ \t]+)*")
_QUOTED = rf"\"(?:[^\"\\\r\n{{]|\\[^\r\n]|{_BRACE})*\"|'(?:[^'\r\n]|'')*'"
QUOTED_KEY = re.compile(rf"(?:{_QUOTED})(?=[ \t]*:(?:[ \t\r\n]|\Z))")
_SEPARATED = re.compile(r"[ \t\r\n]|\Z")
NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*"
"""A key as most people write them."""
NO_TEXT: Final = frozenset(",[]{}#&*!|>'\"%@`")
"""Signs that no text without quotes starts with."""


class Place(NamedTuple):
    """Where the first character of a line that is more than blanks stands."""

    offset: int
    column: int


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


def end_of_line(text: str, offset: int) -> int:
    """Where the line of *offset* ends."""
    rest = REST_OF_LINE.match(text, offset)
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
    if first in ('"', "'"):
        quoted = QUOTED_KEY.match(text, start)
        return quoted.end() if quoted else None
    is_sign = first in NO_TEXT and first != "*" and not text.startswith("{{", start)
    if is_sign or (first in ("-", "?") and is_separated(text, start + 1)):
        return None
    found = TEXT.match(text, start)
    assert found is not None
    end = found.end()
    if text[end : end + 1] != ":" or not is_separated(text, end + 1):
        return None
    while end > start and text[end - 1] in " \t":
        end -= 1
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
