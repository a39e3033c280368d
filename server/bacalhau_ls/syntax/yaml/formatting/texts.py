"""Text over several lines: how its lines are indented, and how they are to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.yaml.formatting.page import LINE_END

if TYPE_CHECKING:
    from bacalhau_ls.syntax.yaml.formatting.page import Page

_HEADER: Final = re.compile(r"((?:[&!][^ \t\r\n]*[ \t\r\n]+)*)[|>](?:[+-]?([1-9])?)")
_CONTENT: Final = re.compile(r"[\r\n]( *)(?=[ \t]*[^ \t\r\n])")
_BLANKS_BEHIND: Final = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*[ \t]*")
_BLANK_LINE: Final = re.compile(r"[\r\n]([ \t]+)(?=[\r\n]|\Z)")
_TAB_AT_START: Final = re.compile(r"[\r\n]( *)\t")
_LINE_START: Final = re.compile(r"(?:\r\n?|\n)([ \t]*)")


class Header(NamedTuple):
    """What stands behind the ``|`` or ``>`` of a text."""

    indent: int | None
    """By how much the text is indented, if that is said."""
    is_apart: bool
    """Whether a line break separates it from its tag or anchor."""


def spans_lines(raw: str) -> bool:
    """Whether the text of a scalar takes more than one line."""
    return "\n" in raw or "\r" in raw


def is_odd(text: str, start: int, raw: str) -> bool:
    """Whether the scalar *raw* at *start* is such that other indentation might change it."""
    header = block_header(raw)
    if header is None:
        return _TAB_AT_START.search(raw) is not None
    behind = _BLANKS_BEHIND.match(text, start + len(raw))
    everything = raw + (behind.group() if behind else "")
    if header.is_apart:
        return True
    least = header.indent or _content_column(raw) or 0
    is_long = any(len(blanks) > least for blanks in _BLANK_LINE.findall(everything[len(raw) - 1 :]))
    return is_long or any(len(lead) < least for lead in _TAB_AT_START.findall(raw))


def block_header(raw: str) -> Header | None:
    """The header of a scalar's text; None if it is not that sort of text."""
    if raw[:1] not in ("|", ">", "&", "!"):
        return None
    found = _HEADER.match(raw)
    if found is None:
        return None
    return Header(int(found[2]) if found[2] else None, spans_lines(found[1]))


def keeps_line_end(raw: str) -> bool:
    """Whether the line break behind the text of a scalar belongs to it."""
    found = _HEADER.match(raw)
    return found is not None and "-" not in found.group()[len(found[1]) :]


def _content_column(raw: str) -> int | None:
    """The column of the first line below the first one that is not blank."""
    found = _CONTENT.search(raw)
    return len(found[1]) if found else None


def move_text(page: Page, start: int, raw: str, columns: tuple[int, int], inner: int) -> None:
    """Indent the lines of a text below its first one.

    *columns* are the old and the new one of the entry that it is in; *inner* is
    where the text is to stand if it says nothing else.
    """
    header, end = block_header(raw), start + len(raw)
    page.keep_inside(start, end)
    if header is None:
        old = min(map(len, _CONTENT.findall(raw)), default=inner)
        by = inner - old
    else:
        page.kept[page.line_of(start)] &= ~LINE_END
        page.kept[page.line_of(end - 1)] |= LINE_END
        found = _content_column(raw)
        old = columns[0] + header.indent if header.indent else inner if found is None else found
        by = columns[1] - columns[0] if header.indent else inner - old
    if page.is_within(start, end):
        _shift(page, start, raw, old, by)


def _shift(page: Page, start: int, raw: str, old: int, by: int) -> None:
    """Indent all lines but the first *by* more; those that hold nothing become empty."""
    for found in _LINE_START.finditer(raw):
        at, width = start + found.start(1), len(found[1])
        is_blank = found.end() == len(raw) or raw[found.end()] in "\r\n"
        if is_blank and width <= old:
            page.replace(at, at + width, "")
        elif by > 0:
            page.replace(at, at, " " * by)
        elif by < 0:
            page.replace(at, at + min(-by, width), "")
