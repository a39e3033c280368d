"""Names: letters, digits, ``-`` and ``_``."""

from __future__ import annotations

import re

from bacalhau_ls.validation.forms import Flaw, in_ascii

_FOREIGN = re.compile(r"[^A-Za-z0-9_-]+")


def examine(text: str) -> Flaw | None:
    """The first run of characters that a name cannot hold."""
    foreign = _FOREIGN.search(text)
    if foreign is None:
        return None
    return Flaw(foreign.start(), foreign.end(), _FOREIGN.sub("-", in_ascii(text)).strip("-"))
