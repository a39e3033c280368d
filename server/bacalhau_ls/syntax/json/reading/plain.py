"""What is laid out as everybody does: read entry by entry, without a state machine.

That is nearly all of every document: plain keys and scalars, lines indented
deeper than that of the container around them, closing brackets below opening
ones. Anything else is odd, and left to the reader that copes with everything.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.reading.brackets import CLOSERS
from bacalhau_ls.syntax.json.reading.frame import OPENED, OPENERS, Frame
from bacalhau_ls.syntax.json.reading.moulds import Moulds

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.json.reading.reader import Leaves
    from bacalhau_ls.syntax.json.reading.repeats import Repeats

PLAIN_STRING = r'"[^"\\\x00-\x1f]*"'
PLAIN_SCALAR = (
    rf"{PLAIN_STRING}|true|false|null"
    r"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
)
_LINES = r"(?:\r?\n([ \t]*))*"
_BEHIND = rf"[ \t]*(,)?[ \t]*{_LINES}"
_VALUE = rf"(?:({PLAIN_SCALAR}){_BEHIND}|(?=\[|\{{(?![ \t]*\{{)))"
_ENTRY = {
    Kind.OBJECT: re.compile(rf"({PLAIN_STRING})[ \t]*:[ \t]*{_VALUE}"),
    Kind.ARRAY: re.compile(rf"(){_VALUE}"),
}
_BEHIND_CONTAINER = re.compile(_BEHIND)
_BEHIND_OPENER = re.compile(rf"[ \t]*{_LINES}")
_DEEPEST = 40
"""Containers that are read within each other; the stack is not endless."""


class Taken(NamedTuple):
    """Up to where entries were read."""

    end: int
    """Where the last one ends."""
    pos: int
    """Behind the comma and the blanks that follow it."""
    comma: str | None
    blanks: str | None
    """Those before *pos*, if it is the first place on its line that is not blank."""


class PlainReader:
    """Reads plain entries and containers of one text."""

    def __init__(self, text: str, leaves: Leaves, repeats: Repeats) -> None:
        self.limit = len(text)
        """Up to where anybody wants to read."""
        self._text = text
        self._leaves = leaves
        self._repeats = repeats
        self._moulds = Moulds(text, leaves)
        self._odd: set[int] = set()
        """Where containers start that are known not to be plain."""
        self._known: dict[tuple[int, int, bool], Container] = {}
        """Plain containers directly inside those, by all that they hang on."""

    def container(
        self,
        start: int,
        indent: int,
        trusted: bool,  # noqa: FBT001 - as a frame has it
        depth: int = 0,
    ) -> Container | None:
        """The container that starts at *start*, on a line indented by *indent*; None if odd."""
        if start in self._odd or depth > _DEEPEST or start > self.limit:
            return None
        opener = self._text[start]
        known = self._repeats.known_at(start, CLOSERS[opener], indent, trusted)
        known = known or self._known.pop((start, indent, trusted), None)
        if known is not None:
            return known
        frame = Frame(OPENED[opener], start, indent, trusted=trusted)
        end = self._end_of(frame, depth)
        if end is None:
            self._leave(frame)
            return None
        return self._repeats.shared(frame.finish(end, CLOSERS[opener]), frame)

    def _item(
        self,
        start: int,
        indent: int,
        trusted: bool,  # noqa: FBT001 - as above
        depth: int,
    ) -> Container | None:
        """The same for an item, which may be like those before it."""
        cast = self._moulds.cast(start, indent, trusted)
        if cast is not None:
            return cast
        item = self.container(start, indent, trusted, depth)
        if item is not None:
            self._moulds.keep(item, start, self.limit)
        return item

    def _end_of(self, frame: Frame, depth: int) -> int | None:
        """Read all that is in *frame*; where it ends, None if anything is odd."""
        text, closer = self._text, CLOSERS[frame.opener]
        opening = _BEHIND_OPENER.match(text, frame.start + 1)
        assert opening is not None
        pos, blanks = opening.end(), opening[1]
        if not text.startswith(closer, pos):
            line = frame.indent if blanks is None else len(blanks)
            if blanks is not None:
                frame.entry_column = line
                if line <= frame.indent:
                    return None
            taken = self.entries(frame, pos, line, depth)
            if taken is None or taken.comma:
                return None
            pos, blanks = taken.pos, taken.blanks
        return pos + 1 if blanks is None or len(blanks) == frame.indent else None

    def entries(
        self, frame: Frame, pos: int, line: int, depth: int = 0, most: int = sys.maxsize
    ) -> Taken | None:
        """Read entries of *frame* from *pos* on, which is on a line indented by *line*.

        As many as are plain, but no more than *most*; None if the first one is not.
        """
        text, leaves = self._text, self._leaves
        entry, closer = _ENTRY[frame.kind], CLOSERS[OPENERS[frame.kind]]
        taken = None
        while most and (match := entry.match(text, pos)) is not None:
            if taken and taken.blanks is not None and frame.entry_column < 0:
                frame.entry_column = line
            raw, value, comma, blanks = match.groups()
            child: Green | None
            if value is not None:
                start, child = match.start(2), leaves[value]
            else:
                start = match.end()
                read = self.container if raw else self._item
                child = read(start, line, frame.is_stepped, depth + 1)
                if child is None:
                    break
                match = _BEHIND_CONTAINER.match(text, start + child.width)
                comma, blanks = match.groups()  # type: ignore[union-attr]
            after = match.end()  # type: ignore[union-attr]
            if comma is None and not text.startswith(closer, after):
                break
            if raw:
                frame.keys.append(leaves[raw])
                frame.key_starts.append(pos)
            frame.children.append(child)
            frame.starts.append(start)
            taken = Taken(start + child.width, after, comma, blanks)
            if comma is None or not self._goes_on(frame, taken, start):
                break
            pos, most = after, most - 1
            line = line if blanks is None else len(blanks)
        return taken

    def _goes_on(self, frame: Frame, taken: Taken, start: int) -> bool:
        """Whether the next entry is on the same line, or on one that is surely of *frame*.

        On a line further left than others a bracket may be a slip among the blanks.
        """
        if taken.blanks is None:
            return self._text.find("\n", start, taken.end) < 0
        return len(taken.blanks) > frame.indent and len(taken.blanks) >= frame.entry_column

    def _leave(self, frame: Frame) -> None:
        """Keep what was read in an odd container: it is not read again."""
        self._odd.add(frame.start)
        for start, child in zip(frame.starts, frame.children, strict=True):
            if isinstance(child, Container):
                self._known[start, child.indent, child.trusted] = child
