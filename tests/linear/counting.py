"""How much work something is: function calls, not seconds, so that any machine may tell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARGIN = 1.2
_SLACK = 500
"""Calls that one size may happen to need more than another."""


def calls(work: Callable[[], object], *, builtin: bool = True) -> int:
    """How many functions *work* calls, with built-in ones or without."""
    events = ("call", "c_call") if builtin else ("call",)
    count = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in events

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def grows_linearly(counts: Sequence[int]) -> bool:
    """Whether the work for 1, 2 and 4 times as much grows at most in proportion."""
    one, two, four = counts
    return four - two <= 2 * max(two - one, 0) * _MARGIN + _SLACK


def stays(counts: Sequence[int]) -> bool:
    """Whether the work is about the same for 1, 2 and 4 times as much."""
    return max(counts) <= min(counts) * _MARGIN + _SLACK
