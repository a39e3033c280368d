"""Where a container is too broken to say what belongs to what in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.memo import once

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node


def is_sound(node: Node) -> bool:
    """Whether nothing between the entries of *node* is broken, so that they can be rearranged."""
    green = node.green
    return not isinstance(green, Container) or _is_sound(green)


@once
def _is_sound(container: Container) -> bool:
    """The same; every stranger in it asks."""
    return not any(problem.fault.structural for problem in container.problems)


def lacks_bracket(green: Green) -> bool:
    """Whether a bracket is lost somewhere inside, and indentation does not tell where."""
    if not isinstance(green, Container):
        return False
    return bool(green.residue) and green.entry_column <= green.indent


def is_whole(green: Container) -> bool:
    """Whether a container is read to its end; blocks end by themselves."""
    return (green.closed or green.block) and not green.residue
