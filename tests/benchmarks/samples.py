"""What was measured, and what is said about it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple


class Cell(NamedTuple):
    """What was measured of whom, with which size of document."""

    what: str
    size: str
    peer: str


class Samples:
    """Numbers by cell: milliseconds, but for memory, which is MiB."""

    def __init__(self) -> None:
        self._numbers: defaultdict[Cell, list[float]] = defaultdict(list)

    def add(self, what: str, size: str, peer: str, number: float) -> None:
        """Note one more number."""
        self._numbers[Cell(what, size, peer)].append(number)

    def p50(self, what: str, size: str, peer: str) -> float | None:
        """The median; None if nothing was measured."""
        return self._quantile(Cell(what, size, peer), 0.5)

    def p95(self, what: str, size: str, peer: str) -> float | None:
        """What nineteen of twenty stay below."""
        return self._quantile(Cell(what, size, peer), 0.95)

    def ratio(self, what: str, size: str, peer: str, other: str) -> float | None:
        """How many times the median of *other* that of *peer* is."""
        one, base = self.p50(what, size, peer), self.p50(what, size, other)
        return one / base if one is not None and base else None

    def _quantile(self, cell: Cell, share: float) -> float | None:
        numbers = sorted(self._numbers.get(cell, ()))
        return numbers[min(int(len(numbers) * share), len(numbers) - 1)] if numbers else None
