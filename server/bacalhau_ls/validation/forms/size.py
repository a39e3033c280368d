"""Sizes: a number and one of B, KB, MB, GB, TB."""

from __future__ import annotations

import re

from bacalhau_ls.validation.forms import Flaw

_LOOSE_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(\s*)(?:([A-Za-z]+)\s*)?")
_NUMBER = re.compile(r"-?[0-9]*(?:\.[0-9]+)?")
_MANY_GIGABYTES = 64
_MANY_MEGABYTES = 1_000_000
_SAME = {"b": "B", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB"}
# What others write; the units of 1024 mean a little more than ours.
_LIKE = {
    "k": "KB", "m": "MB", "g": "GB", "t": "TB",
    "ki": "KB", "mi": "MB", "gi": "GB", "ti": "TB",
    "kib": "KB", "mib": "MB", "gib": "GB", "tib": "TB",
}  # fmt: skip


def examine(text: str) -> Flaw | None:
    """The unit, if the number is sound; else all of it."""
    loose = _LOOSE_SIZE.fullmatch(text)
    if loose is None:
        number = _NUMBER.match(text)
        return Flaw(number.end(), len(text)) if number and number.end() else None
    amount, _, unit = loose.groups(default="")
    canonical = _SAME.get(unit.lower())
    like = canonical or _LIKE.get(unit.lower()) or _guessed(amount, unit)
    start = loose.start(3) if unit else 0
    end = loose.end(3) if unit else len(text)
    if canonical == unit:  # then it is the blanks that are too many
        start, end = (0, loose.start(1)) if loose.start(1) else loose.span(2)
    return Flaw(start, max(end, start), f"{amount}{like}" if like else "", canonical is not None)


def _guessed(amount: str, unit: str) -> str:
    """The unit of a number without one: nobody asks for 4 MB or for 512 GB of memory."""
    if unit:
        return ""
    if float(amount) >= _MANY_MEGABYTES:
        return "B"
    return "GB" if float(amount) < _MANY_GIGABYTES else "MB"
