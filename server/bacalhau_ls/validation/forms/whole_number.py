"""Whole numbers, such as a count of GPUs."""

from __future__ import annotations

import re

from bacalhau_ls.validation.forms import Flaw

_LOOSE_NUMBER = re.compile(r"\s*\+?([0-9]+)(?:\.0*)?\s*")
_DIGITS = re.compile(r"-?[0-9]*")


def examine(text: str) -> Flaw | None:
    """What follows the digits, or all of it."""
    loose = _LOOSE_NUMBER.fullmatch(text)
    better = loose[1] if loose else ""
    digits = _DIGITS.match(text)
    if digits and 0 < digits.end() < len(text):
        return Flaw(digits.end(), len(text), better, safe=bool(better))
    return Flaw(0, len(text), better, safe=bool(better))
