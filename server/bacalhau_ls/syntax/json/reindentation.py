"""Moving text to another indentation."""

from __future__ import annotations

import re

_INSIDE_OR_LINE = re.compile(
    r"\"(?:\\[\s\S]|[^\"\\\r\n])*\"?|'(?:\\[\s\S]|[^'\\\r\n])*'?"
    r"|(?://|\#)[^\r\n]*|(?P<comment>/\*[\s\S]*?\*/)|(?P<end>\r\n?|\n)(?P<lead>[ \t]*)"
)
_STARRED_LINE = re.compile(r"(\r\n?|\n)([ \t]*)(?=\*)")
_STARRED = re.compile(r"[^\r\n]*(?:(?:\r\n?|\n)[ \t]*\*[^\r\n]*)+")


def reindented(text: str, old: str, new: str) -> str:
    """*text* with its lines indented by *new* instead of *old*; the first has no indentation.

    What is inside strings and comments stays as it is, except the left edge of
    comments whose lines all start with an asterisk.
    """

    def shifted(blanks: str) -> str:
        return new + blanks.removeprefix(old) if blanks.startswith(old) else blanks

    def replaced(found: re.Match[str]) -> str:
        if found["end"]:
            return found["end"] + shifted(found["lead"])
        if found["comment"] and _STARRED.fullmatch(found["comment"]):
            return _STARRED_LINE.sub(lambda line: line[1] + shifted(line[2]), found["comment"])
        return found.group()

    return text if old == new else _INSIDE_OR_LINE.sub(replaced, text)
