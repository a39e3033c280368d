"""Amounts of CPU: decimal cores, such as ``0.5``."""

from __future__ import annotations

import re
from decimal import Decimal

from bacalhau_ls.validation.forms import Flaw

_START = re.compile(r"-?[0-9]*(?:\.[0-9]*)?")
_MILLICORES = re.compile(r"\s*([0-9]{1,9})\s*m\s*")
_LOOSE_DECIMAL = re.compile(r"\+?([0-9]*)(?:[.,]([0-9]*))?\s*(?:cores?|cpus?)?", re.IGNORECASE)


def examine(text: str) -> Flaw | None:
    """What follows the number, or all of it."""
    better = _better(text)
    number = _START.match(text)
    if number and 0 < number.end() < len(text):
        return Flaw(number.end(), len(text), better, safe=bool(better))
    return Flaw(0, len(text), better, safe=bool(better))


def _better(text: str) -> str:
    if millicores := _MILLICORES.fullmatch(text):
        return format((Decimal(millicores[1]) / 1000).normalize(), "f")
    loose = _LOOSE_DECIMAL.fullmatch(text.strip())
    if loose is None or not any(loose.groups()):
        return ""
    whole, fraction = loose.groups()
    return f"{whole or '0'}.{fraction}" if fraction else whole or "0"
