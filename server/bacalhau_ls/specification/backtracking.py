"""Whether a regular expression can be made to backtrack for ever.

Python's `re` tries one way after the other to read a text and cannot be
interrupted. Where a repetition can read one stretch of text in two ways, the
ways double with each further stretch. A schema from somebody else's repository
may hold such an expression, by mistake or not.

What decides is the ambiguity of the Glushkov automaton: one state for each
place of the expression that reads a character, an edge for each way from one to
the next. Two readers start in one state; if they can part, read the same text
and meet again in a loop, the expression is no good.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
_MOST_COPIES = 8
_MOST_COPIES_OF_ANY_LENGTH = 3
"""Repetitions that are written out; more than that is as good as any number."""
_MOST_STATES = 2000
_MOST_EDGES = 20_000
_MOST_STEPS = 50_000
_EVERYDAY = "\t\n -09AZ_az~\x85\xa0\xe9\u0660\u3000"
"""Characters of each category, whatever else is in the expression."""


class TooTangled(Exception):  # noqa: N818 - what it says of an expression
    """The expression is too large to be judged."""


@lru_cache(maxsize=1024)
def may_never_end(pattern: str) -> bool:
    """Whether matching *pattern* can take exponential time, or nobody can tell.

    One that is no regular expression at all takes no time.
    """
    try:
        tree = _parser.parse(pattern)
    except (re.error, OverflowError):
        return False
    except RecursionError:
        return True
    try:
        return _Automaton(tree).is_ambiguous()
    except (TooTangled, RecursionError):
        return True


class _Part(NamedTuple):
    """States where a part of an expression begins and ends to read, once for each way."""

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: int = 1
    """In how many ways it can read nothing: none, one, or 2 for more."""

    def optional(self) -> _Part:
        return self._replace(empty=min(self.empty + 1, 2))


class _Automaton:
    """The states of an expression, each with the characters that it reads, and the edges."""

    def __init__(self, tree: Any) -> None:
        self._samples = _samples(tree)
        self._ignores_case = bool(tree.state.flags & re.IGNORECASE)
        self._reads: list[int] = []
        """For each state the numbers of the samples that it reads, as bits."""
        self._edges: Counter[tuple[int, int]] = Counter()
        self._sequence(tree)

    # -- making it -----------------------------------------------------------

    def _state(self, is_read: Callable[[str], bool]) -> _Part:
        if len(self._reads) == _MOST_STATES:
            raise TooTangled
        read = [
            is_read(each) or (self._ignores_case and is_read(each.swapcase()[0]))
            for each in self._samples
        ]
        self._reads.append(sum(1 << number for number, yes in enumerate(read) if yes))
        state = (len(self._reads) - 1,)
        return _Part(state, state, 0)

    def _connect(self, one: tuple[int, ...], other: tuple[int, ...]) -> None:
        if len(self._edges) + len(one) * len(other) > _MOST_EDGES:
            raise TooTangled
        self._edges.update((start, end) for start in one for end in other)

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

    # -- judging it ----------------------------------------------------------

    def is_ambiguous(self) -> bool:
        """Whether two readers can part and meet again in a loop."""
        loop_of = _loops(len(self._reads), self._edges)
        inside = {edge for edge in self._edges if loop_of[edge[0]] == loop_of[edge[1]]}
        if any(self._edges[edge] > 1 for edge in inside):
            return True
        follow = defaultdict(list)
        for start, end in inside:
            follow[start].append(end)
        return self._meet_again(follow)

    def _meet_again(self, follow: dict[int, list[int]]) -> bool:
        pending = [pair for state in list(follow) for pair in self._next((state, state), follow)]
        seen, steps = set(pending), 0
        pending = [pair for pair in seen if pair[0] != pair[1]]
        while pending:
            here = pending.pop()
            steps += len(follow[here[0]]) * len(follow[here[1]])
            for pair in self._next(here, follow):
                if pair[0] == pair[1]:
                    return True
                if pair not in seen:
                    seen.add(pair)
                    pending.append(pair)
            if steps > _MOST_STEPS:
                raise TooTangled
        return False

    def _next(
        self, pair: tuple[int, int], follow: dict[int, list[int]]
    ) -> Iterator[tuple[int, int]]:
        """Where two readers can be after the next character, which is the same for both."""
        reads = self._reads
        for one in follow[pair[0]]:
            yield from ((one, two) for two in follow[pair[1]] if reads[one] & reads[two])


def _loops(count: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """For each state the number of the loop that it is in: its strongly connected component."""
    after, before = defaultdict(list), defaultdict(list)
    for start, end in edges:
        after[start].append(end)
        before[end].append(start)
    order: list[int] = []
    seen: set[int] = set()
    for state in range(count):
        order += _finished(state, after, seen)
    loop_of, seen = [0] * count, set()
    for state in reversed(order):
        for each in _finished(state, before, seen):
            loop_of[each] = state
    return loop_of


def _finished(start: int, follow: dict[int, list[int]], seen: set[int]) -> list[int]:
    """What can be reached from *start* and is not *seen*, in the order in which it is left."""
    if start in seen:
        return []
    seen.add(start)
    left, way = [], [(start, iter(follow[start]))]
    while way:
        rest = way[-1][1]
        following = next((each for each in rest if each not in seen), None)
        if following is None:
            left.append(way.pop()[0])
        else:
            seen.add(following)
            way.append((following, iter(follow[following])))
    return left


# -- the tree of Python's parser ---------------------------------------------


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
