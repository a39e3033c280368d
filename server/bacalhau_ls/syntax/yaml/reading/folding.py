"""Text over several lines: single line breaks become blanks, empty lines line breaks."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile(r"\r\n?|\n")
_BACKSLASHES = re.compile(r"\\+\Z")


def folded(text: str, *, has_escapes: bool = False) -> str:
    """*text* on one line, as far as it has no empty lines.

    Where it *has_escapes*, a backslash at the end of a line joins it to the next.
    """
    first, *others = _LINE_BREAK.split(text)
    if not others:
        return text
    pieces: list[str] = []
    breaks, glued = 0, True
    for index, line in enumerate([first, *(each.lstrip(" \t") for each in others)]):
        is_last = index == len(others)
        if not line and index and not is_last:
            breaks += 1
            continue
        joined = has_escapes and not is_last and _ends_in_escape(line)
        pieces.append("\n" * breaks if breaks or glued else " ")
        pieces.append(_without_end(line, has_escapes=has_escapes, joined=joined, last=is_last))
        breaks, glued = 0, joined
    return "".join(pieces)


def _ends_in_escape(line: str) -> bool:
    found = _BACKSLASHES.search(line)
    return found is not None and len(found.group()) % 2 == 1


def _without_end(line: str, *, has_escapes: bool, joined: bool, last: bool) -> str:
    """*line* without the blanks at its end, or the backslash that joins it to the next."""
    if joined:
        return line[:-1]
    if last:
        return line
    bare = line.rstrip(" \t")
    is_escaped = has_escapes and len(bare) < len(line) and _ends_in_escape(bare)
    return line[: len(bare) + 1] if is_escaped else bare
