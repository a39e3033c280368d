"""Places in a tree that was read before: the containers on the way, and what was met there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.frame import DERIVED, Signature

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Container, Problem

_BEFORE_ENTRY = frozenset({faults.MISSING_COMMA, faults.BAD_INDENT, faults.SAME_INDENT})
"""Faults that are met before the entry that they stand at."""


class Step(NamedTuple):
    """A container on the way to a place, and which of its entries the place is in."""

    green: Container
    start: int
    place: int

    @property
    def entry(self) -> int:
        """Where that entry starts."""
        return self.start + self.green.starts[self.place]


def signature_of(green: Container) -> Signature:
    """What reading on depended on in a container when it was read."""
    return Signature(green.kind, green.block, green.entry_column, green.indent)


def is_before(problem: Problem, bound: int) -> bool:
    """Whether a problem was met before the entry at *bound*."""
    is_at_end = problem.start == bound and problem.fault in _BEFORE_ENTRY
    return (problem.start < bound or is_at_end) and problem.fault not in DERIVED


def is_behind(problem: Problem, bound: int) -> bool:
    """Whether a problem was met in the entry at *bound* or behind it."""
    return problem.fault not in DERIVED and not is_before(problem, bound)
