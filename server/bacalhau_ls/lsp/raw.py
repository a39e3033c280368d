"""Params as they come, of what follows every keystroke: types of LSP cost more than the answer.

What is no good raises `LookupError`, `TypeError`, `ValueError` or `OverflowError`.
"""

from __future__ import annotations

from typing import Any

from bacalhau_ls.text import Position


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
    """That of a text document; None if the client does not say."""
    version = raw.get("version")
    return version if isinstance(version, int) else None


def position(raw: Any) -> Position:
    """A place in a text."""
    return Position(int(raw["line"]), int(raw["character"]))
