"""Writing into a file of settings: what is there stays as it is."""

from __future__ import annotations

import re

from bacalhau_ls.text import Edit

_TABLE = re.compile(r"^[ \t]*\[[ \t]*severity[ \t]*\][ \t]*(?:#[^\r\n]*)?(?=\r?$)", re.MULTILINE)
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def turning_off(text: str, code: str) -> Edit:
    """The edit of a file of settings, empty or not, after which *code* is never found."""
    line = f'{code} = "off"'
    newline = "\r\n" if "\r\n" in text else "\n"
    table = _TABLE.search(text)
    if table is None:
        before = "" if not text else newline if text.endswith("\n") else 2 * newline
        return Edit(len(text), len(text), f"{before}[severity]{newline}{line}{newline}")
    following = _NEXT_TABLE.search(text, table.end())
    end = following.start() if following else len(text)
    known = re.compile(rf"^[ \t]*\"?{re.escape(code)}\"?[ \t]*=[^\r\n]*", re.MULTILINE)
    if found := known.search(text, table.end(), end):
        return Edit(*found.span(), line)
    return Edit(table.end(), table.end(), newline + line)
