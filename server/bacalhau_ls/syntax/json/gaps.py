"""What stands between the entries of a container: commas, comments and white space."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.reading.lexer import JSON5_SPACES
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

_TOKEN = re.compile(
    rf"(?P<SPACE>[ \t\r\n{JSON5_SPACES}]+)|(?P<COMMA>,)|(?P<COLON>:)"
    r"|(?P<LINE_COMMENT>(?://|\#)[^\r\n]*)|(?P<BLOCK_COMMENT>/\*[\s\S]*?\*/)|(?P<OTHER>[\s\S])"
)
_BLANKS = re.compile(r"[ \t]*")
_LINE_BREAK = re.compile(r"\r\n?|\n")


class Sort(Enum):
    """What a token between entries is."""

    COMMA = auto()
    COLON = auto()
    LINE_COMMENT = auto()
    BLOCK_COMMENT = auto()
    OTHER = auto()
    """Something that should not be there."""


_SORTS = {each.name: each for each in Sort}
COMMENTS = frozenset({Sort.LINE_COMMENT, Sort.BLOCK_COMMENT})


class Token(NamedTuple):
    """A token between entries."""

    sort: Sort
    start: int
    end: int

    @property
    def is_comment(self) -> bool:
        return self.sort in COMMENTS


def tokens_between(text: str, start: int, end: int) -> list[Token]:
    """The tokens from *start* to *end*, where no key or value is."""
    return list(tokens_from(text, start, end))


def tokens_from(text: str, start: int, end: int) -> Iterator[Token]:
    """The same, one after the other as they are asked for."""
    for found in _TOKEN.finditer(text, start, end):
        if found.lastgroup != "SPACE":
            yield Token(_SORTS[str(found.lastgroup)], *found.span())


def needs_line_end(written: str) -> bool:
    """Whether a comment in *written*, where no key or value is, reaches to the end of its line."""
    return any(each.sort is Sort.LINE_COMMENT for each in tokens_from(written, 0, len(written)))


def line_breaks(text: str, start: int, end: int) -> int:
    """How many lines end between *start* and *end*."""
    return sum(1 for _ in _LINE_BREAK.finditer(text, start, end))


def has_line_break(text: str, start: int, end: int) -> bool:
    """Whether a line ends between *start* and *end*."""
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0


def line_start(text: str, offset: int) -> int:
    """Where the line of *offset* starts."""
    newline = text.rfind("\n", 0, offset)
    return max(newline, text.rfind("\r", newline + 1, offset)) + 1


def lead(text: str, offset: int) -> str:
    """The blanks that the line of *offset* starts with."""
    found = _BLANKS.match(text, line_start(text, offset))
    assert found is not None
    return found.group()


def starts_line(text: str, offset: int) -> bool:
    """Whether only blanks stand before *offset* on its line."""
    return line_start(text, offset) + len(lead(text, offset)) == offset


class Entries:
    """The entries of one container and the gaps between them.

    Gap 0 is before the first entry, gap *n* behind the last of *n*.
    """

    def __init__(self, text: str, node: Node) -> None:
        self.text = text
        self.node = node
        green = node.green
        assert isinstance(green, Container)
        self._green = green
        self.inner = Span(*self._inner(green))
        """What is between the brackets."""

    def _inner(self, green: Container) -> tuple[int, int]:
        start, end = self.node.span
        if green.kind is Kind.DOCUMENT:
            return start, end
        has_opener = self.text[start : start + 1] in ("{", "[")
        inner_start = start + 1 if has_opener else start
        last_child = len(green.children) and start + green.offsets[-1] + green.children[-1].width
        has_closer = self.text[end - 1 : end] in ("}", "]") and last_child < end > inner_start
        return inner_start, end - 1 if has_closer else end

    def __len__(self) -> int:
        return len(self._green.children)

    def start(self, index: int) -> int:
        """Where the entry starts, with its key."""
        starts = self._green.key_offsets or self._green.offsets
        return self.node.start + starts[index]

    def value_start(self, index: int) -> int:
        """Where its value starts."""
        return self.node.start + self._green.offsets[index]

    def end(self, index: int) -> int:
        """Where it ends."""
        value_end = self.value_start(index) + self._green.children[index].width
        return max(value_end, self.key_end(index))

    def key_end(self, index: int) -> int:
        """Where its key ends; where the entry starts, if it has none."""
        keys = self._green.keys
        return self.start(index) + (keys[index].width if keys else 0)

    def gap(self, index: int) -> Span:
        """The text before entry *index*, or behind the last one."""
        start = self.end(index - 1) if index else self.inner.start
        end = self.start(index) if index < len(self) else self.inner.end
        return Span(start, max(start, end))

    def tokens(self, index: int) -> list[Token]:
        """The tokens in a gap."""
        return tokens_between(self.text, *self.gap(index))

    def starts_line(self, index: int) -> bool:
        """Whether the entry is the first thing on its line."""
        return starts_line(self.text, self.start(index))

    def comments_in(self, index: int) -> list[Span]:
        """The comments inside an entry."""
        value = self.node.child(index)
        between = tokens_between(self.text, self.key_end(index), value.start)
        own = [Span(each.start, each.end) for each in between if each.is_comment]
        return own + list(comments_in(value))


def comments_in(node: Node) -> Iterator[Span]:
    """The comments inside a value, in the order of the text."""
    found = (located.problem for located in problems_in(node))
    spans = (Span(each.start, each.end) for each in found if each.fault.level.is_comment)
    return iter(sorted(spans))
