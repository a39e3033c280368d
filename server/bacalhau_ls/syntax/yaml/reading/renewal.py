"""Where to stop after an edit: at the first entry from which on the old tree holds."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.children import hand_on
from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.syntax.yaml.reading.frame import State
from bacalhau_ls.syntax.yaml.reading.lines import LINE_BREAK
from bacalhau_ls.syntax.yaml.reading.nesting import Mode
from bacalhau_ls.syntax.yaml.reading.steps import Step, is_behind, signature_of
from bacalhau_ls.syntax.yaml.reading.tabs import lead_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.yaml.reading.frame import Frame
    from bacalhau_ls.syntax.yaml.reading.parser import Parser
    from bacalhau_ls.text import Edit

_LEAST_BUDGET = 100_000


class Renewal:
    """Watches a parser for the place from which on the old tree holds."""

    def __init__(self, parser: Parser, tree: Container, old: str, edit: Edit) -> None:
        self._parser = parser
        self._tree = tree
        self._old = old
        self._delta = edit.delta
        new = parser.text
        self._has_tabs = "\t" in old or "\t" in new
        line_break = LINE_BREAK.search(new, edit.start + len(edit.text))
        self._sound_from = line_break.end() if line_break else len(new) + 1
        """Where the first line starts that is wholly behind the edit."""
        self._budget = _LEAST_BUDGET + len(new)
        """How many containers may still be looked at: deep texts must not cost their square."""

    def resume(self) -> bool:
        """Complete the tree, if all from the entry at hand on is as it was before the edit."""
        place = self._parser.pos
        if place < self._sound_from:
            return False
        self._budget -= len(self._parser.frames)
        if self._budget < 0:
            return False
        way = self._way_to(place - self._delta)
        if way is None or not self._is_in_same_state(way):
            return False
        self._complete(way, place)
        return True

    def _way_to(self, place: int) -> list[Step] | None:
        """The way to the old entry at *place*, as deep as the parser is."""
        way: list[Step] = []
        green, start = self._tree, 0
        for _ in self._parser.frames:
            index = bisect_right(green.starts, place - start) - 1
            if index < 0:
                return None
            way.append(Step(green, start, index))
            child = green.children[index]
            if not isinstance(child, Container):
                break
            green, start = child, start + green.offsets[index]
        is_there = len(way) == len(self._parser.frames) and way[-1].entry == place
        return way if is_there else None

    def _is_in_same_state(self, way: Sequence[Step]) -> bool:
        frames = self._parser.frames
        is_alike = self._is_in_column(way[-1]) and all(
            frame.signature == signature_of(step.green)
            and (frame is frames[-1] or frame.state is not State.COLON)
            for frame, step in zip(frames, way, strict=True)
        )
        return is_alike and (not self._has_tabs or self._has_same_leads(way))

    def _has_same_leads(self, way: Sequence[Step]) -> bool:
        """Whether tabs mean the same further on: open blocks are indented by the same characters.

        And not here: what they mean may hang on a block that ends here.
        """
        frames, old, new = self._parser.frames, self._old, self._parser.text
        return "\t" not in lead_at(new, self._parser.pos) and all(
            lead_at(new, frame.start) == lead_at(old, step.start)
            and (frame is frames[-1] or lead_at(new, frame.entry_start) == lead_at(old, step.entry))
            for frame, step in zip(frames, way, strict=True)
            if frame.block
        )

    def _is_in_column(self, step: Step) -> bool:
        """Whether the entry is at the column of its block, now as before: else its own counts."""
        frame, child = self._parser.frames[-1], step.green.children[step.place]
        if not frame.block:
            return True
        is_now = self._parser.mode is not Mode.ENTRY or self._parser.column == frame.column
        return is_now and (isinstance(child, Scalar) or child.indent == frame.column)

    def _complete(self, way: Sequence[Step], place: int) -> None:
        """Finish all frames with the entries that the old tree has from *place* on."""
        frames, delta = self._parser.frames, self._delta
        for depth in range(len(way) - 1, -1, -1):
            frame, (green, start, index) = frames[depth], way[depth]
            first = index if depth == len(way) - 1 else index + 1
            _take_over(frame, green, first, start + delta - frame.start)
            bound = place - delta - start
            move = start + delta - frame.start
            frame.problems += [p.shifted(move) for p in green.problems if is_behind(p, bound)]
            frame.closed = green.closed
            finished = hand_on(green, frame.finish(start + green.width + delta))
            if depth:
                frames[depth - 1].add(finished, frame.start)
        self._parser.result = finished


def _take_over(frame: Frame, green: Container, first: int, move: int) -> None:
    """Put the entries of *green* from *first* on into *frame*."""
    frame.children += green.children[first:]
    frame.keys += green.keys[first:]
    frame.offsets += [offset + move for offset in green.offsets[first:]]
    frame.starts += [offset + move for offset in green.starts[first:]]
    frame.key_offsets += [offset + move for offset in green.key_offsets[first:]]
