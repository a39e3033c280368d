"""In which branches of templates a place is: of those of one block only one is ever there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.template_blocks import Role, role_of
from bacalhau_ls.syntax.templating import actions_in

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Branch(NamedTuple):
    """A branch of the block that starts at *block*, and the branch that the block is in."""

    block: int
    start: int
    around: _Branch | None


class Branches:
    """The branches in *text*."""

    def __init__(self, text: str) -> None:
        self._places, self._branches = zip(*_branches(text), strict=True)

    def exclude(self, one: int, other: int) -> bool:
        """Whether there is never anything at both of two offsets."""
        ways = dict(self._way_from(one)), dict(self._way_from(other))
        return any(ways[1].get(block, branch) != branch for block, branch in ways[0].items())

    def _way_from(self, offset: int) -> Iterator[tuple[int, int]]:
        """The blocks around *offset*, each with the branch of it."""
        branch: _Branch | None = self._branches[bisect_right(self._places, offset) - 1]
        while branch is not None:
            yield branch.block, branch.start
            branch = branch.around


def _branches(text: str) -> Iterator[tuple[int, _Branch | None]]:
    """From where on which branch is the innermost."""
    branch: _Branch | None = None
    yield 0, branch
    for action in actions_in(text):
        role, start = role_of(action.group()), action.start()
        if role.depth > 0:
            branch = _Branch(start, start, branch)
        elif branch is not None and role is Role.ENDS:
            branch = branch.around
        elif branch is not None and role is Role.PARTS:
            branch = branch._replace(start=start)
        yield start, branch
