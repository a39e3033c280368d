"""A bar for those who wait at a terminal."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TextIO

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds until the bar appears."""
_REFRESH = 0.1
_CELLS = 30


def bar(done: int, total: int) -> str:
    """How far the work has come: ``[######----] 6/10``."""
    filled = _CELLS * done // total
    return f"[{'#' * filled}{'-' * (_CELLS - filled)}] {done}/{total}"


class Progress:
    """Draws a bar on *stream* while something is gone through."""

    def __init__(
        self, stream: TextIO, *, is_wanted: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._is_wanted = is_wanted
        self._is_drawn = False

    def through(self, items: Sequence[T]) -> Iterator[T]:
        """*items*, one after the other, with a bar from the first second on."""
        due = self._clock() + _PATIENCE
        try:
            for done, item in enumerate(items):
                if self._is_wanted and (now := self._clock()) >= due:
                    self._draw(bar(done, len(items)))
                    due = now + _REFRESH
                yield item
        finally:
            self.clear()

    def clear(self) -> None:
        """Take the bar away, so that other text can be written."""
        if self._is_drawn:
            self._draw("")
            self._is_drawn = False

    def _draw(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(f"\r\x1b[K{text}")
            self._stream.flush()
        self._is_drawn = True
