"""Containers that are laid out as one before and differ in their scalars only.

A large spec is large because of items that are alike: tasks, inputs, variables.
The first one is read; what lies between its scalars is a mould for the others,
which are cast in it: one comparison and one scalar after the other.
"""

from __future__ import annotations

import re
from itertools import accumulate
from operator import add, itemgetter, sub
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.reading import lexer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bacalhau_ls.syntax.green import Green, Scalar
    from bacalhau_ls.syntax.json.reading.reader import Leaves

_PATTERNS = {Kind.STRING: lexer.PLAIN_STRING, Kind.NUMBER: lexer.JSON_NUMBER}
_MOST = 4
"""Moulds for the items of lists that are indented alike."""
_LEAST_USES = 30
"""There must be room for so many items of its kind; to make a mould takes as long as two."""


class Moulds:
    """The moulds of one text."""

    def __init__(self, text: str, leaves: Leaves) -> None:
        self._text = text
        self._leaves = leaves
        self._known: dict[tuple[int, bool], list[Mould]] = {}

    def cast(self, start: int, indent: int, trusted: bool) -> Container | None:  # noqa: FBT001 - how they are kept
        """The container that starts at *start*, if there is a mould that it fits into."""
        for mould in self._known.get((indent, trusted), ()):
            cast = mould.cast(self._text, start, self._leaves)
            if cast is not None:
                return cast
        return None

    def keep(self, container: Container, start: int, limit: int) -> None:
        """Take *container*, which is plain and fits into no mould, as the model of one."""
        known = self._known.setdefault((container.indent, container.trusted), [])
        is_rare = limit - start < _LEAST_USES * container.width
        if len(known) < _MOST and not is_rare and not container.troubled and container.children:
            known.append(Mould(container, self._text, start))


class Mould:
    """All of a container but its scalars."""

    def __init__(self, model: Container, text: str, start: int) -> None:
        self._parts: list[tuple[str, int, Callable[[str, int], re.Match[str] | None]]] = []
        """What stands before each scalar, how long that is, and what finds the scalar."""
        self._widths: list[int] = []
        """Those of the scalars of the model."""
        self._steps: list[_Step] = []
        end = self._take(model, text, start, start)
        self._rest = text[end : start + model.width]
        for step in self._steps:
            step.complete(self._widths)

    def _take(self, model: Container, text: str, start: int, end: int) -> int:
        """Take *model* apart, the text before *end* is taken; where its last scalar ends."""
        step = _Step(model, len(self._widths))
        for child, offset in zip(model.children, model.offsets, strict=True):
            step.before.append(len(self._widths))
            place = start + offset
            if isinstance(child, Container):
                end = self._take(child, text, place, end)
                step.picked.append(~(len(self._steps) - 1))
                continue
            step.picked.append(len(self._widths))
            self._parts.append((text[end:place], place - end, _pattern(child).match))
            self._widths.append(child.width)
            end = place + child.width
        step.after = len(self._widths)
        self._steps.append(step)
        return end

    def cast(self, text: str, start: int, leaves: Leaves) -> Container | None:
        """The container of this kind that starts at *start*; None if there is another one."""
        values: list[Green] = []
        pos = start
        for gap, width, match in self._parts:
            found = match(text, pos + width) if text.startswith(gap, pos) else None
            if found is None:
                return None
            values.append(leaves[found.group()])
            pos = found.end()
        if not text.startswith(self._rest, pos):
            return None
        widths = [leaf.width for leaf in values]
        shifts = [*accumulate(map(sub, widths, self._widths), initial=0)]
        cast = None
        for step in self._steps:
            cast = step.cast(values, widths, shifts)
            values.append(cast)
        return cast


class _Step:
    """One of the containers of a mould; those that are inside of it come before it."""

    def __init__(self, model: Container, first: int) -> None:
        self._model = model
        self._first = first
        """How many scalars of the mould stand before it."""
        self.after = first
        """How many stand before its end."""
        self.before: list[int] = []
        """How many stand before each of its children."""
        self.picked: list[int] = []
        """The number of each child among the scalars; ``~`` the number among the containers."""
        self._made = {model.children: model}
        model.form = model.form or object()
        model.keys.share()

    def complete(self, widths: Sequence[int]) -> None:
        """Note what can be told when the *widths* of all scalars of the model are known."""
        count = len(widths)
        self._widths = widths[self._first : self.after]
        self._pick = _picker([count + ~each if each < 0 else each for each in self.picked])

    def cast(
        self, values: Sequence[Green], widths: Sequence[int], shifts: Sequence[int]
    ) -> Container:
        """This container with other scalars; equal ones are one object."""
        children = self._pick(values)
        known = self._made.get(children)
        if known is None:
            is_alike = widths[self._first : self.after] == self._widths
            known = self._filled(children) if is_alike else self._moved(children, shifts)
            self._made[children] = known
        return known

    def _filled(self, children: tuple[Green, ...]) -> Container:
        model = self._model
        return model.filled(children, model.width, model.offsets, model.key_offsets)

    def _moved(self, children: tuple[Green, ...], shifts: Sequence[int]) -> Container:
        """With scalars of other widths: *shifts* says how far what follows each has moved."""
        model, base = self._model, shifts[self._first]
        moves = [shifts[count] - base for count in self.before]
        width = model.width + shifts[self.after] - base
        offsets = tuple(map(add, model.offsets, moves))
        return model.filled(children, width, offsets, tuple(map(add, model.key_offsets, moves)))


def _pattern(scalar: Scalar) -> re.Pattern[str]:
    """What may stand in its place: a string for a string; true, false and null as they are."""
    return _PATTERNS.get(scalar.kind) or re.compile(scalar.text)


def _picker(numbers: Sequence[int]) -> Callable[[Sequence[Green]], tuple[Green, ...]]:
    """Takes those with these *numbers* out of a sequence."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda values: tuple([values[number] for number in numbers])
