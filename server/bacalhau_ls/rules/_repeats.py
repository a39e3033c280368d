"""The same text where every entry needs its own."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Fix, Related, SetValue
from bacalhau_ls.rules import Remark
from bacalhau_ls.syntax.children import known
from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.validation.skeletons import free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node

_TEXTS: Final = "texts"
_LEAST: Final = 2
"""So many items there must be."""


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
    return texts.counts.total() > len(texts.counts)


def may_nest(owner: Node, name: str) -> bool:
    """Whether an item of an array might have a path under *name* inside that of another."""
    if len(owner) < _LEAST:
        return False
    texts = [text for text in _texts(owner, name).counts if isinstance(text, str)]
    folders = sorted([text if text.endswith("/") else f"{text}/" for text in texts])
    # What lies in a folder comes directly behind it in this order.
    return "//" in "\n".join(texts) or any(map(str.startswith, folders[1:], folders))


def may_meet(owner: Node, name: str, other: Node, other_name: str) -> bool:
    """Whether an item of one array might have the path that one of another has."""
    return not _texts(owner, name).counts.keys().isdisjoint(_texts(other, other_name).counts)


class _Texts(NamedTuple):
    """What the items of an array have under *name*, paths without slashes at their ends."""

    name: str
    of_each: tuple[tuple[object, ...], ...]
    counts: Counter[object]

    @classmethod
    def of(cls, name: str, children: Sequence[Green]) -> _Texts:
        """What *children* have under *name*."""
        kept = [child.memo.get((_TEXTS, name)) for child in children]
        both = zip(kept, children, strict=True)
        of_each = tuple([_texts_in(child, name) if was is None else was for was, child in both])
        return cls(name, of_each, Counter(chain.from_iterable(of_each)))

    def renewed(self, changed: Sequence[int], children: Sequence[Green]) -> _Texts:
        of_each, counts = list(self.of_each), self.counts.copy()
        for number in changed:
            for text in of_each[number]:
                counts[text] -= 1
                if not counts[text]:
                    del counts[text]
            of_each[number] = _texts_in(children[number], self.name)
            counts.update(of_each[number])
        return _Texts(self.name, tuple(of_each), counts)


def _texts(owner: Node, name: str) -> _Texts:
    green = owner.green
    if not isinstance(green, Container):
        return _Texts.of(name, ())
    return known(green, (_TEXTS, name), partial(_Texts.of, name, green.children))


def _texts_in(item: Green, name: str) -> tuple[object, ...]:
    """What *item* has under *name*, in any letter case; kept with it, as lists come and go."""
    if not isinstance(item, Container):
        return ()
    members = zip(item.keys, item.children, strict=False)
    found = (
        same_path(member.value) if isinstance(member.value, str) else member.value
        for key, member in members
        if isinstance(member, Scalar) and str(key.value).lower() == name.lower()
    )
    texts = item.memo[_TEXTS, name] = tuple([value for value in found if value is not None])
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
