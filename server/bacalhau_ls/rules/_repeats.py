"""The same text where every entry needs its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Fix, SetValue
from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.validation.skeletons import free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.syntax.tree import Node


class Repeat(NamedTuple):
    """A string whose text an earlier one has already."""

    node: Node
    first: Node


def entries(owner: Node, name: str) -> list[Node]:
    """The strings that the items of an array have under *name*, empty ones left out."""
    found = (item.get(name) for item in owner.items())
    return [node for node in found if node is not None and node.string]


def may_repeat(owner: Node, name: str) -> bool:
    """Whether two items of an array might have the same text under *name*: a quick look.

    It is taken at every keystroke, so what an item has is kept with the item.
    """
    children = owner.green.children if isinstance(owner.green, Container) else ()
    items = [item for item in children if isinstance(item, Container)]
    key = ("value of", name)
    for item in [item for item in items if key not in item.memo]:
        values = [m.value for k, m in _scalars(item) if k.value == name]
        item.memo[key] = values[-1] if values else None
    texts = [text for item in items if (text := item.memo[key]) is not None]
    return len(set(texts)) < len(texts)


def _scalars(container: Container) -> Iterator[tuple[Scalar, Scalar]]:
    """The members that are scalars, with their keys; none of an array."""
    for key, member in zip(container.keys, container.children, strict=False):
        if isinstance(member, Scalar):
            yield key, member


def repeats(nodes: Iterable[Node], normal: Callable[[str], str] = str) -> Iterator[Repeat]:
    """The later ones of *nodes* with the same text, after *normal* has been applied."""
    firsts: dict[str, Node] = {}
    for node in nodes:
        first = firsts.setdefault(normal(node.string or ""), node)
        if first is not node:
            yield Repeat(node, first)


def renamed_repeats(nodes: list[Node]) -> Iterator[tuple[Repeat, Fix]]:
    """The repeats among *nodes* with a fix that gives each a name of its own."""
    taken = {node.string for node in nodes}
    numbers: dict[str, int] = {}
    for repeat in repeats(nodes):
        name = repeat.node.string or ""
        number = numbers.get(name, 2)
        while f"{name}-{number}" in taken:
            number += 1
        numbers[name] = number + 1
        free = f"{name}-{number}"
        cure = SetValue(repeat.node.span, free)
        yield repeat, Fix(f"Rename to {quoted(free)}", (cure,), safe=False)


def same_path(path: str) -> str:
    """*path* as it is compared: without slashes at its end."""
    return path.rstrip("/") or "/"


def moved_apart(node: Node, taken: set[str]) -> tuple[Fix, ...]:
    """What gives a path a number with which it is not among *taken*, where it is added."""
    path = same_path(node.string or "")
    if path == "/":
        return ()
    apart = free(path, taken | {path})
    taken.add(apart)
    return (Fix(f"Change to {quoted(apart)}", (SetValue(node.span, apart),), safe=False),)
