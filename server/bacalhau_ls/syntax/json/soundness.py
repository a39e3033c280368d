"""Which containers are too broken to be laid out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json import faults
from bacalhau_ls.syntax.tree import Level, problems_in

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node

_HARMLESS_LEVELS = frozenset({Level.DIALECT, Level.DUPLICATE, Level.COMMENT})
_HARMLESS = frozenset(
    {
        faults.MISSING_COMMA,
        faults.UNQUOTED,
        faults.MALFORMED_NUMBER,
        faults.WRONG_LITERAL,
        faults.BAD_KEY,
        faults.BAD_ESCAPE,
    }
)
_OF_BRACKETS = frozenset(
    {
        faults.UNCLOSED,
        faults.STRAY_CLOSER,
        faults.WRONG_CLOSER,
        faults.MISSING_BRACE,
        faults.UNTERMINATED_COMMENT,
        faults.AFTER_END,
        faults.FRAGMENT,
    }
)


def frozen_containers(top: Node) -> set[int]:
    """The ids of the green containers below *top* whose gaps are to stay as they are.

    Where a bracket has no partner, all containers around stay as well: there the
    parser goes by indentation.
    """
    frozen: set[int] = set()
    around_brackets: set[int] = set()
    for problem, owner in problems_in(top):
        if problem.fault.level in _HARMLESS_LEVELS or problem.fault in _HARMLESS:
            continue
        frozen.add(id(owner.green))
        if problem.fault in _OF_BRACKETS:
            _add_ancestors(owner, around_brackets)
    return frozen | around_brackets


def _add_ancestors(node: Node, found: set[int]) -> None:
    for each in (node, *node.ancestors()):
        if id(each.green) in found:
            return
        found.add(id(each.green))
