"""The comments of a document, each with the entry or the container that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from bacalhau_ls.features.refactoring.conversion.comments import comments_of
from bacalhau_ls.syntax.green import Container, Green

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document

_DECORATION: Final = re.compile(r"[ \t]*\*?[ \t]?")
_LINE_BREAK: Final = re.compile(r"\r\n?|\n")

Place: TypeAlias = tuple[int, int]
"""The id of a container and the number of an entry in it."""


@dataclass
class Remarks:
    """Comments, each as what stands behind its sign, and blank lines."""

    above: dict[Place, list[str]] = field(default_factory=dict)
    """On the lines above an entry."""
    behind: dict[Place, list[str]] = field(default_factory=dict)
    """On the line that an entry starts on."""
    below: dict[int, list[str]] = field(default_factory=dict)
    """Behind the last entry of a container."""
    spaced: set[Place] = field(default_factory=set)
    """Entries with a blank line above them and their comments."""
    flat: set[int] = field(default_factory=set)
    """The ids of containers in brackets that are on one line."""


class _Spot(NamedTuple):
    """An entry at its place in the text."""

    start: int
    container: Container
    number: int
    """Which entry of its container it is."""
    value: Green
    value_start: int
    owner: int
    """The number of the spot that its container is the value of; -1 if there is none."""

    @property
    def place(self) -> Place:
        return id(self.container), self.number

    @property
    def end(self) -> int:
        return self.value_start + self.value.width


def remarks_of(document: Document) -> Remarks:
    """All comments of *document* and where they belong."""
    return _Attachment(document).run()


class _Attachment:
    """Finds out where comments belong."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.content
        self._lines = document.text
        self._spots = list(_spots(document.tree))
        self._starts = [spot.start for spot in self._spots]
        self._remarks = Remarks()
        self._first_lines: dict[Place, int] = {}
        """Where the first comment above an entry starts."""
        self._columns: dict[int, int] = {}
        """The least column of the comments behind a spot: what follows is no further inside."""

    def run(self) -> Remarks:
        before = -1
        for span in comments_of(self._document):
            words = _words(self._text[span.start : span.end])
            self._list_for(span.start, before).extend(words)
            before = span.start
        for spot in self._spots:
            if _is_flat(self._text, spot):
                self._remarks.flat.add(id(spot.value))
            if spot.number and self._is_blank_above(self._first_lines.get(spot.place, spot.start)):
                self._remarks.spaced.add(spot.place)
        return self._remarks

    def _list_for(self, offset: int, before: int) -> list[str]:
        """Where the words of a comment go; *before* is where the one before it starts."""
        line = self._lines.line_start(self._lines.line_of(offset))
        last = bisect_right(self._starts, offset) - 1
        if last >= 0 and self._is_before_value(self._spots[last], offset):
            return self._remarks.above.setdefault(self._spots[last].place, [])
        head = self._text[line:offset]
        if not head.strip() or last < 0 or self._spots[last].start < line:
            return self._list_between(last, offset, len(head) - len(head.lstrip(" ")))
        spot = self._spot_before(last, line, offset)
        value = spot.value
        is_closed = isinstance(value, Container) and value.children and spot.end <= offset
        if is_closed and before >= spot.value_start:
            return self._remarks.below.setdefault(id(value), [])  # others are inside
        return self._remarks.behind.setdefault(spot.place, [])

    def _list_between(self, last: int, offset: int, column: int) -> list[str]:
        """Where the words of a comment go that stands behind no entry of its line."""
        self._columns[last] = column = min(column, self._columns.get(last, column))
        container, index = self._spot_after(last, offset, column)
        if index == len(container.children):
            return self._remarks.below.setdefault(id(container), [])
        self._first_lines.setdefault((id(container), index), offset)
        return self._remarks.above.setdefault((id(container), index), [])

    def _is_before_value(self, spot: _Spot, offset: int) -> bool:
        """Whether a comment stands between a key and a value that starts no line of its own."""
        is_block = isinstance(spot.value, Container) and spot.value.block
        return offset < spot.value_start and not is_block

    def _is_blank_above(self, offset: int) -> bool:
        line = self._lines.line_of(offset)
        is_first = not self._text[self._lines.line_start(line) : offset].strip(" \t-")
        above = self._lines.line_span(max(line - 1, 0))
        return line > 0 and is_first and not self._text[slice(*above)].strip()

    def _spot_before(self, last: int, line: int, offset: int) -> _Spot:
        """What a comment stands behind: the outermost brackets that end there, or else an entry."""
        spot = self._spots[last]
        while spot.owner >= 0 and not spot.container.block:
            around = self._spots[spot.owner]
            if around.end > offset or around.value_start < line:
                break
            spot = around
        return spot

    def _spot_after(self, last: int, offset: int, column: int) -> tuple[Container, int]:
        """The container that a comment is in, and the number of the entry that follows it."""
        if last < 0:
            return self._document.tree, 0
        spot = self._spots[last]
        following = self._spots[last + 1] if last + 1 < len(self._spots) else None
        value = spot.value
        if isinstance(value, Container):
            is_empty = not value.children and offset < spot.end
            if is_empty or (following is not None and following.container is value):
                return value, 0
        while spot.owner >= 0:
            container = spot.container
            around = self._spots[spot.owner]
            is_inside = column >= container.entry_column if container.block else offset < around.end
            if is_inside or (following is not None and following.container is container):
                break
            spot = around
        return spot.container, spot.number + 1


def _is_flat(text: str, spot: _Spot) -> bool:
    value = spot.value
    if not isinstance(value, Container) or value.block:
        return False
    return not _LINE_BREAK.search(text, spot.value_start, spot.end)


def _spots(document: Container) -> Iterator[_Spot]:
    """All entries, in the order of the text."""
    pending: list[tuple[Container, int, int, int]] = [(document, 0, -1, 0)]
    count = 0
    while pending:
        container, start, owner, index = pending.pop()
        if index + 1 < len(container.children):
            pending.append((container, start, owner, index + 1))
        child, at = container.children[index], start + container.offsets[index]
        yield _Spot(start + container.starts[index], container, index, child, at, owner)
        if isinstance(child, Container) and child.children:
            pending.append((child, at, count, 0))
        count += 1


def _words(comment: str) -> list[str]:
    """The lines of a comment without its signs."""
    if comment.startswith("/*"):
        lines = _LINE_BREAK.split(comment[2:].removesuffix("*/").strip())
        return [_DECORATION.sub("", line, count=1).rstrip() for line in lines]
    return [comment.removeprefix("#").removeprefix("//").rstrip().removeprefix(" ")]
