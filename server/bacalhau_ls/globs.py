"""File name patterns as editors and ignore files write them.

``*`` and ``?`` stay inside one folder, ``**`` is any number of folders,
``{a,b}`` either of two, ``[a-z]`` one of some characters. A pattern without a
slash is held against the file's name alone, wherever the file is.

Patterns and names may be a stranger's, and a regular expression with some stars
can take for ever. So a pattern becomes an automaton that is in all its states at
once: the time is at most the length of the path by that of the pattern. It reads
from the end, where most names that do not match are told at once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]{0,99}\]|[{},]|.", re.DOTALL)


class _State(NamedTuple):
    """A place in a pattern: what it takes there, nothing if None, and where that leads."""

    takes: re.Pattern[str] | None
    leads_to: list[int]


def matches(path: str, pattern: str) -> bool:
    """Whether *pattern* names *path*, which is relative to the pattern's folder."""
    path = path.replace("\\", "/")
    pattern = pattern.removeprefix("./")
    if "/" not in pattern:
        path = path.rpartition("/")[2]
    states = _states(pattern.lstrip("/"))
    reached = _all_from(states, [0])
    for character in reversed(path):
        if not reached:
            return False
        reached = _all_from(states, _behind(character, [states[at] for at in reached]))
    return len(states) - 1 in reached


def _behind(character: str, states: list[_State]) -> Iterator[int]:
    for takes, leads_to in states:
        if takes is not None and takes.match(character):
            yield from leads_to


def _all_from(states: list[_State], starts: Iterable[int]) -> set[int]:
    """*starts* and what is reached from them without a character."""
    pending = list(starts)
    reached = set(pending)
    while pending:
        takes, leads_to = states[pending.pop()]
        new = [] if takes else [each for each in leads_to if each not in reached]
        pending += new
        reached.update(new)
    return reached


@lru_cache(maxsize=256)
def _states(pattern: str) -> list[_State]:
    """The automaton of *pattern*; it starts at the first state and accepts at the last."""
    pieces = _PIECE.findall(pattern)[::-1]
    has_choices = _is_balanced(pieces)
    states: list[_State] = []
    choices: list[tuple[_State, list[_State]]] = []
    """The braces that are open, each with the ends of its alternatives up to now."""
    for piece in pieces:
        here = len(states)
        if piece == "}" and has_choices:
            states.append(_State(None, [here + 1]))
            choices.append((states[-1], []))
        elif piece == "," and choices:
            states.append(_State(None, []))
            choices[-1][0].leads_to.append(here + 1)
            choices[-1][1].append(states[-1])
        elif piece == "{" and has_choices:
            for end in choices.pop()[1]:
                end.leads_to.append(here)
        else:
            states += _states_of(piece, here)
    return [*states, _State(None, [])]


def _is_balanced(pieces: Iterable[str]) -> bool:
    depths = [0, *accumulate((piece == "}") - (piece == "{") for piece in pieces)]
    return min(depths) == depths[-1] == 0


def _states_of(piece: str, here: int) -> list[_State]:
    """The states of a piece without alternatives, the first of them at *here*."""
    if piece in ("*", "**"):
        inside = _one("[^/]" if piece == "*" else ".")
        return [_State(None, [here + 1, here + 2]), _State(inside, [here])]
    if piece == "**/":
        folders = _State(None, [here + 1, here + 4])
        more = _State(None, [here + 2, here])
        return [folders, _State(_one("/"), [here + 2]), _State(_one("[^/]"), [here + 3]), more]
    takes = _one(_translated(piece))
    each = [takes] if takes else [_one(re.escape(character)) for character in piece[::-1]]
    return [_State(taken, [at]) for at, taken in enumerate(each, here + 1)]


def _translated(piece: str) -> str:
    """The regular expression for the one character that *piece* stands for."""
    if piece == "?":
        return "[^/]"
    if not piece.startswith("[") or len(piece) == 1:
        return re.escape(piece)
    negated = piece.startswith("[!")
    body = re.sub(r"([\\\[\]^&~|])", r"\\\1", piece[2:-1] if negated else piece[1:-1])
    return f"[{'^/' if negated else ''}{body}]"


@lru_cache(maxsize=512)
def _one(expression: str) -> re.Pattern[str] | None:
    """What takes one character; None if *expression* makes no sense, as ``[z-a]``."""
    try:
        return re.compile(expression, re.IGNORECASE | re.DOTALL)
    except re.error:
        return None
