"""Commas and colons that are too many, and what stands in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.gaps import starts_line
from bacalhau_ls.syntax.json.writing.cures.lines import LONGEST_LINE
from bacalhau_ls.syntax.json.writing.cures.on_the_spot import remove
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Located

_NO_VALUE = frozenset(["", *",}]{["])
_BLANKS = re.compile(r"[ \t]*")
_COMMA_BEFORE = re.compile(r"[ \t\r\n]*,[ \t\r\n]*\Z")
_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")


def remove_extra_comma(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove the comma, and the blanks behind it if it starts its line."""
    start, end, *_ = located.problem
    blanks = _BLANKS.match(text, end)
    is_first = starts_line(text, start) and blanks is not None
    return (Edit(start, blanks.end() if is_first and blanks else end, ""),)


def remove_with_comma(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove what stands in the place of an entry, and one of the commas around it."""
    start, end, *_ = located.problem
    if before := _COMMA_BEFORE.search(text, max(0, start - LONGEST_LINE), start):
        return (Edit(before.start(), end, ""),)
    behind = _COMMA_BEHIND.match(text, end)
    return (Edit(start, behind.end() if behind else end, ""),)


def colon(text: str, located: Located) -> tuple[Edit, ...]:
    """A colon for ``=`` and for ``=>``."""
    start, end, *_ = located.problem
    return (Edit(start, end + 1 if text[end : end + 1] == ">" else end, ":"),)


def unexpected(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove it; of a colon that may stand for a comma we cannot tell."""
    start, end, _, detail = located.problem
    if detail != ":":
        return remove(text, located)
    before = text[max(0, start - LONGEST_LINE) : start].rstrip()[-1:]
    behind = text[end : end + LONGEST_LINE].lstrip()[:1]
    return remove(text, located) if before == ":" or behind in _NO_VALUE else ()
