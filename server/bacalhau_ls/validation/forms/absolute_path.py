"""Absolute paths of a container: they start with ``/``."""

from __future__ import annotations

from bacalhau_ls.validation.forms import Flaw


def examine(text: str) -> Flaw | None:
    """All of it; the same path from the root is what may be meant."""
    path = text.replace("\\", "/")
    while path.startswith("./"):
        path = path[2:]
    sound = path and not path.startswith((".", "~")) and ":" not in path.split("/")[0]
    return Flaw(0, len(text), f"/{path}" if sound else "")
