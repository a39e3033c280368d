"""Whole numbers as JSON Schema understands them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node

_LARGEST = 10**18
"""Nothing in a job is larger; it also keeps messages short."""


def whole(node: Node | None) -> int | None:
    """The whole number at *node*, which may be written ``2.0``; None for anything else."""
    value = node.value if node else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not -_LARGEST <= value <= _LARGEST or value != int(value):
        return None
    return int(value)


def seconds(node: Node | None) -> int:
    """The timeout at *node*; 0 if there is none."""
    return max(whole(node) or 0, 0)


def spoken(count: int) -> str:
    """A number of seconds in words: ``1 second``, ``60 seconds``."""
    return f"{count} second{'' if count == 1 else 's'}"
