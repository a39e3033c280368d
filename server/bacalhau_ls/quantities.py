"""Amounts in words: durations, sizes, counts."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

_TIME_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_TIME = re.compile(
    r"(?P<count>[0-9]{1,9}(?:\.[0-9]{1,9})?)[ \t]*(?P<unit>days?|d|hours?|hrs?|h"
    r"|minutes?|mins?|ms|m|seconds?|secs?|s)[ \t,]*",
    re.IGNORECASE,
)
_MILLISECONDS = "ms"
_SIZE = re.compile(r"([0-9]{1,30}(?:\.[0-9]{1,30})?)( ?)([KMGT]?B)")
_ANY_SIZE = re.compile(
    r"([0-9][0-9,]{0,40}(?:\.[0-9]{1,30})?|\.[0-9]{1,30})( ?)([kmgtpe]i?b?|b?)", re.IGNORECASE
)
_POWERS = {letter: power for power, letter in enumerate("kmgtpe", 1)}
_BINARY_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")
_LARGEST = 10**18


class Size(NamedTuple):
    """An amount of memory or disk as it is written: a number and a unit."""

    number: str
    gap: str
    unit: str

    @property
    def bytes(self) -> Fraction:
        """How many bytes it is, exactly."""
        letter, *rest = list(self.unit.lower() or "b")
        base = 1024 if "i" in rest else 1000
        scale: int = base ** _POWERS.get(letter, 0)
        return Fraction(self.number.replace(",", "")) * scale


def size_of(text: str) -> Size | None:
    """The parts of a size such as ``1.5GB``; None if *text* is none."""
    match = _SIZE.fullmatch(text)
    return Size(match[1], match[2], match[3]) if match else None


def any_size_of(text: str) -> Size | None:
    """The same for all that Bacalhau reads: ``512m``, ``1Gi``, ``1,000 mb``, ``1024``."""
    match = _ANY_SIZE.fullmatch(text.strip())
    return Size(match[1], match[2], match[3]) if match else None


def whole_number(value: object) -> int | None:
    """The whole number that *value* is, also if it is written ``2.0``; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not -_LARGEST <= value <= _LARGEST or value != int(value):
        return None
    return int(value)


def seconds_in(text: str) -> int | None:
    """How many seconds ``1h 30m`` or ``90 minutes`` is; None for what is no duration."""
    total, at, text = Fraction(0), 0, text.strip()
    while at < len(text):
        if (part := _TIME.match(text, at)) is None:
            return None
        total += Fraction(part["count"]) * _length_of(part["unit"].lower())
        at = part.end()
    return int(total) if text and total.denominator == 1 else None


def _length_of(unit: str) -> Fraction:
    """How many seconds a unit of time is, known by its first letter."""
    if unit == _MILLISECONDS:
        return Fraction(1, 1000)
    return Fraction(next(length for length, name in _TIME_UNITS if name[0] == unit[0]))


def duration(seconds: int) -> str:
    """A number of seconds, 0 or more, in words: ``1 hour 6 minutes 40 seconds``."""
    parts = []
    rest = seconds
    for length, unit in _TIME_UNITS:
        count, rest = divmod(rest, length)
        if count:
            parts.append(counted(count, unit))
    return " ".join(parts) or counted(0, "second")


def bytes_in_words(size: Size) -> str:
    """How many bytes a size is: ``2,000,000,000 bytes``."""
    count = size.bytes
    if count.denominator == 1:
        return counted(int(count), "byte")
    return f"{float(count):,g} bytes"


def binary_size(size: Size) -> str:
    """About how much a size is in units of 1024: ``1.86 GiB``; empty if that tells no more."""
    amount, power = size.bytes, 0
    while amount >= 1024 and power < len(_BINARY_UNITS) - 1:  # noqa: PLR2004 - the base
        amount, power = amount / 1024, power + 1
    return f"{float(amount):,.4g} {_BINARY_UNITS[power]}" if power else ""


def counted(count: int, noun: str) -> str:
    """A count and its noun: ``1 input``, ``3 inputs``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
