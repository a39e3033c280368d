"""What is wrong within one string of a spec, and how characters of it are quoted."""

from __future__ import annotations

import re
from typing import NamedTuple

from bacalhau_ls.domain.credentials import covered

_MOST_SHOWN = 60
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029`]")
_STAND_IN = re.compile(r"<[^<>]*>|\.\.\.$|…$|\$\{|\$\(|^string$")


class Flaw(NamedTuple):
    """The characters from *start* to *end* of a string are wrong."""

    start: int
    end: int
    message: str
    cured: str | None = None
    """The whole string as it should be, where that is clear."""
    safe: bool = False
    """Whether `cured` means what the author meant."""


def quoted(text: str) -> str:
    """*text* in backticks as a message shows it: on one line, not too long, without secrets."""
    text = covered(text)
    shown = text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
    return f"`{_UNPRINTABLE.sub('·', shown)}`"


def spelt(character: str) -> str:
    """One character as a message names it."""
    return "a blank" if character.isspace() else quoted(character)


def is_stand_in(text: str) -> bool:
    """Whether the author, or another tool, is still to put something in the place of *text*."""
    return _STAND_IN.search(text) is not None


def around_blanks(text: str) -> Flaw | None:
    """The blanks before or after *text*, if there are any."""
    if text == text.strip():
        return None
    message = "blanks around this are taken as a part of it; remove them"
    if leading := len(text) - len(text.lstrip()):
        return Flaw(0, leading, message, text.strip(), safe=True)
    return Flaw(len(text.rstrip()), len(text), message, text.strip(), safe=True)
