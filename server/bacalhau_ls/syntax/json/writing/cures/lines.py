"""Comments, and the lines of a merge conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.reading import lexer
from bacalhau_ls.syntax.json.writing.comments import without_comment
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Located

LONGEST_LINE = 10_000
"""A line end is looked for so far: thousands of brackets may be open on one line."""


def remove_comment(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove a comment with what belongs to it."""
    return (without_comment(text, Span(located.problem.start, located.problem.end)),)


def slashes(_: str, located: Located) -> tuple[Edit, ...]:
    """``//`` in the place of ``#``."""
    start = located.problem.start
    return (Edit(start, start + 1, "//"),)


def close_comment(text: str, located: Located) -> tuple[Edit, ...]:
    """The end of a comment, at the end of the line that it starts on."""
    match = lexer.REST_OF_LINE.match(text, located.problem.start)
    end = match.end() if match else len(text)
    return (Edit(end, end, " */"),)


def keep_first(text: str, located: Located) -> tuple[Edit, ...]:
    """Take out the marker above, and all from the one in the middle on."""
    start, middle, _, last = _conflict(text, located)
    return Edit(start, next_line(text, start), ""), Edit(middle, next_line(text, last), "")


def keep_second(text: str, located: Located) -> tuple[Edit, ...]:
    """Take out the marker below, and all up to the one in the middle."""
    start, _, second, last = _conflict(text, located)
    return Edit(start, second, ""), Edit(last, next_line(text, last), "")


def _conflict(text: str, located: Located) -> tuple[int, int, int, int]:
    """Where a conflict starts, its first version ends, its second one starts and ends."""
    start = located.problem.start
    middle = text.find("\n=======", start) + 1
    base = text.find("\n|||||||", start, middle) + 1
    last = text.find("\n>>>>>>>", middle) + 1
    return start, base or middle, next_line(text, middle), last


def remove_line(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove the whole line."""
    start = located.problem.start
    return (Edit(start, next_line(text, start), ""),)


def next_line(text: str, offset: int) -> int:
    """Where the line after that of *offset* starts."""
    end = text.find("\n", offset)
    return end + 1 if end >= 0 else len(text)
