"""In which branches of templates a place is: of those of one block only one is ever there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.template_blocks import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.template_actions import Action, Places


class _Branch(NamedTuple):
    """A branch of the block that action number *block* opens, and the branch around the block."""

    block: int
    start: int
    around: _Branch | None


class Branches:
    """The branches of templates at their *places*."""

    def __init__(self, places: Places) -> None:
        self._starts = places.starts
        self._branches = places.order.known(_branches)

    def exclude(self, one: int, other: int) -> bool:
        """Whether there is never anything at both of two offsets."""
        ways = dict(self._way_from(one)), dict(self._way_from(other))
        return any(ways[1].get(block, branch) != branch for block, branch in ways[0].items())

    def _way_from(self, offset: int) -> Iterator[tuple[int, int]]:
        """The blocks around *offset*, each with the branch of it."""
        branch: _Branch | None = self._branches[bisect_right(self._starts, offset)]
        while branch is not None:
            yield branch.block, branch.start
            branch = branch.around


def _branches(actions: Sequence[Action]) -> Iterator[_Branch | None]:
    """Which branch is the innermost in front of all actions, and behind each of them."""
    branch: _Branch | None = None
    yield branch
    for index, action in enumerate(actions):
        role = role_of(action.text)
        if role.depth > 0:
            branch = _Branch(index, index, branch)
        elif branch is not None and role is Role.ENDS:
            branch = branch.around
        elif branch is not None and role is Role.PARTS:
            branch = branch._replace(start=index)
        yield branch
