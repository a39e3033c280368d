"""Variables and paths of a task that its texts mention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

VARIABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_VARIABLE = re.compile(r"(?<![\\$])\$(?:\{[#!]?)?([A-Za-z_][A-Za-z0-9_]*)")
_PATH = re.compile(r"(?:(?<=file://)|(?<![\w.\-/})@+%~*]))/(?!/)[\w.\-/@+%~]*")
_LONGEST_PATH = 1024
"""Longer ones are not looked for; it keeps the work linear."""


class Mention(NamedTuple):
    """A variable or path that a text mentions, by offsets in the text."""

    name: str
    start: int
    end: int


def variables(text: str) -> Iterator[Mention]:
    """The variables that *text* mentions as ``$NAME`` or ``${NAME}``."""
    for match in _VARIABLE.finditer(text):
        yield Mention(match[1], *match.span(1))


def paths(text: str, known: Collection[str]) -> Iterator[Mention]:
    """The paths of *known* (without a slash at the end) that *text* names or goes below."""
    longest = min(max(map(len, known), default=0), _LONGEST_PATH)
    end = 0
    if whole := _known_above(text.rstrip(), known, longest):
        yield Mention(whole, 0, len(whole))
        end = len(whole)
    for match in _PATH.finditer(text, end):
        if path := _known_above(match.group().rstrip("."), known, longest):
            yield Mention(path, match.start(), match.start() + len(path))


def _known_above(path: str, known: Collection[str], longest: int) -> str | None:
    """The longest of *known* that is *path* or a directory above it."""
    if not path.startswith("/"):
        return None
    end = len(path) if len(path) <= longest else path.rfind("/", 0, longest + 1)
    while end > 0:
        if path[:end] in known:
            return path[:end]
        end = path.rfind("/", 0, end)
    return None


class Characters:
    """The characters of one string and where they stand in the document."""

    def __init__(self, document: Document, node: Node) -> None:
        self.start = node.start
        self._offsets: Sequence[int] | None = None
        self.text = ""
        """What the string means; empty if its characters cannot be told apart."""
        green = node.green
        if isinstance(green, Scalar) and green.kind is Kind.STRING:
            self._offsets = document.notation.character_offsets(green)
            self.text = green.value if self._offsets is not None else ""

    def span(self, start: int, end: int) -> Span:
        """Where the characters of `text` from *start* to *end* stand."""
        assert self._offsets is not None
        return Span(self.start + self._offsets[start], self.start + self._offsets[end])

    @property
    def content(self) -> Span | None:
        """Where all of them stand, quotes left out; None if that is not known."""
        return None if self._offsets is None else self.span(0, len(self._offsets) - 1)
