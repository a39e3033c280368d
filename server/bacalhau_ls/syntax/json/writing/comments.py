"""Writing comments and taking them away, with their line where they have one."""

from __future__ import annotations

import re

from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.syntax.json.gaps import lead, line_start, starts_line
from bacalhau_ls.syntax.json.habits import newline_of
from bacalhau_ls.syntax.tree import Node, comments_in, deepest_at
from bacalhau_ls.text import Edit, Span

_REST_OF_BLANK_LINE = re.compile(r"[ \t]*(\r\n?|\n|\Z)")
_REST_OF_LINE = re.compile(r"[^\r\n]*")


def without_comment(text: str, comment: Span) -> Edit:
    """What removes a comment and the blanks, or the line, that it leaves."""
    start, end = comment
    rest = _REST_OF_BLANK_LINE.match(text, end)
    if rest and starts_line(text, start):
        return Edit(line_start(text, start), rest.end(), "")
    before = _start_of_blanks(text, start)
    if rest or text[end : end + 1] in (" ", "\t", ",", ":", "]", "}"):
        return Edit(before, end, "")
    is_needed = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    return Edit(start, end, " " if is_needed else "")


def _start_of_blanks(text: str, offset: int) -> int:
    while offset and text[offset - 1] in " \t":
        offset -= 1
    return offset


def comment_above(text: str, top: Node, offset: int, words: str) -> tuple[Edit, ...]:
    """What puts *words* in a comment above the line of *offset*, or else at its end."""
    start, sign = line_start(text, offset), _sign(text, top)
    if not _is_inside_token(top, start):
        return (Edit(start, start, f"{lead(text, start)}{sign} {words}{newline_of(text)}"),)
    rest = _REST_OF_LINE.match(text, offset)
    end = rest.end() if rest else len(text)
    if _is_inside_token(top, end) or _ends_with_line_comment(text, top, end):
        return ()
    return (Edit(end, end, f" {sign} {words}"),)


def _sign(text: str, top: Node) -> str:
    """What a comment starts with: the sign of YAML where the author writes JSON for its readers."""
    return "#" if any(text[start] == "#" for start, _ in comments_in(top)) else "//"


def _is_inside_token(top: Node, offset: int) -> bool:
    node = deepest_at(top, offset)
    if isinstance(node.green, Scalar):
        return node.start < offset < node.end
    return any(start < offset < end for start, end in _own_comments(node))


def _ends_with_line_comment(text: str, top: Node, offset: int) -> bool:
    node = deepest_at(top, offset)
    around = node if isinstance(node.green, Container) else node.parent or node
    return any(
        end == offset and not text.startswith("/*", start) for start, end in _own_comments(around)
    )


def _own_comments(node: Node) -> list[Span]:
    problems = (each for each in node.green.problems if each.fault.level.is_comment)
    return [Span(each.start, each.end).shifted(node.start) for each in problems]
