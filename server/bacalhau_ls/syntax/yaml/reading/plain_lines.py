"""Most of every document at full speed: sound lines that say one thing each.

A line with a key and a plain value or none, be it behind a dash, or with an item
that is a plain value, in a place that its column tells for sure. Whatever else there is, is
left to `parser`, which would read these lines in the same way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.yaml.reading.controls import CONTROLS
from bacalhau_ls.syntax.yaml.reading.flow import Flow
from bacalhau_ls.syntax.yaml.reading.frame import State
from bacalhau_ls.syntax.yaml.reading.nesting import Mode
from bacalhau_ls.syntax.yaml.reading.plain import scalar as plain_scalar
from bacalhau_ls.syntax.yaml.reading.scalar_tokens import as_key

if TYPE_CHECKING:
    from bacalhau_ls.syntax.yaml.reading.frame import Frame

_REST: Final = rf"[^ \t\r\n:#{{{CONTROLS}]*(?::[^ \t\r\n:#{{{CONTROLS}]+)*"
_VALUE: Final = (
    rf"\"[^\"\\\r\n{{{CONTROLS}]*\"|'[^'\r\n{{{CONTROLS}]*'"
    rf"|(?!-[ \r\n])[A-Za-z0-9/.+-]{_REST}(?: [^ \t\r\n:#{{{CONTROLS}]{_REST})*"
)
_LINE: Final = re.compile(
    rf"( *)(?:(- )?([A-Za-z_][A-Za-z0-9_-]*):(?: +({_VALUE}))?|- ({_VALUE})) *(?:\r\n|\n)"
    r"(?=( *)[^ \t\r\n])"
)
_LONGEST_SHARED: Final = 64
_ITEMS_BESIDE_KEY: Final = (Kind.ARRAY, Kind.OBJECT)


class PlainLines(Flow):
    """Reads plain lines."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._keys: dict[str, Scalar] = {}
        self._scalars: dict[str, Scalar] = {}

    def read_plain_lines(self) -> None:
        """Read as many of them as there are from `pos` on, where a line starts."""
        match, text = _LINE.match, self.text
        while (found := match(text, self.pos)) is not None:
            lead, dash, name, value, item, below = found.groups()
            column = len(lead)
            if len(below) > column + len(dash or "") and (value or item):
                return
            frame = self._frame_at(column, Kind.ARRAY if name is None or dash else Kind.OBJECT)
            if frame is None:
                return
            start = self.pos = self.pos + column
            if self.resume is not None and self.resume():
                return
            frame.begin(start, column)
            if name is None:
                frame.add(self._shared(item), found.start(5))
                frame.state = State.ENTRY
            else:
                if dash:
                    frame = self._block_beside(frame)
                self._take_member(frame, name, value, self.pos, found.start(4))
            self.pos = found.end()

    def _block_beside(self, frame: Frame) -> Frame:
        """The block that starts behind the dash at `pos`, at its first entry."""
        frame.value_start = self.pos + len("-")
        frame.state = State.VALUE
        self.pos += len("- ")
        self.column = frame.entry_column + len("- ")
        self.open_block(Kind.OBJECT)
        self.mode = Mode.LINE
        self.frames[-1].begin(self.pos, self.column)
        return self.frames[-1]

    def _take_member(
        self, frame: Frame, name: str, value: str | None, start: int, value_start: int
    ) -> None:
        frame.key, frame.key_start = self.key_of(name), start
        if value is None:
            frame.value_start = start + len(name) + 1
            frame.state = State.VALUE
        else:
            frame.add(self._shared(value), value_start)
            frame.state = State.ENTRY

    def _frame_at(self, column: int, kind: Kind) -> Frame | None:
        """The block with entries at *column*, opened or gone back to; None if that is not plain."""
        frames = self.frames
        top = frames[-1]
        if top.state is State.VALUE and top.block:
            is_beside = column == top.entry_column and (kind, top.kind) == _ITEMS_BESIDE_KEY
            if column > top.entry_column or is_beside:
                self.column = column
                self.pos += column
                self.open_block(kind)
                self.pos -= column
                self.mode = Mode.LINE
                return frames[-1]
        index = len(frames) - 1
        while frames[index].column > column:
            index -= 1
        if frames[index].kind is not kind and frames[index].column == column:
            index -= 1
        if frames[index].column != column or frames[index].kind is not kind:
            return None
        if top.state is State.VALUE:
            self.add_missing(top)
        while len(frames) > index + 1:
            self.finish_top()
        return frames[index]

    def key_of(self, raw: str) -> Scalar:
        """The key without quotes that is written *raw*."""
        known = self._keys.get(raw)
        if known is None:
            known = self._keys[raw] = as_key(plain_scalar(raw))
        return known

    def _shared(self, raw: str) -> Scalar:
        """The scalar that is written *raw* on one line."""
        known = self._scalars.get(raw)
        if known is not None:
            return known
        is_quoted = raw[0] in "\"'"
        scalar = Scalar(Kind.STRING, raw, raw[1:-1]) if is_quoted else plain_scalar(raw)
        if len(raw) <= _LONGEST_SHARED:
            self._scalars[raw] = scalar
        return scalar
