"""DNS labels of RFC 1123: lower case letters, digits and inner hyphens, at most 63."""

from __future__ import annotations

import re

from bacalhau_ls.validation.forms import Flaw, in_ascii

_FOREIGN = re.compile(r"[^a-z0-9-]+|^-+|(?<!-)-+$")
_LONGEST = 63


def examine(text: str) -> Flaw | None:
    """The first run that a label cannot hold, or what is too much at its end."""
    better = re.sub(r"[^a-z0-9]+", "-", in_ascii(text).lower()).strip("-")[:_LONGEST].rstrip("-")
    foreign = _FOREIGN.search(text)
    if foreign is not None:
        return Flaw(foreign.start(), foreign.end(), better)
    return Flaw(_LONGEST, len(text), better) if len(text) > _LONGEST else None
