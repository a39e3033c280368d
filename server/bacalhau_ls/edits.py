"""Sets of edits: apply them, put one behind the other, see whether they touch.

The edits of a set all refer to the same text, stand in its order and do not
overlap. So does what every function here gives.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bacalhau_ls.text import Span

_MANY: Final = 1000
_DENSE: Final = 100
"""Characters for each edit: where there are fewer, the text is shorter than its edits."""


def applied(content: str, edits: Iterable[Edit]) -> str:
    """*content* after *edits*."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += content[at : edit.start], edit.text
        at = edit.end
    return "".join([*pieces, content[at:]])


def touch(edits: Iterable[Edit]) -> bool:
    """Whether two of *edits* overlap or stand side by side, so that their order would matter."""
    ordered = sorted(edits)
    return any(later.start <= earlier.end for earlier, later in pairwise(ordered))


def minimal(content: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The same change of *content* with as little text replaced as possible."""
    changing = (edit for edit in edits if content[edit.start : edit.end] != edit.text)
    shortest = (trimmed(content, edit) for edit in _merged(changing))
    return tuple(edit for edit in shortest if edit.text or edit.start < edit.end)


def condensed(content: str, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The same change; where many edits are dense, one takes the place of all."""
    if len(edits) < _MANY or edits[-1].end - edits[0].start >= _DENSE * len(edits):
        return edits
    return (as_one(content, edits),)


def as_one(content: str, edits: Sequence[Edit]) -> Edit:
    """One edit for all that stands from the first of *edits* to the last."""
    start, end = edits[0].start, edits[-1].end
    new = applied(content, edits)
    return Edit(start, end, new[start : len(new) - (len(content) - end)])


def _merged(edits: Iterable[Edit]) -> Iterator[Edit]:
    pending: Edit | None = None
    for edit in edits:
        if pending is not None and pending.end == edit.start:
            pending = Edit(pending.start, edit.end, pending.text + edit.text)
            continue
        if pending is not None:
            yield pending
        pending = edit
    if pending is not None:
        yield pending


def trimmed(content: str, edit: Edit) -> Edit:
    """*edit* without what is the same at its ends; a CR is never cut off from its LF."""
    start, end, text = edit
    old = content[start:end]
    same = in_common(old, text)
    same -= same > 0 and _splits_line_end(content, start + same)
    start, old, text = start + same, old[same:], text[same:]
    same = in_common(old[::-1], text[::-1]) if old and text else 0
    same -= same > 0 and _splits_line_end(content, end - same)
    return Edit(start, end - same, text[: len(text) - same])


def in_common(one: str, other: str) -> int:
    """How many characters are the same from the start."""
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    return next(i for i in range(most) if one[i] != other[i])


def _splits_line_end(content: str, offset: int) -> bool:
    return 0 < offset < len(content) and content[offset - 1] == "\r" and content[offset] == "\n"


class _Kept(NamedTuple):
    """A stretch of the first text that is still there."""

    start: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.start


def composed(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """One set that does what *first* does and then *second*, which refers to the text between."""
    if not first or not second:
        return tuple(first or second)
    length = max(first[-1].end, second[-1].end + sum(map(len, (e.text for e in first))))
    length += sum(edit.end - edit.start for edit in first)
    return tuple(_as_edits(_edited(_pieces(first, length), second), length))


def _pieces(edits: Sequence[Edit], length: int) -> Iterator[_Kept | str]:
    """The text after *edits*, as what is kept of the *length* before and what is new."""
    at = 0
    for edit in edits:
        yield _Kept(at, edit.start)
        yield edit.text
        at = edit.end
    yield _Kept(at, length)


def _edited(pieces: Iterator[_Kept | str], edits: Iterable[Edit]) -> Iterator[_Kept | str]:
    """*pieces* after *edits*, whose offsets count in the text that the pieces make up."""
    reader = _Reader(pieces)
    for edit in edits:
        yield from reader.until(edit.start)
        yield edit.text
        for _ in reader.until(edit.end):
            pass
    yield from reader.rest()


class _Reader:
    """Reads pieces up to offsets of the text that they make up."""

    def __init__(self, pieces: Iterator[_Kept | str]) -> None:
        self._pieces = pieces
        self._at = 0
        self._current: _Kept | str = ""

    def until(self, offset: int) -> Iterator[_Kept | str]:
        """What stands between the last offset and this one."""
        while self._at < offset:
            width = _width(self._current)
            if not width:
                self._current = next(self._pieces)
                continue
            taken = min(width, offset - self._at)
            head, self._current = _split(self._current, taken)
            self._at += taken
            yield head

    def rest(self) -> Iterator[_Kept | str]:
        """What is left."""
        yield self._current
        yield from self._pieces


def _width(piece: _Kept | str) -> int:
    return len(piece) if isinstance(piece, str) else piece.width


def _split(piece: _Kept | str, at: int) -> tuple[_Kept | str, _Kept | str]:
    if isinstance(piece, str):
        return piece[:at], piece[at:]
    middle = piece.start + at
    return _Kept(piece.start, middle), _Kept(middle, piece.end)


def _as_edits(pieces: Iterable[_Kept | str], length: int) -> Iterator[Edit]:
    at, text = 0, ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
        elif piece.width:
            if text or piece.start > at:
                yield Edit(at, piece.start, text)
            at, text = piece.end, ""
    if text or at < length:
        yield Edit(at, length, text)


def mapped(span: Span, edits: Iterable[Edit]) -> Span:
    """Where *span* is after *edits*, each of which lies outside of it or within it."""
    start, end = span
    for edit in edits:
        if edit.end <= span.start:
            start, end = start + edit.delta, end + edit.delta
        elif edit.start < span.end:
            end += edit.delta
    return span._replace(start=start, end=end)
