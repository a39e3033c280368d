"""Whether a regular expression can be made to backtrack for ever.

Python's `re` tries one way after the other to read a text and cannot be
interrupted. Where a repetition can read one stretch of text in two ways, the
ways double with each further stretch. A schema from somebody else's repository
may hold such an expression, by mistake or not.

What decides is the ambiguity of its `Automaton`. Two readers start in one
state; if they can part, read the same text and meet again in a loop, the
expression is no good.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bacalhau_ls.specification.automaton import Automaton, TooTangled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
_MOST_STEPS = 50_000


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
        return _is_ambiguous(Automaton(tree))
    except (TooTangled, RecursionError):
        return True


def _is_ambiguous(automaton: Automaton) -> bool:
    """Whether two readers can part and meet again in a loop."""
    loop_of = _loops(len(automaton.reads), automaton.edges)
    inside = {edge for edge in automaton.edges if loop_of[edge[0]] == loop_of[edge[1]]}
    if any(automaton.edges[edge] > 1 for edge in inside):
        return True
    follow = defaultdict(list)
    for start, end in inside:
        follow[start].append(end)
    return _meet_again(follow, automaton.reads)


def _meet_again(follow: dict[int, list[int]], reads: list[int]) -> bool:
    """Whether two readers that part in a loop can come to one state at one character."""
    pending = [pair for state in list(follow) for pair in _next((state, state), follow, reads)]
    seen, steps = set(pending), 0
    pending = [pair for pair in seen if pair[0] != pair[1]]
    while pending:
        here = pending.pop()
        steps += len(follow[here[0]]) * len(follow[here[1]])
        for pair in _next(here, follow, reads):
            if pair[0] == pair[1]:
                return True
            if pair not in seen:
                seen.add(pair)
                pending.append(pair)
        if steps > _MOST_STEPS:
            raise TooTangled
    return False


def _next(
    pair: tuple[int, int], follow: dict[int, list[int]], reads: list[int]
) -> Iterator[tuple[int, int]]:
    """Where two readers can be after the next character, which is the same for both."""
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
