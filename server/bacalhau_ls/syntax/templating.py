"""Templates, as Go reads them: in the bytes of a file, before anybody reads those as YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN_TEMPLATE = re.compile(
    r"\{[ \t]+\{-?[ \t]*(?:[.$][A-Za-z0-9_. \t]*|(?:if|else|end|range|with|or|and|index|not|eq|ne"
    r"|printf|len)\b[^{}:\r\n]*)\}[ \t]*\}"
)
"""One that a formatter has laid out anew: to it templates are two mappings."""
OPENING: Final = "{{"
_TEXT: Final = r"\"(?:[^\"\\\r\n]|\\[^\r\n])*\"|`[^`]*`|'(?:[^'\\\r\n]|\\[^\r\n])*'"
_TEXT_OR_BLANK: Final = re.compile(rf"(?P<text>{_TEXT})|[ \t\r\n]+")
ACTION: Final = re.compile(rf"\{{\{{(?:{_TEXT}|[^\"`'{{}}])*\}}\}}")
QUOTED_BRACES: Final = r"\"[^{}\",:\r\n]*[{}][^\",:\r\n]*\""
"""A text of an action that holds braces, as in ``{{ "{{" }}``: how to write braces themselves."""
INSIDE_QUOTES: Final = rf"(?:[^{{}}\[\]\"\r\n]|\"[^{{}}\[\]\"\r\n]*\"|{QUOTED_BRACES})*"
"""What an action holds that stands in double quotes, with texts in quotes of their own."""
_COMMENT: Final = re.compile(r"\{\{(?:-[ \t\r\n])?[ \t\r\n]*/\*")
_TEXTS: Final = re.compile(_TEXT)
_TEXTS_OR_WORD: Final = re.compile(rf"{_TEXT}|[.$][\w.]*|[0-9][\w.]*|(?P<word>[^\W\d]\w*)")
_ESCAPED: Final = re.compile(r"[\"\\\x00-\x1f]")
"""What cannot stand in double quotes as it is."""


def words_in(text: str) -> Iterator[tuple[Span, Span]]:
    """The words of all actions that are no variables, fields or texts, each with its action."""
    for action in ACTION.finditer(text):
        if _COMMENT.match(action.group()) or "\\" in _TEXTS.sub("", action.group()):
            continue  # in quotes that need escapes it is not what Go will see
        for found in _TEXTS_OR_WORD.finditer(text, *action.span()):
            if found["word"]:
                yield Span(*found.span("word")), Span(*action.span())


def mended(raw: str) -> str:
    """The template that *raw* once was."""
    return f"{{{{ {raw.strip('{} ' + chr(9))} }}}}"


def closes(text: str, offset: int) -> bool:
    """Whether the template that opens at *offset* is closed anywhere, as Go reads it."""
    return ACTION.match(text, offset) is not None


def outside(text: str) -> str:
    """What is left of *text* without its templates."""
    return ACTION.sub("", text)


def for_double_quotes(text: str, written: str) -> str | None:
    """*text* with templates that need no escapes in double quotes; None if there is no such way.

    Go would stumble over an escape, so its texts are put into backticks. Templates that are not
    *written* as they are read have escapes already and stay.
    """
    if OPENING not in text:
        return text
    pieces: list[str] = []
    at, source = 0, _without_blanks(written)
    for found in ACTION.finditer(text):
        action = found.group()
        if _without_blanks(action) in source:
            action = _TEXT_OR_BLANK.sub(_unescaped, action)
            if _ESCAPED.search(action):
                return None
        pieces += text[at : found.start()], action
        at = found.end()
    return "".join([*pieces, text[at:]])


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _unescaped(found: re.Match[str]) -> str:
    """A text inside of a template in backticks, if it may stand there; blanks on one line."""
    text = found["text"]
    if text is None:
        return found.group() if not _ESCAPED.search(found.group()) else " "
    is_plain = text[0] == '"' and "\\" not in text and "`" not in text
    return f"`{text[1:-1]}`" if is_plain else text
