"""What closes what, in sound text and in broken text.

In sound text a closing bracket closes the innermost open one. In broken text
the author's indentation tells more: a closing bracket that starts its line
belongs to the opening one whose line is indented alike, and an entry that is
not indented deeper than the bracket around it stands outside that bracket. So
one lost bracket costs its own block and not the rest of the file, and while
somebody types an opening bracket nothing outside its block is read anew.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

PAIRS = {"}": "{", "]": "["}
CLOSERS = {"{": "}", "[": "]"}
TANGLED = "?"
"""A residue too long to be worth keeping."""
_LONGEST_RESIDUE = 64


class Opener(NamedTuple):
    """An open bracket, where it is and how its line is indented."""

    bracket: str
    start: int
    indent: int


class OpenBrackets:
    """The brackets open at one place, outermost first.

    Where the innermost one of each kind is, and of each kind at each
    indentation, is known without a search: so the whole reading stays linear.
    """

    def __init__(self) -> None:
        self._openers: list[Opener] = []
        self._places: defaultdict[str | tuple[str, int], list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._openers)

    def push(self, opener: Opener) -> None:
        index = len(self._openers)
        self._openers.append(opener)
        self._places[opener.bracket].append(index)
        self._places[opener.bracket, opener.indent].append(index)

    def pop(self) -> None:
        opener = self._openers.pop()
        self._places[opener.bracket].pop()
        self._places[opener.bracket, opener.indent].pop()

    def has(self, closer: str) -> bool:
        """Whether *closer* fits an open bracket anywhere."""
        return bool(self._places[PAIRS[closer]])

    def closes_at(self, closer: str, column: int) -> bool:
        """Whether *closer* fits an open bracket whose line is indented by *column*."""
        return self._innermost((PAIRS[closer], column)) is not None

    def closed_by_bracket(self, closer: str, line_start: int = 0) -> int | None:
        """The one that *closer* closes in the middle of a line; None if it closes nothing.

        The innermost, or if that is of the other kind one on the same line: a
        slip does not end what spans many lines.
        """
        index = self._innermost(PAIRS[closer])
        if index is None or index == len(self._openers) - 1:
            return index
        return index if self._openers[index].start >= line_start else None

    def closed_by_indentation(self, closer: str, column: int) -> int | None:
        """The one that *closer*, first on its line at *column*, seems to close.

        None if it closes nothing: its own opening bracket got lost.
        """
        aligned = self._innermost((PAIRS[closer], column))
        if aligned is not None:
            return aligned
        if self._openers and column >= self._openers[-1].indent:
            return None
        return self._innermost(PAIRS[closer])

    def _innermost(self, wanted: str | tuple[str, int]) -> int | None:
        places = self._places[wanted]
        return places[-1] if places else None


def residue(brackets: str) -> str:
    """What is left of *brackets* when each pair is struck out."""
    if TANGLED in brackets:
        return TANGLED
    left: list[str] = []
    for bracket in brackets:
        if left and left[-1] == PAIRS.get(bracket):
            left.pop()
        else:
            left.append(bracket)
    return "".join(left) if len(left) <= _LONGEST_RESIDUE else TANGLED
