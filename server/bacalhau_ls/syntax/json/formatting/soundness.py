"""Which containers are too broken to be laid out anew, and whether that changed what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.agreement import agree
from bacalhau_ls.syntax.green import Container, Level, Scalar
from bacalhau_ls.syntax.json.reading import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.green import Fault, Green
    from bacalhau_ls.syntax.tree import Node

_SPEAKING = (Level.ERROR, Level.SILENT)
_HARMLESS = frozenset(
    {
        faults.MISSING_COMMA,
        faults.UNQUOTED,
        faults.MALFORMED_NUMBER,
        faults.LEADING_ZEROS,
        faults.WRONG_LITERAL,
        faults.BAD_KEY,
        faults.BAD_ESCAPE,
    }
)
_OF_BRACKETS = frozenset(
    {
        faults.UNCLOSED,
        faults.CLOSED_EARLY,
        faults.STRAY_CLOSER,
        faults.WRONG_CLOSER,
        faults.MISSING_BRACE,
        faults.UNTERMINATED_COMMENT,
        faults.AFTER_END,
        faults.FRAGMENT,
    }
)


class Broken(NamedTuple):
    """The ids of green containers that cannot be laid out like others."""

    frozen: frozenset[int] = frozenset()
    """Those around a bracket without a partner: there the parser goes by indentation."""
    faulty: frozenset[int] = frozenset()
    """Those with another error of their own."""


def broken_containers(top: Node) -> Broken:
    """What is broken below *top*."""
    frozen: set[int] = set()
    faulty: set[int] = set()
    for node, fault in _errors(top):
        if fault in _OF_BRACKETS:
            _add_with_ancestors(node, frozen)
        elif fault not in _HARMLESS:
            faulty.add(id(node.green))
    return Broken(frozenset(frozen), frozenset(faulty))


def _errors(top: Node) -> Iterator[tuple[Node, Fault]]:
    """The errors of syntax below *top*, with the containers that they are in."""
    pending = [top] if top.green.troubled else []
    while pending:
        node = pending.pop()
        container = node.green
        assert isinstance(container, Container)
        parts: list[Green] = [container, *(key for key in container.keys if key.troubled)]
        for index, child in enumerate(container.children):
            if child.troubled and isinstance(child, Scalar):
                parts.append(child)
            elif child.troubled:
                pending.append(node.child(index))
        for part in parts:
            for problem in part.problems:
                if problem.fault.level in _SPEAKING:
                    yield node, problem.fault


def _add_with_ancestors(node: Node, found: set[int]) -> None:
    around: Node | None = node
    while around is not None and id(around.green) not in found:
        found.add(id(around.green))
        around = around.parent


def is_same(one: Green, other: Green) -> bool:
    """Whether two trees are the same but for the places of things."""
    return agree(one, other, _outline, _is_same_scalar)


def _is_same_scalar(one: Green, other: Green) -> bool:
    if not isinstance(one, Scalar) or not isinstance(other, Scalar):
        return False
    return one.kind is other.kind and one.text == other.text


def _outline(container: Container) -> tuple[object, ...]:
    """What can be said of a container without what is in it."""
    errors = [p.fault for p in container.problems if p.fault.level in _SPEAKING]
    names = [key.text for key in container.keys]
    return container.kind, container.closed, len(container.children), names, errors
