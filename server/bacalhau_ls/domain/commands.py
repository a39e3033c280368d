"""A command line, taken apart the way that containers take it: one item for each word."""

from __future__ import annotations

import re
import shlex
from typing import Final

SHELL: Final = "/bin/sh"
_NEEDS_SHELL: Final = re.compile(r"[|&;<>$`*?~\n]")


def split_command(text: str) -> list[str]:
    """The words of a command, or a shell to run it if only a shell understands it.

    Empty if its quotes do not match.
    """
    if _NEEDS_SHELL.search(text):
        return [SHELL, "-c", text]
    try:
        return shlex.split(text)
    except ValueError:
        return []
