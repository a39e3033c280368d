"""Marks in texts: ``|`` is the cursor, ``«`` and ``»`` stand around ranges."""

from __future__ import annotations

import re
from typing import NamedTuple

from bacalhau_ls.text import Span

_MARK = re.compile("[|«»]")


class Marked(NamedTuple):
    """A text without its marks, and where they were."""

    text: str
    cursor: int | None
    spans: list[Span]


def marked(source: str) -> Marked:
    """The text in *source* and its marks; ranges do not nest."""
    cursor, starts, spans = None, [], []
    for removed, match in enumerate(_MARK.finditer(source)):
        offset = match.start() - removed
        if match.group() == "|":
            cursor = offset
        elif match.group() == "«":
            starts.append(offset)
        else:
            spans.append(Span(starts.pop(), offset))
    return Marked(_MARK.sub("", source), cursor, spans)


SURROUNDINGS = {
    "sound": ("{", ""),
    "emoji before it on the line": ('{"Meta": {"😀": "😀👩‍🚀"}, ', ""),
    "comments between": ("{ /* 😀 } */ // {\n", "// ]\n"),
    "broken above": ('{"Labels": {"a" 1 ,, "b": }, "Count": 1 "Priority" 5,', ""),
    "broken below": ("{", '\n, "Count": , "x" [1 2, "y": {'),
}
"""What may stand before and behind the members of a job without changing what they mean."""


def surrounded(members: str, surroundings: str) -> str:
    """A job with these *members* in one of the `SURROUNDINGS`."""
    before, behind = SURROUNDINGS[surroundings]
    return before + members + behind + ("" if surroundings == "broken below" else "}")
