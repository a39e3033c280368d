"""Places that rules speak of: characters within a string, the parameters of a type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span


def characters(node: Node, start: int, end: int) -> Span:
    """Where the characters from *start* to *end* of a string or key stand.

    The whole node if its text holds escapes, or if there are no characters.
    """
    green = node.green
    if not isinstance(green, Scalar) or not isinstance(green.value, str) or start >= end:
        return node.span
    opening = 0 if green.text == green.value else 1
    if opening and green.text[1:-1] != green.value:
        return node.span
    return node.part(opening + start, opening + end)


def params(owner: Node, *types: str) -> Node | None:
    """The ``Params`` of an engine, source or publisher if its ``Type`` is one of *types*."""
    type_ = owner.get("Type")
    return owner.get("Params") if type_ is not None and type_.string in types else None


def is_blank(node: Node | None) -> bool:
    """Whether there is nothing: no node, null, an empty text, or a value not yet written."""
    if node is None or node.kind is Kind.MISSING:
        return True
    return node.readable and node.value in (None, "")


def strings(node: Node) -> Iterator[tuple[Node, str]]:
    """The items of an array that are sound strings, with their text; none if it is no array."""
    for item in node.items():
        if (text := item.string) is not None:
            yield item, text


def members(node: Node) -> Iterator[tuple[str, Node]]:
    """Names and values of an object whose names can be read."""
    if node.kind is Kind.OBJECT:
        for member in node:
            if (name := member.name) is not None:
                yield name, member


def lacks(owner: Node, name: str) -> bool:
    """Whether *owner* has no member *name*, not even in other letter case."""
    return all(other.lower() != name.lower() for other, _ in members(owner))
