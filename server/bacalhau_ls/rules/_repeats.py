"""The same text where every entry needs its own."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Fix, Related, SetValue
from bacalhau_ls.rules import Remark
from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.validation.skeletons import free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node

_LEAST: Final = 2
"""So many items there must be."""
_UNSEEN: Final[tuple[object, ...]] = (object(),)


def repeated_names(nodes: list[Node], message: str, other: str) -> Iterator[Remark]:
    """What to say of names that an earlier one of *nodes* has; *other* is what that one is."""
    for repeat, fix in _renamed(nodes):
        yield _remark(repeat, message, other, (fix,))


def repeated_paths(
    nodes: list[Node], message: str, other: str, normal: Callable[[str], str] = str
) -> Iterator[Remark]:
    """The same for paths, which are compared after *normal* has been applied."""
    taken = {same_path(each.string or "") for each in nodes}
    for repeat in _repeats(nodes, normal):
        yield _remark(repeat, message, other, moved_apart(repeat.node, taken))


class _Repeat(NamedTuple):
    """A string whose text an earlier one has already."""

    node: Node
    first: Node


def _remark(repeat: _Repeat, message: str, other: str, fixes: tuple[Fix, ...]) -> Remark:
    return Remark(repeat.node.span, message, fixes, (Related(repeat.first.span, other),))


def entries(owner: Node, name: str) -> list[Node]:
    """The strings that the items of an array have under *name*, empty ones left out."""
    found = (item.get(name) for item in owner.items())
    return [node for node in found if node is not None and node.string]


def may_repeat(owner: Node, name: str) -> bool:
    """Whether two items of an array might have the same text or path under *name*: a quick look."""
    if len(owner) < _LEAST:
        return False
    texts = _texts(owner, name)
    return len(set(texts)) < len(texts)


def may_nest(owner: Node, name: str) -> bool:
    """Whether an item of an array might have a path under *name* inside that of another."""
    if len(owner) < _LEAST:
        return False
    texts = {text for text in _texts(owner, name) if isinstance(text, str)}
    folders = sorted([text if text.endswith("/") else f"{text}/" for text in texts])
    # What lies in a folder comes directly behind it in this order.
    return "//" in "\n".join(texts) or any(map(str.startswith, folders[1:], folders))


def may_meet(owner: Node, name: str, other: Node, other_name: str) -> bool:
    """Whether an item of one array might have the path that one of another has."""
    return not set(_texts(owner, name)).isdisjoint(_texts(other, other_name))


def _texts(owner: Node, name: str) -> list[object]:
    """What the items of an array have under *name*, paths without slashes at their ends.

    It is asked at every keystroke, so what an item has is kept with the item.
    """
    children = owner.green.children if isinstance(owner.green, Container) else ()
    key = ("values of", name.lower())
    values = [child.memo.get(key, _UNSEEN) for child in children]
    if _UNSEEN in values:
        both = zip(children, values, strict=True)
        values = [_seen(child, key) if seen is _UNSEEN else seen for child, seen in both]
    return [*chain.from_iterable(values)]


def _seen(item: Green, key: tuple[str, str]) -> tuple[object, ...]:
    """What *item* has under a name, in any letter case; kept with it."""
    if not isinstance(item, Container):
        return ()
    members = zip(item.keys, item.children, strict=False)
    found = (
        same_path(member.value) if isinstance(member.value, str) else member.value
        for name, member in members
        if isinstance(member, Scalar) and str(name.value).lower() == key[1]
    )
    item.memo[key] = tuple([value for value in found if value is not None])
    texts: tuple[object, ...] = item.memo[key]
    return texts


def _repeats(nodes: Iterable[Node], normal: Callable[[str], str] = str) -> Iterator[_Repeat]:
    """The later ones of *nodes* with the same text, after *normal* has been applied."""
    firsts: dict[str, Node] = {}
    for node in nodes:
        first = firsts.setdefault(normal(node.string or ""), node)
        if first is not node:
            yield _Repeat(node, first)


def _renamed(nodes: list[Node]) -> Iterator[tuple[_Repeat, Fix]]:
    """The repeats among *nodes* with a fix that gives each a name of its own."""
    taken = {node.string for node in nodes}
    numbers: dict[str, int] = {}
    for repeat in _repeats(nodes):
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
