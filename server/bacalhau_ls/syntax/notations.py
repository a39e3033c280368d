"""Which notation a file is written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.yaml import YAML

if TYPE_CHECKING:
    from bacalhau_ls.syntax.notation import Notation

_BY_ENDING: Final[dict[str, Notation]] = {
    ".json": JSON,
    ".jsonc": JSON,
    ".json5": JSON,
    ".yaml": YAML,
    ".yml": YAML,
}
_BY_LANGUAGE: Final[dict[str, Notation]] = {
    **{ending.removeprefix("."): notation for ending, notation in _BY_ENDING.items()},
    "bacalhau": JSON,
    "bacalhau-yaml": YAML,
}
ENDINGS: Final = tuple(_BY_ENDING)
"""The ends of the names of files that may be specs."""
_YAML_KEY = re.compile(
    r"\ufeff?(?:\s|#[^\r\n]*[\r\n]|---)*[A-Za-z_][A-Za-z0-9_-]*:(?:[ \t\r\n]|\Z)"
)


def notation_of(name: str, language: str = "", content: str = "") -> Notation:
    """By the end of the *name*, else the *language* of the editor, else the look of the text."""
    lowered = name.lower()
    for ending, notation in _BY_ENDING.items():
        if lowered.endswith(ending):
            return notation
    if language in _BY_LANGUAGE:
        return _BY_LANGUAGE[language]
    return YAML if _YAML_KEY.match(content) else JSON
