"""What closes what, in sound text and in broken text.

In sound text a closing bracket closes the innermost open one. In broken text
the author's indentation tells more: a closing bracket that starts its line
belongs to the opening one whose line is indented alike, and an entry that is
not indented deeper than the bracket around it stands outside that bracket. So
one lost bracket costs its own block and not the rest of the file, and while
somebody types an opening bracket nothing outside its block is read anew.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

PAIRS = {"}": "{", "]": "["}
TANGLED = "?"
"""A residue too long to be worth keeping."""
_LONGEST_RESIDUE = 64


class Opener(NamedTuple):
    """An open bracket and the indentation of its line."""

    bracket: str
    indent: int


class OpenBrackets:
    """The brackets open at one place, outermost first.

    Searches that find something end with everything above it closed, and the
    counts answer the others at once: so the whole reading stays linear.
    """

    def __init__(self) -> None:
        self._openers: list[Opener] = []
        self._counts: Counter[Opener | str] = Counter()

    def __len__(self) -> int:
        return len(self._openers)

    def push(self, opener: Opener) -> None:
        self._openers.append(opener)
        self._counts[opener] += 1
        self._counts[opener.bracket] += 1

    def pop(self) -> None:
        opener = self._openers.pop()
        self._counts[opener] -= 1
        self._counts[opener.bracket] -= 1

    def closed_by_bracket(self, closer: str) -> int | None:
        """The innermost that *closer* fits; None if there is none."""
        return self._innermost(PAIRS[closer])

    def closed_by_indentation(self, closer: str, column: int) -> int | None:
        """The one that *closer*, first on its line at *column*, seems to close.

        None if it closes nothing: its own opening bracket got lost.
        """
        aligned = self._innermost(Opener(PAIRS[closer], column))
        if aligned is not None:
            return aligned
        if self._openers and column > self._openers[-1].indent:
            return None
        return self._innermost(PAIRS[closer])

    def _innermost(self, wanted: Opener | str) -> int | None:
        if not self._counts[wanted]:
            return None
        for index in range(len(self._openers) - 1, -1, -1):
            opener = self._openers[index]
            if wanted in (opener, opener.bracket):
                return index
        return None


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
