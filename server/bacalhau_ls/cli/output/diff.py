"""Changes as a unified diff, which `patch` and `git apply -p0` understand.

It is made from the edits themselves: a comparison of whole texts takes seconds
for a megabyte. Lines end at line feeds only, as those programs see it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.cli.output.visible import visible
from bacalhau_ls.cli.results import Checked, Formatted
from bacalhau_ls.edits import applied
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bacalhau_ls.cli.results import Change, Result, View

_CONTEXT = 3
_COLOURS = {"+": "32", "-": "31", "@": "36"}
_MARK = "\ufeff"


class _Block(NamedTuple):
    """Some lines, from *start* to before *end*, that others take the place of."""

    start: int
    end: int
    lines: list[str]


def render(results: Iterable[Result], view: View) -> Iterator[str]:
    """What was changed, or would be, file by file."""
    for result in results:
        if isinstance(result, Checked | Formatted) and result.change:
            lines = unified(visible(result.path), result.change)
            yield "".join(_coloured(line) for line in lines) if view.is_coloured else "".join(lines)


def _coloured(line: str) -> str:
    """*line* for a terminal, where what a file holds must not be obeyed."""
    body = line.removesuffix("\n")
    shown = "\t".join(map(visible, body.split("\t")))
    colour = _COLOURS.get(body[:1])
    return f"\x1b[{colour}m{shown}\x1b[0m\n" if colour else f"{shown}\n"


def unified(path: str, change: Change) -> Iterator[str]:
    """The lines of the diff of one file."""
    mark = _MARK if change.before.has_mark else ""
    edits = [Edit(e.start + len(mark), e.end + len(mark), e.text) for e in change.edits]
    lines = _lines(mark + change.before.text)
    hunks = list(_hunks(_blocks(lines, edits)))
    if hunks:
        # Without a tab behind it, `patch` takes a path to end at its first blank.
        end = "\t\n" if " " in path else "\n"
        yield from (f"--- {path}{end}", f"+++ {path}{end}")
    grown = 0
    for hunk in hunks:
        yield from _drawn(lines, hunk, grown)
        grown += sum(len(block.lines) - (block.end - block.start) for block in hunk)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    ended = [f"{line}\n" for line in lines[:-1]]
    return [*ended, lines[-1]] if lines[-1] else ended


def _blocks(lines: list[str], edits: Iterable[Edit]) -> Iterator[_Block]:
    """The lines that *edits* touch and what they become, as few as possible."""
    starts = [0, *accumulate(len(line) for line in lines if line.endswith("\n"))]
    pending: list[Edit] = []
    first = last = 0
    for edit in edits:
        start, end = (bisect_right(starts, at) - 1 for at in (edit.start, edit.end))
        if pending and start > last + 1:
            yield from _block(lines, starts, first, last, pending)
            pending = []
        first = first if pending else start
        last = end
        pending.append(edit)
    if pending:
        yield from _block(lines, starts, first, last, pending)


def _block(
    lines: list[str], starts: list[int], first: int, last: int, edits: list[Edit]
) -> Iterator[_Block]:
    old = lines[first : last + 1]
    shift = starts[first]
    here = [Edit(edit.start - shift, edit.end - shift, edit.text) for edit in edits]
    new = _lines(applied("".join(old), here))
    if old != new:
        before = _same(old, new)
        after = _same(old[before:][::-1], new[before:][::-1])
        end = first + len(old) - after
        yield _Block(first + before, end, new[before : len(new) - after])


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many equal lines both start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _hunks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Blocks whose context would touch, together."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _drawn(lines: list[str], hunk: list[_Block], grown: int) -> Iterator[str]:
    """A hunk with its header; the lines before it have *grown* by so many."""
    start, end = max(hunk[0].start - _CONTEXT, 0), min(hunk[-1].end + _CONTEXT, len(lines))
    delta = sum(len(block.lines) - (block.end - block.start) for block in hunk)
    old, new = _range(start, end - start), _range(start + grown, end - start + delta)
    yield f"@@ -{old} +{new} @@\n"
    at = start
    for block in hunk:
        yield from _signed(" ", lines[at : block.start])
        yield from _signed("-", lines[block.start : block.end])
        yield from _signed("+", block.lines)
        at = block.end
    yield from _signed(" ", lines[at:end])


def _range(start: int, count: int) -> str:
    first = start + 1 if count else start
    return str(first) if count == 1 else f"{first},{count}"


def _signed(sign: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line
        if not line.endswith("\n"):
            yield "\n"
            yield "\\ No newline at end of file\n"
