"""The bar: only at a terminal, only if it takes long, gone at the end."""

from __future__ import annotations

import io
from itertools import count

import pytest

from bacalhau_ls.cli.console import Console, send
from bacalhau_ls.cli.progress import Progress, bar


def shown(*, is_wanted: bool, seconds_per_item: float, clear_at: int | None = None) -> str:
    """What ten items leave on the stream."""
    stream = io.StringIO()
    ticks = count()
    progress = Progress(stream, is_wanted=is_wanted, clock=lambda: next(ticks) * seconds_per_item)
    for item in progress.through(range(10)):
        if item == clear_at:
            progress.clear()
            stream.write("text\n")
    return stream.getvalue()


def test_nothing_is_drawn_where_it_is_not_wanted() -> None:
    """No terminal, or `--quiet`."""
    assert shown(is_wanted=False, seconds_per_item=10) == ""


def test_a_short_run_shows_no_bar() -> None:
    """Nobody waits for a second."""
    assert shown(is_wanted=True, seconds_per_item=0.05) == ""


def test_a_long_run_shows_how_far_it_is() -> None:
    """From the first second on; at the end the line is empty."""
    drawn = shown(is_wanted=True, seconds_per_item=0.5).split("\r\x1b[K")
    assert drawn == ["", *(bar(done, 10) for done in range(1, 10)), ""]


def test_the_bar_makes_room_for_text() -> None:
    """What is written meanwhile starts on an empty line."""
    drawn = shown(is_wanted=True, seconds_per_item=0.5, clear_at=5)
    assert f"{bar(5, 10)}\r\x1b[Ktext\n" in drawn


@pytest.mark.parametrize(
    ("done", "expected"),
    [(0, f"[{'-' * 30}] 0/3"), (1, f"[{'#' * 10}{'-' * 20}] 1/3"), (3, f"[{'#' * 30}] 3/3")],
)
def test_bar(done: int, expected: str) -> None:
    """As long as the work is done."""
    assert bar(done, 3) == expected


class Gone(io.StringIO):
    """A stream that nobody reads any more."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


def test_all_is_made_even_if_nobody_reads() -> None:
    """So that the exit code does not depend on the reader; nor do lines on standard error."""
    made = []
    send((made.append(n) or "x" for n in range(3)), Gone())  # type: ignore[func-returns-value]
    assert made == [0, 1, 2]
    Console(io.BytesIO(), io.StringIO(), Gone()).say("lost")
