"""The tree of values with what aliases and merge keys stand for in their place.

It is only good for its values: nothing in it has a place in the text. Subtrees
that come several times are one object, and there is a limit to what they may
unfold to, so that a bomb of aliases does no harm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.yaml.reading.frame import MERGE_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.green import Green

_MOST_VALUES: Final = 200_000
_ANCHOR: Final = re.compile(r"(?:![^\s]*\s+)?&([^\s,\[\]{}]+)")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
_NULL: Final = Scalar(Kind.LITERAL, "null", None)


def unfolded(text: str, tree: Container) -> Container:
    """The values of *tree*; an alias that cannot be resolved stays a placeholder."""
    return _Unfolding(text).run(tree)


class _Open:
    """A container whose children are being unfolded."""

    def __init__(self, green: Container, start: int, anchor: str | None) -> None:
        self.green = green
        self.start = start
        self.anchor = anchor
        self.children: list[Green] = []


class _Unfolding:
    """One walk through a tree, in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._anchors: dict[str, Green | _Open] = {}
        """What has each name: the last that began with it, which may not have ended yet."""
        self._sizes: dict[int, int] = {}
        self._kept: list[Green] = []
        """All that was made, so that no two of them ever have one identity."""

    def run(self, tree: Container) -> Container:
        """The whole document."""
        pending = [_Open(tree, 0, None)]
        while True:
            current = pending[-1]
            index = len(current.children)
            if index < len(current.green.children):
                self._child(pending, current, index)
                continue
            made = self._finished(current)
            pending.pop()
            if not pending:
                return made
            pending[-1].children.append(made)

    def _child(self, pending: list[_Open], current: _Open, index: int) -> None:
        child = current.green.children[index]
        if current.green.keys:
            self._scalar(current.green.keys[index])
        if isinstance(child, Container):
            start = current.start + current.green.offsets[index]
            opened = _Open(child, start, self._anchor_before(current, index))
            if opened.anchor is not None:
                self._anchors[opened.anchor] = opened
            pending.append(opened)
            return
        current.children.append(self._scalar(child))

    def _anchor_before(self, current: _Open, index: int) -> str | None:
        """The anchor in the gap in front of a container."""
        green = current.green
        start = green.starts[index]
        if green.keys:
            start = green.key_offsets[index] + green.keys[index].width
        gap = self._text[current.start + start : current.start + green.offsets[index]]
        found = _ANCHOR.search(_COMMENT.sub("", gap))
        return found[1] if found else None

    def _scalar(self, scalar: Scalar) -> Green:
        if scalar.kind is Kind.PLACEHOLDER and scalar.text.startswith("*"):
            meant = self._anchors.get(scalar.text[1:], scalar)
            return scalar if isinstance(meant, _Open) else meant
        if scalar.kind is Kind.MISSING:
            return _NULL
        if anchor := _ANCHOR.match(scalar.text):
            self._anchors[anchor[1]] = scalar
        return scalar

    def _finished(self, current: _Open) -> Container:
        green = current.green
        keys, children = list(green.keys), current.children
        if any(key.text == MERGE_KEY for key in keys):
            keys, children = _merged(keys, children)
        size = 1 + sum(self._sizes.get(id(child), 1) for child in children)
        if size > _MOST_VALUES:
            keys, children = list(green.keys), list(green.children)
        count = len(children)
        nowhere = (0,) * count
        made = Container(
            green.kind, 0, tuple(children), nowhere, tuple(keys), nowhere if keys else ()
        )
        self._sizes[id(made)] = min(size, _MOST_VALUES)
        self._kept.append(made)
        if current.anchor is not None and self._anchors[current.anchor] is current:
            self._anchors[current.anchor] = made
        return made


def _merged(keys: list[Scalar], children: list[Green]) -> tuple[list[Scalar], list[Green]]:
    """The members of an object with those that it takes over; its own come first."""
    own = [pair for pair in zip(keys, children, strict=True) if pair[0].text != MERGE_KEY]
    names = {key.value for key, _ in own}
    for key, source in zip(keys, children, strict=True):
        if key.text != MERGE_KEY:
            continue
        if not _is_mergeable(source):
            own.append((key, source))
            continue
        for name, child in _members(source):
            if name.value not in names:
                names.add(name.value)
                own.append((name, child))
    return [key for key, _ in own], [child for _, child in own]


def _is_mergeable(source: Green) -> bool:
    if not isinstance(source, Container):
        return False
    if source.kind is Kind.OBJECT:
        return True
    return all(isinstance(each, Container) and each.kind is Kind.OBJECT for each in source.children)


def _members(source: Green) -> Iterator[tuple[Scalar, Green]]:
    assert isinstance(source, Container)
    if source.kind is Kind.OBJECT:
        yield from zip(source.keys, source.children, strict=True)
        return
    for each in source.children:
        assert isinstance(each, Container)
        yield from zip(each.keys, each.children, strict=True)
