"""Amounts in words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls.quantities import (
    binary_size,
    bytes_in_words,
    counted,
    duration,
    size_of,
    whole_number,
)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (90, "1 minute 30 seconds"),
        (3600, "1 hour"),
        (4000, "1 hour 6 minutes 40 seconds"),
        (86_400, "1 day"),
        (2_592_000, "30 days"),
        (100_000_000, "1,157 days 9 hours 46 minutes 40 seconds"),
    ],
)
def test_durations(seconds: int, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("text", "words", "binary"),
    [
        ("1B", "1 byte", ""),
        ("2GB", "2,000,000,000 bytes", "1.863 GiB"),
        ("1.5 TB", "1,500,000,000,000 bytes", "1.364 TiB"),
        ("0.5B", "0.5 bytes", ""),
        ("1024B", "1,024 bytes", "1 KiB"),
        ("0.000000000000000000001TB", "1e-09 bytes", ""),
        ("999999999999999999999999TB", "999,999,999,999,999,999,999,999,000,000,000,000 bytes",
         "8.882e+20 PiB"),
    ],
)  # fmt: skip
def test_sizes(text: str, words: str, binary: str) -> None:
    size = size_of(text)

    assert size is not None
    assert (bytes_in_words(size), binary_size(size)) == (words, binary)


@pytest.mark.parametrize("text", ["", "2", "2gb", "GB", "-1GB", "1  GB", "1GiB", "٣GB", "9" * 99])
def test_what_is_no_size(text: str) -> None:
    assert size_of(text) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5, 5), (2.0, 2), (-1, -1), (1.5, None), (True, None), ("5", None), (None, None),
     (math.inf, None), (math.nan, None), (10**30, None)],
)  # fmt: skip
def test_whole_numbers(value: object, expected: int | None) -> None:
    assert whole_number(value) == expected


@given(st.integers(0, 10**9))
def test_the_parts_of_a_duration_add_up(seconds: int) -> None:
    lengths = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
    words = duration(seconds).replace(",", "").split()
    parts = zip(words[::2], words[1::2], strict=True)

    assert sum(int(count) * lengths[unit.removesuffix("s")] for count, unit in parts) == seconds


def test_counts() -> None:
    assert [counted(count, "input") for count in (0, 1, 1200)] == [
        "0 inputs", "1 input", "1,200 inputs",
    ]  # fmt: skip
