"""Sizes as Bacalhau reads them: a number and a unit in any letter case, or a number of bytes."""

from __future__ import annotations

import re

from bacalhau_ls.validation.forms import Flaw

_PARTS = re.compile(r"\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*([A-Za-z]+)\s*")
_WORDS = {
    "byte": "B", "kilobyte": "kB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB",
    "meg": "MB", "gig": "GB",
}  # fmt: skip


def examine(text: str) -> Flaw | None:
    """The unit, if the number is sound."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return None
    unit = _WORDS.get(parts[2].lower().removesuffix("s"))
    return Flaw(*parts.span(2), f"{parts[1]}{unit}" if unit else "", safe=unit is not None)
