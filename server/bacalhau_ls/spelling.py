"""Which known word somebody may have meant."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")
_LONGEST = 64
"""Longer words are no misspelt names; comparing them would only cost time."""
_SHORTEST = 2
"""Fewer letters stand for nothing."""
_MOST_LEFT_OUT = 4
"""An outline stands for a word that is up to so many times longer."""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Those of *known* that *word* may be a slip for, the likeliest first."""
    return [] if len(word) > _LONGEST else [*_nearest(word, _shared(tuple(known)))]


@lru_cache(maxsize=256)
def _shared(known: tuple[str, ...]) -> tuple[str, ...]:
    """The one object that stands for all equal ones."""
    return known


@lru_cache(maxsize=32_768)
def _nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The same; every wrong key of an object is asked about after each letter in one of them."""
    limit = 1 + len(word) // 4
    ranked = [
        (distance, order, name)
        for order, name in enumerate(known)
        if (distance := _distance(word.lower(), name.lower(), limit)) <= limit
        and distance < max(len(word), len(name))
    ]
    close = [name for _, _, name in sorted(ranked)]
    meant = close or [name for name in known if _is_short_for(word, name)]
    return tuple(dict.fromkeys((*_begun(word, known), *meant)))


def _begun(word: str, known: tuple[str, ...]) -> list[str]:
    """The one that *word* is the beginning of; none if that is true of several."""
    if len(word) < _SHORTEST:
        return []
    begun = [name for name in known if name.lower().startswith(word.lower())]
    return begun if len(begun) == 1 else []


def _is_short_for(one: str, other: str) -> bool:
    """Whether one of two words is the beginning or end of the other, a part, or its outline."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST:
        return False
    parts = [part.lower() for part in _PART.findall(long)] if len(short) > _SHORTEST else []
    short, long = short.lower(), long.lower()
    starts = [long, *parts]
    is_part = any(each.startswith(short) for each in starts) or long.endswith(short)
    return is_part or _is_outline(short, long)


def _is_outline(short: str, long: str) -> bool:
    letters = iter(long)
    is_told = len(long) <= _MOST_LEFT_OUT * len(short)
    return is_told and short[0] == long[0] and all(letter in letters for letter in short)


def _distance(left: str, right: str, limit: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours from *left* to *right*."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before, row = [0] * (len(right) + 1), list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return row[-1]
