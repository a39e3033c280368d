"""Text behind ``|`` or ``>`` that is indented no deeper than the entry it belongs to.

It is recognized by its first line, which is nothing that may follow an empty text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    NAME,
    end_of_line,
    end_of_quoted_key,
    is_dash,
    is_marker,
    looks_like_entry,
    next_line,
    place_below,
    place_in_line,
)

if TYPE_CHECKING:
    from bacalhau_ls.syntax.yaml.reading.lines import Place

_OTHER_THAN_TEXT: Final = frozenset("{[?%&*!")
"""Signs with which templates, keys that are no names, and properties start."""
_NAMED: Final = re.compile(rf"{NAME}[ \t]*:(?=[ \t\r\n]|\Z)")


def misplaced_text(text: str, line_end: int, indent: int) -> Place | None:
    """Its first line below the one of *line_end*, if there is such text in an entry at *indent*."""
    place = place_below(text, line_end)
    if place.column > indent or place.offset == len(text) or is_marker(text, place):
        return None
    is_other = text[place.offset] in _OTHER_THAN_TEXT or looks_like_entry(text, place.offset)
    return None if is_other else place


def end_of_misplaced_text(text: str, first: Place, indent: int) -> int:
    """Where its last line ends: before what is indented less, or looks like the next entry."""
    end = end_of_line(text, first.offset)
    while True:
        lines = BLANK_LINES.match(text, next_line(text, end))
        assert lines is not None
        place = place_in_line(text, lines.end())
        if place.column < first.column or place.offset == len(text) or is_marker(text, place):
            return end
        if place.column <= indent and _is_entry(text, place.offset):
            return end
        end = end_of_line(text, place.offset)


def _is_entry(text: str, offset: int) -> bool:
    """Whether an item or a plain name as a key starts at *offset*: commands may hold colons."""
    if is_dash(text, offset) or text.startswith("{{", offset):
        return True
    return bool(_NAMED.match(text, offset)) or end_of_quoted_key(text, offset) is not None
