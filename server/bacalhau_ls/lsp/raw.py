"""Params as they come, of what follows every keystroke: types of LSP cost more than the answer.

What is no good raises one of `UNSOUND`.
"""

from __future__ import annotations

from typing import Any, Final

from bacalhau_ls.text import Position

UNSOUND: Final = (LookupError, TypeError, ValueError, OverflowError)
_LARGEST: Final = 2**31 - 1
"""The largest number of LSP."""


def text(raw: Any) -> str:
    """A string."""
    if not isinstance(raw, str):
        message = "not a string"
        raise TypeError(message)
    return raw


def uri(raw: Any) -> str:
    """The file that params are about."""
    return text(raw["textDocument"]["uri"])


def version(raw: Any) -> int | None:
    """That of a text document; None if the client does not say, or what cannot be said back."""
    version = raw.get("version")
    return version if type(version) is int and abs(version) <= _LARGEST else None


def position(raw: Any) -> Position:
    """A place in a text."""
    return Position(int(raw["line"]), int(raw["character"]))
