"""Writing comments and taking them away, with their line where they have one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Scalar
from bacalhau_ls.syntax.tree import deepest_at
from bacalhau_ls.syntax.yaml.formatting.style import newline_of
from bacalhau_ls.syntax.yaml.reading.lines import BLANKS, LINE_END, line_start
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_REST_OF_LINE = re.compile(r"[^\r\n]*")


def without_comment(text: str, comment: Span) -> Edit:
    """What removes a comment and the blanks, or the line, that it leaves."""
    start, end = comment
    line = line_start(text, start)
    rest = LINE_END.match(text, end)
    if rest and not text[line:start].strip(" \t"):
        return Edit(line, rest.end(), "")
    while start > line and text[start - 1] in " \t":
        start -= 1
    return Edit(start, end, "")


def comment_above(text: str, top: Node, offset: int, words: str) -> tuple[Edit, ...]:
    """What puts *words* in a comment above the line of *offset*, or else at its end."""
    start = line_start(text, offset)
    lead = BLANKS.match(text, start)
    assert lead is not None
    if not _is_inside_scalar(top, start):
        return (Edit(start, start, f"{lead.group()}# {words}{newline_of(text)}"),)
    rest = _REST_OF_LINE.match(text, offset)
    assert rest is not None
    end = rest.end()
    return () if _is_inside_scalar(top, end) else (Edit(end, end, f" # {words}"),)


def _is_inside_scalar(top: Node, offset: int) -> bool:
    node = deepest_at(top, offset)
    return isinstance(node.green, Scalar) and node.start < offset < node.end
