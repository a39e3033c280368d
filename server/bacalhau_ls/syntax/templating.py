"""Templates that something has laid out anew: ``{ { .x } }`` in the place of ``{{ .x }}``."""

from __future__ import annotations

import re

BROKEN_TEMPLATE = re.compile(
    r"\{[ \t]+\{-?[ \t]*(?:[.$][A-Za-z0-9_. \t]*|(?:if|else|end|range|with|or|and|index|not|eq|ne"
    r"|printf|len)\b[^{}:\r\n]*)\}[ \t]*\}"
)
"""No formatter knows templates: to it they are two mappings."""


def mended(raw: str) -> str:
    """The template that *raw* once was."""
    return f"{{{{ {raw.strip('{} ' + chr(9))} }}}}"
