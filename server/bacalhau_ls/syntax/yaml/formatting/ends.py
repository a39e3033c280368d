"""Blanks at the ends of lines, blank lines, and the end of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.yaml.formatting.page import LINE_END, LINE_START
from bacalhau_ls.syntax.yaml.formatting.texts import keeps_line_end

if TYPE_CHECKING:
    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.yaml.formatting.page import Page
    from bacalhau_ls.syntax.yaml.formatting.style import Style

_LOOSE_ENDS: Final = (" \n", "\t\n", " \r", "\t\r", "\n\n", "\n\r", "\r\r")
"""What ends a line, and the last character before if that is a blank or ends a line itself."""
_LINE_BREAK: Final = re.compile(r"\r\n?|\n")


def trim_lines(page: Page, layout: Layout, limit: int) -> None:
    """Remove blanks at line ends, and all but one of blank lines in a row."""
    commented = set() if layout.trims_lines else {page.line_of(each) for each in page.comments}
    first, last = page.line_of(page.within.start), _last_line(page, limit)
    before, was_blank = first - 1, first == 0 or page.is_blank(first - 1)
    for line in _loose_lines(page, first, min(last, page.line_of(page.within.end))):
        was_blank = was_blank and line == before + 1
        start, end = page.starts[line], page.line_end(line)
        bare = len(page.text[start:end].rstrip(" \t"))
        is_blank = not bare and not page.kept[line] & LINE_START
        if is_blank and was_blank and line + 1 < len(page.starts):
            page.replace(start, page.starts[line + 1], "")
        elif not page.kept[line] & LINE_END and line not in commented:
            page.replace(start + bare, end, "")
        before, was_blank = line, is_blank


def _loose_lines(page: Page, first: int, last: int) -> list[int]:
    """The lines from *first* to *last* that end in blanks or are blank, in order."""
    text, lines = page.text, {first, last}
    for end in _LOOSE_ENDS:
        at = text.find(end, page.starts[first])
        while 0 <= at <= page.starts[last]:
            lines.add(page.line_of(at + 1))
            at = text.find(end, at + 1)
    return sorted(lines)


def _last_line(page: Page, limit: int) -> int:
    """The last line that is not only part of the blank end of the text."""
    end = limit if limit < len(page.text) else len(page.text.rstrip(" \t\r\n"))
    return page.line_of(end)


def place_end(page: Page, document: Container, layout: Layout, style: Style) -> None:
    """Let the text end with as many line breaks as it is to."""
    text = page.text
    bare = len(text.rstrip(" \t\r\n"))
    line = page.line_of(bare)
    if not bare or any(page.kept[line + 1 :]):
        return
    end = page.line_end(line)
    breaks = _LINE_BREAK.findall(text, end)
    if layout.trims_end:
        del breaks[1:]
    if layout.final_newline is not None and not _ends_in_text(document, bare):
        breaks = (breaks or [style.newline]) if layout.final_newline else []
    page.replace(end, len(text), "".join(breaks))


def _ends_in_text(document: Container, end: int) -> bool:
    """Whether the text ends in a scalar to which the last line break belongs."""
    node, start = document, 0
    while isinstance(node, Container) and node.children:
        start += node.offsets[-1]
        child = node.children[-1]
        if not isinstance(child, Container):
            return start + child.width >= end and keeps_line_end(child.text)
        node = child
    return False
