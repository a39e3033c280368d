"""Names and values that a rule has nothing to say about, passed over quickly.

A rule about single entries is asked about all of them after every letter in one. There
can be thousands, so it looks only at those that it does not know to be plain.
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.syntax.green import Container, Kind, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bacalhau_ls.syntax.tree import Node

_MOST_REMEMBERED: Final = 32_768
"""From then on all is forgotten before more is remembered."""
_LONGEST: Final = 256
"""Longer texts are not remembered."""


class Plain:
    """The values for which *is_plain* holds: texts, numbers, and None for what is no scalar."""

    def __init__(self, is_plain: Callable[[Any], bool]) -> None:
        self._is_plain = is_plain
        self._known: set[Any] = set()

    def others(self, values: Sequence[Any]) -> list[int]:
        """Which of *values* are not plain."""
        if self._known.issuperset(values):
            return []
        unknown = {*filterfalse(self._known.__contains__, values)}
        found = {value for value in unknown if not self._is_plain(value)}
        self._remember(unknown - found)
        return [index for index, value in enumerate(values) if value in found] if found else []

    def _remember(self, plain: set[Any]) -> None:
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        short = (each for each in plain if not isinstance(each, str) or len(each) <= _LONGEST)
        self._known.update(short)


ANY: Final = Plain(lambda _: True)
"""Says that none is of interest."""


def unusual(owner: Node, names: Plain, values: Plain) -> Iterator[Node]:
    """The entries of *owner* whose name or scalar is not plain."""
    green = owner.green
    if not isinstance(green, Container) or green.kind not in (Kind.OBJECT, Kind.ARRAY):
        return
    found: set[int] = set()
    if names is not ANY:
        found.update(names.others(green.keys.names))
    if values is not ANY:
        scalars = [child.value if type(child) is Scalar else None for child in green.children]
        found.update(values.others(scalars))
    yield from map(owner.child, sorted(found))
