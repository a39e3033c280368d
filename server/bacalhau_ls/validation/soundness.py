"""Where a container is too broken to say what belongs to what in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node


def is_sound(node: Node) -> bool:
    """Whether nothing between the entries of *node* is broken, so that they can be rearranged.

    Every stranger in it asks, so the answer is kept.
    """
    green = node.green
    if not isinstance(green, Container):
        return True
    if "is sound" not in green.memo:
        green.memo["is sound"] = not any(problem.fault.structural for problem in green.problems)
    sound: bool = green.memo["is sound"]
    return sound


def lacks_bracket(green: Green) -> bool:
    """Whether a bracket is lost somewhere inside, and indentation does not tell where."""
    if not isinstance(green, Container):
        return False
    return bool(green.residue) and green.entry_column <= green.indent
