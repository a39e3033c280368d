"""The Glushkov automaton of a regular expression.

One state for each place of the expression that reads a character, an edge for
each way from one to the next.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_COPIES = 8
_MOST_COPIES_OF_ANY_LENGTH = 3
"""Repetitions that are written out; more than that is as good as any number."""
_MOST_STATES = 2000
_MOST_EDGES = 20_000
_EVERYDAY = "\t\n -09AZ_az~\x85\xa0\xe9\u0660\u3000"
"""Characters of each category, whatever else is in the expression."""


class TooTangled(Exception):  # noqa: N818 - what it says of an expression
    """The expression is too large to be judged."""


class _Part(NamedTuple):
    """States where a part of an expression begins and ends to read, once for each way."""

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: int = 1
    """In how many ways it can read nothing: none, one, or 2 for more."""

    def optional(self) -> _Part:
        return self._replace(empty=min(self.empty + 1, 2))


class Automaton:
    """The states of an expression, each with the characters that it reads, and the edges."""

    def __init__(self, tree: Any) -> None:
        self._samples = _samples(tree)
        self._ignores_case = bool(tree.state.flags & re.IGNORECASE)
        self.reads: list[int] = []
        """For each state the numbers of the samples that it reads, as bits."""
        self.edges: Counter[tuple[int, int]] = Counter()
        self._sequence(tree)

    def _state(self, is_read: Callable[[str], bool]) -> _Part:
        if len(self.reads) == _MOST_STATES:
            raise TooTangled
        read = [
            is_read(each) or (self._ignores_case and is_read(each.swapcase()[0]))
            for each in self._samples
        ]
        self.reads.append(sum(1 << number for number, yes in enumerate(read) if yes))
        state = (len(self.reads) - 1,)
        return _Part(state, state, 0)

    def _connect(self, one: tuple[int, ...], other: tuple[int, ...]) -> None:
        if len(self.edges) + len(one) * len(other) > _MOST_EDGES:
            raise TooTangled
        self.edges.update((start, end) for start in one for end in other)

    def _sequence(self, items: Any) -> _Part:
        whole = _Part()
        for operation, value in items:
            whole = self._joined(whole, self._part(str(operation), value))
        return whole

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._connect(one.last, other.first)
        return _Part(
            one.first + other.first * one.empty,
            other.last + one.last * other.empty,
            min(one.empty * other.empty, 2),
        )

    def _part(self, name: str, value: Any) -> _Part:
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return self._state(lambda sample: _reads(name, value, sample))
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self._repeated(*value)
        if name in ("AT", "FAILURE"):
            return _Part()
        if name == "SUBPATTERN" and value[1] & re.IGNORECASE:
            self._ignores_case = True  # also behind it: then rather too strict
        branches = [self._sequence(each) for each in _inner(name, value)]
        if name in ("ASSERT", "ASSERT_NOT"):
            return _Part()
        if name.startswith("GROUPREF"):  # any text, or one of two branches
            branches += [self._state(lambda _: True), _Part()]
        return _Part(
            tuple(state for each in branches for state in each.first),
            tuple(state for each in branches for state in each.last),
            min(sum(each.empty for each in branches), 2),
        )

    def _repeated(self, least: int, most: int, items: Any) -> _Part:
        """Written out if it is short; a fixed number of a fixed length is no choice."""
        shortest, longest = items.getwidth()
        is_fixed = shortest == longest
        limit = _MOST_COPIES if is_fixed else _MOST_COPIES_OF_ANY_LENGTH
        if most > limit and not (is_fixed and least == most):
            part = self._sequence(items)
            self._connect(part.last, part.first)
            return part if least else part.optional()
        whole = _Part()
        for _ in range(min(most, limit) - min(least, limit)):
            whole = self._joined(self._sequence(items), whole).optional()
        for _ in range(min(least, limit)):
            whole = self._joined(self._sequence(items), whole)
        return whole


def _inner(name: str, value: Any) -> list[Any]:
    """The sequences inside an operation that is not a character."""
    if name == "SUBPATTERN":
        return [value[-1]]
    if name == "BRANCH":
        return list(value[1])
    if name == "GROUPREF_EXISTS":
        return [each for each in value[1:] if each is not None]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [] if name == "GROUPREF" else [value]


def _samples(tree: Any) -> str:
    """Characters of which any two places that can read the same one have one in common."""
    codes: set[int] = set()
    pending = [tree]
    while pending:
        value = pending.pop()
        if type(value) is int:
            codes.update((value - 1, value, value + 1))
        elif not isinstance(value, str | int | None):
            pending.extend(value)
    found = {chr(code) for code in codes if 0 <= code <= sys.maxunicode} | set(_EVERYDAY)
    found |= {each.swapcase() for each in found if len(each.swapcase()) == 1}
    return "".join(sorted(found))


def _reads(name: str, value: Any, sample: str) -> bool:
    """Whether an operation of the parser reads a character."""
    if name in ("LITERAL", "NOT_LITERAL"):
        return (sample == chr(value)) is (name == "LITERAL")
    if name == "RANGE":
        return bool(value[0] <= ord(sample) <= value[1])
    if name == "CATEGORY":
        return re.fullmatch(_CATEGORIES[str(value)], sample) is not None
    if name == "IN":
        negated = str(value[0][0]) == "NEGATE"
        return any(_reads(str(each[0]), each[1], sample) for each in value[negated:]) is not negated
    return True  # ANY


_CATEGORIES = {
    f"CATEGORY_{negation}{name}": letter.upper() if negation else letter
    for name, letter in (("DIGIT", r"\d"), ("SPACE", r"\s"), ("WORD", r"\w"))
    for negation in ("", "NOT_")
}
