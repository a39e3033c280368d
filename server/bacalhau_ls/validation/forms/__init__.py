"""Lexical forms that the schema names with ``x-format``: what is wrong inside a string.

Whether a string is wrong the schema's pattern decides. A form only says where
the fault is and what would be right. One file per form, with a function
``examine(text)`` that gives a `Flaw`.
"""

from __future__ import annotations

import importlib
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Flaw(NamedTuple):
    """The part of a string that is at fault."""

    start: int
    end: int
    """Offsets in the string's value."""
    better: str = ""
    """The whole string as it was probably meant; empty if that is not clear."""
    safe: bool = False
    """Whether *better* means the same."""


def examine(form: str, text: str) -> Flaw:
    """Where *text*, which is not of *form*, is at fault; all of it if that is not known."""
    try:
        module = importlib.import_module(f"{__name__}.{form.replace('-', '_')}")
    except ModuleNotFoundError:
        return Flaw(0, len(text))
    find: Callable[[str], Flaw | None] = module.examine
    return find(text) or Flaw(0, len(text))


def in_ascii(text: str) -> str:
    """*text* with its letters as plain ones, ``é`` as ``e``; empty if one has none to stand for."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    return "" if any(char.isalnum() and not char.isascii() for char in plain) else plain
