r"""Text made safe and measurable for a terminal: what a spec holds is never trusted.

Characters that draw nothing, move the cursor or turn the writing direction are
shown as an escape such as ``\x1b``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

TAB_WIDTH = 4

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_STRAY_BYTES = range(0xDC80, 0xDD00)
_TWO_DIGITS, _FOUR_DIGITS = 0x100, 0x10000


def visible(text: str) -> str:
    """*text* with every character that is not safe to show as an escape."""
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    point = ord(match.group())
    if point in _STRAY_BYTES:
        point -= 0xDC00
    if point < _TWO_DIGITS:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < _FOUR_DIGITS else f"\\U{point:08x}"


def cells(line: str) -> list[tuple[str, int]]:
    """Each character of *line* as it is drawn, and how many columns that takes."""
    drawn = []
    column = 0
    for character in line:
        cell = _tab(column) if character == "\t" else _cell(character)
        column += cell[1]
        drawn.append(cell)
    return drawn


def _tab(column: int) -> tuple[str, int]:
    width = TAB_WIDTH - column % TAB_WIDTH
    return " " * width, width


@lru_cache(maxsize=4096)
def _cell(character: str) -> tuple[str, int]:
    shown = visible(character)
    if len(shown) > 1:
        return shown, len(shown)
    if category(character) in {"Mn", "Me"}:
        return shown, 0
    return shown, 2 if east_asian_width(character) in {"W", "F"} else 1
