"""The entries of a block: where they start and end, with their comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container, Kind, Level
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.syntax.yaml.reading.lines import line_start, place_in_line
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Problem
    from bacalhau_ls.syntax.tree import Node

_COMMENT_BEHIND = re.compile(r"[ \t]+#[^\r\n]*")
_BEHIND = re.compile(r"[^\r\n]*\S")
_FREE = ("#", "{{")
"""How lines start that may stand in any column."""
LINE_BREAK = re.compile(r"\r\n?|\n")


class Entries:
    """The entries of one block."""

    def __init__(self, text: str, node: Node) -> None:
        assert isinstance(node.green, Container)
        self.text = text
        self.node = node
        self._green = node.green

    def __len__(self) -> int:
        return len(self._green.children)

    @property
    def column(self) -> int:
        """The column of the entries."""
        return self._green.entry_column

    def start(self, index: int) -> int:
        """Where the entry starts, with its key or dash."""
        return self.node.start + self._green.starts[index]

    def sign_end(self, index: int) -> int:
        """Where its colon or dash ends; its key, if it has no colon."""
        if self.node.kind is not Kind.OBJECT:
            start = self.start(index)
            return start + (self.text[start : start + 1] == "-")
        key = self._green.keys[index]
        key_end = self.node.start + self._green.key_offsets[index] + key.width
        value = self.node.start + self._green.offsets[index]
        colon = self.text.find(":", key_end, value)
        return key_end if colon < 0 else colon + 1

    def end(self, index: int) -> int:
        """Where its value ends."""
        value = self.node.start + self._green.offsets[index]
        return max(value + self._green.children[index].width, self.sign_end(index))

    def tail(self, index: int) -> int:
        """Where ends what stands behind it on its last line: a comment, or something unknown."""
        end = self.end(index)
        if self.text[end - 1 : end] in ("\r", "\n"):
            return end
        following = self.start(index + 1) if index + 1 < len(self) else len(self.text)
        behind = _BEHIND.match(self.text, end, following)
        return behind.end() if behind else end

    def starts_line(self, index: int) -> bool:
        """Whether only blanks stand before it on its line."""
        start = self.start(index)
        return not self.text[line_start(self.text, start) : start].strip(" \t")

    def head(self, index: int) -> int:
        """Where the comments start that stand on the lines directly above it, else the entry."""
        head = self.start(index)
        if not self.starts_line(index):
            return head
        floor = self.tail(index - 1) if index else 0
        while (above := self._comment_above(head)) is not None and above > floor:
            head = above
        return self._behind_dash(head) if len(self) == 1 else head

    def _behind_dash(self, head: int) -> int:
        """Where the comment starts that stands behind the dash of an item with one entry."""
        parent = self.node.parent
        if parent is None or parent.kind is not Kind.ARRAY or not parent.green.block:
            return head
        dash_end = Entries(self.text, parent).sign_end(self.node.index)
        comment = _COMMENT_BEHIND.match(self.text, dash_end)
        is_next = comment is not None and not self.text[comment.end() : head].strip()
        return dash_end + self.text[dash_end:head].index("#") if is_next else head

    def _comment_above(self, offset: int) -> int | None:
        """Where the comment starts that is all that stands on the line above that of *offset*."""
        start = line_start(self.text, offset)
        if start == 0:
            return None
        place = place_in_line(self.text, line_start(self.text, start - 1))
        return place.offset if self.text[place.offset] == "#" else None

    def leans_out(self, index: int) -> bool:
        """Whether one of its lines starts left of its column; comments and templates may."""
        start = self.start(index)
        column = column_of(self.text, start)
        _, *lines = LINE_BREAK.split(self.text[start : self.tail(index)])
        blanks = ((len(line) - len(line.lstrip(" \t")), line) for line in lines)
        return any(
            lead < column and lead < len(line) and not line.startswith(_FREE, lead)
            for lead, line in blanks
        )

    def comments(self, index: int) -> list[str]:
        """The comments inside of the entry and behind it on its last line."""
        return self.comments_between(self.start(index), self.tail(index), self.node.child(index))

    def comments_between(self, start: int, end: int, inner: Node | None = None) -> list[str]:
        """The comments between two places, those of *inner* and those between entries."""
        at = self.node.start
        own = (Span(*each).shifted(at) for each in _comments(self._green, start - at, end - at))
        inside = (
            Span(located.problem.start, located.problem.end)
            for located in (problems_in(inner) if inner is not None else ())
            if located.problem.fault.level is Level.COMMENT
        )
        spans = sorted({span for span in (*own, *inside) if start <= span.start < end})
        return [self.text[slice(*span)] for span in spans]

    def lines(self, index: int, *, with_head: bool = True) -> list[str]:
        """The text of an entry with its comments, as lines that count from its column."""
        start = self.head(index) if with_head else self.start(index)
        return relative(self.text[start : self.tail(index)], column_of(self.text, start))


def _comments(green: Container, start: int, end: int) -> list[Span]:
    """The comments of a container that start between two places in it."""
    first = bisect_left(green.problems, start, key=_start)
    last = bisect_left(green.problems, end, key=_start)
    found = (p for p in green.problems[first:last] if p.fault.level is Level.COMMENT)
    return [Span(p.start, p.end) for p in found]


def _start(problem: Problem) -> int:
    return problem.start


def column_of(text: str, offset: int) -> int:
    """How many characters stand before *offset* on its line, a byte order mark left out."""
    start = line_start(text, offset)
    return offset - start - text.startswith("\ufeff", start, offset)


def relative(text: str, column: int) -> list[str]:
    """The lines of *text*, whose first one starts at *column*, counted from there."""
    first, *others = LINE_BREAK.split(text)
    return [first, *(_without_lead(line, column) for line in others)]


def _without_lead(line: str, column: int) -> str:
    blanks = len(line) - len(line.lstrip(" \t"))
    return line[min(blanks, column) :]
