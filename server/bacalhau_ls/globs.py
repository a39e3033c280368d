"""File name patterns as editors and ignore files write them.

``*`` and ``?`` stay inside one folder, ``**`` is any number of folders,
``{a,b}`` either of two, ``[a-z]`` one of some characters. A pattern without a
slash is held against the file's name alone, wherever the file is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\]|[{},]|.", re.DOTALL)


def matches(path: str, pattern: str) -> bool:
    """Whether *pattern* names *path*, which is relative to the pattern's folder."""
    path = path.replace("\\", "/")
    pattern = pattern.removeprefix("./")
    if "/" not in pattern:
        path = path.rpartition("/")[2]
    return _compiled(pattern.lstrip("/")).fullmatch(path) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(_expression(pattern), re.IGNORECASE | re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern), re.IGNORECASE)


def _expression(pattern: str) -> str:
    alternatives = pattern.count("{") == pattern.count("}")
    depth = 0
    parts = []
    for piece in _PIECE.findall(pattern):
        if piece in "{}" and alternatives:
            depth += 1 if piece == "{" else -1
            parts.append("(?:" if piece == "{" else ")")
        elif piece == "," and depth:
            parts.append("|")
        else:
            parts.append(_translated(piece))
    return "".join(parts)


def _translated(piece: str) -> str:
    if piece.startswith("[") and len(piece) > 1:
        negated = piece.startswith("[!")
        body = piece[2:-1] if negated else piece[1:-1]
        return f"[{'^/' if negated else ''}{_escaped_set(body)}]"
    wildcards = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return wildcards.get(piece) or re.escape(piece)


def _escaped_set(body: str) -> str:
    return re.sub(r"([\\\[\]^&~|])", r"\\\1", body)
