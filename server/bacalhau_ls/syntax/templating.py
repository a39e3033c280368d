"""Templates, as Go reads them: in the bytes of a file, before anybody reads those as YAML."""

from __future__ import annotations

import re
import sys
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
_CLOSING: Final = "}}"
LONGEST_ACTION: Final = 10_000
"""No longer action is looked for: one that nothing closes must not cost the rest of its text."""
_USUAL: Final = 200
_MOST_WITHIN: Final = 20
"""So many others may be in the texts or the comment of an action."""
_TEXT: Final = r"\"(?:[^\"\\\r\n]|\\[^\r\n])*\"|`[^`]*`|'(?:[^'\\\r\n]|\\[^\r\n])*'"
_TEXT_OR_BLANK: Final = re.compile(rf"(?P<text>{_TEXT})|[ \t\r\n]+")
_COMMENT_OPENS: Final = r"-?[ \t\r\n]*/\*"
_COMMENT: Final = rf"{_COMMENT_OPENS}(?:[^*{{]|\{{(?!\{{{_COMMENT_OPENS})|\*(?!/))*\*/[ \t\r\n]*-?"
ACTION: Final = re.compile(
    rf"\{{\{{(?:{_COMMENT}|(?!{_COMMENT_OPENS})(?:{_TEXT}|\\[^\r\n]|[^\"`'{{}}\\])*)\}}\}}"
)
"""An action as Go reads it, on one line or on several; a backslash belongs to what follows it."""
_IS_COMMENT: Final = re.compile(rf"\{{\{{{_COMMENT_OPENS}")
_TEXTS: Final = re.compile(_TEXT)
_TEXTS_OR_WORD: Final = re.compile(rf"{_TEXT}|[.$][\w.]*|[0-9][\w.]*|(?P<word>[^\W\d]\w*)")
_TRIMS_BEFORE: Final = re.compile(r"\{\{-[ \t\r\n]")
_TRIMS_BEHIND: Final = re.compile(r"[ \t\r\n]-\}\}\Z")
_ESCAPED: Final = re.compile(r"[\"\\\x00-\x1f]")
"""What cannot stand in double quotes as it is."""
_IN_DOUBLE_QUOTES: Final = re.compile(r"(?:[^\"\\\r\n{]|\\[^\r\n]|\{(?!\{))*")


def action_at(text: str, start: int) -> re.Match[str] | None:
    """The action that starts at *start*, if one does."""
    if not text.startswith(OPENING, start):
        return None
    return ACTION.match(text, start, start + _USUAL) or _longer_action(text, start)


def _longer_action(text: str, start: int) -> re.Match[str] | None:
    """An action that is longer than usual: no further than past a few others in its texts.

    So no part of the text is looked at more than so many times.
    """
    end, limit = start, start + LONGEST_ACTION
    if text.find(_CLOSING, start, limit) < 0:
        return None
    for _ in range(_MOST_WITHIN + 1):
        end = text.find(OPENING, end + len(OPENING), limit)
        if end < 0:
            return ACTION.match(text, start, limit)
    return ACTION.match(text, start, end)


def actions_in(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The actions that lie between *start* and *end*, one after the other."""
    at = text.find(OPENING, start, end)
    while at >= 0:
        action = action_at(text, at)
        if action is not None and action.end() <= end:
            yield action
        at = text.find(OPENING, action.end() if action else at + 1, end)


def unclosed_in(text: str) -> Iterator[int]:
    """Where an action starts and none is."""
    at = text.find(OPENING)
    while at >= 0:
        action = action_at(text, at)
        if action is None:
            yield at
        at = text.find(OPENING, action.end() if action else at + len(OPENING))


def line_trims_in(text: str) -> Iterator[Span]:
    """The actions whose ``{{- `` or `` -}}`` takes away more than spaces inside of *text*.

    A line break or a tab is written in another way in other quotes, where Go leaves it alone, and
    what stands around *text* is another matter.
    """
    if OPENING not in text:
        return
    for action in actions_in(text):
        raw = action.group()
        is_before = _TRIMS_BEFORE.match(raw) and _leaves_line(text, action.start(), -1)
        if is_before or (_TRIMS_BEHIND.search(raw) and _leaves_line(text, action.end(), 1)):
            yield Span(*action.span())


def _leaves_line(text: str, at: int, step: int) -> bool:
    """Whether only spaces stand between *at* and a line break, a tab or the end of *text*."""
    place = at if step > 0 else at - 1
    while 0 <= place < len(text) and text[place] == " ":
        place += step
    return not 0 <= place < len(text) or text[place] in "\t\r\n"


def has_actions(text: str) -> bool:
    """Whether there is any action in *text*."""
    return next(actions_in(text), None) is not None


def outside(text: str, instead: str = "") -> str:
    """What is left of *text* with *instead* in the place of each template."""
    pieces: list[str] = []
    at = 0
    for action in actions_in(text):
        pieces += text[at : action.start()], instead
        at = action.end()
    return "".join([*pieces, text[at:]])


def end_of_quoted(text: str, start: int, limit: int = sys.maxsize) -> int | None:
    """Where the text in double quotes at *start* ends; templates in it may have quotes as well.

    None if it is not closed on its line and before *limit*.
    """
    end = start + 1
    while True:
        end = _IN_DOUBLE_QUOTES.match(text, end, limit).end()  # type: ignore[union-attr]
        if text.startswith(OPENING, end, limit):
            action = action_at(text, end)
            end = action.end() if action else end + 1
        else:
            return end + 1 if text.startswith('"', end, limit) else None


def words_in(text: str) -> Iterator[tuple[Span, Span]]:
    """The words of all actions that are no variables, fields or texts, each with its action."""
    for action in actions_in(text):
        if _IS_COMMENT.match(action.group()) or "\\" in _TEXTS.sub("", action.group()):
            continue  # in quotes that need escapes it is not what Go will see
        for found in _TEXTS_OR_WORD.finditer(text, *action.span()):
            if found["word"]:
                yield Span(*found.span("word")), Span(*action.span())


def mended(raw: str) -> str:
    """The template that *raw* once was."""
    return f"{{{{ {raw.strip('{} ' + chr(9))} }}}}"


def for_double_quotes(text: str, written: str) -> str | None:
    """*text* with templates that need no escapes in double quotes; None if there is no such way.

    Go would stumble over an escape, so its texts are put into backticks. Templates that are not
    *written* as they are read have escapes already and stay.
    """
    if OPENING not in text:
        return text
    pieces: list[str] = []
    at, source = 0, _without_blanks(written)
    for found in actions_in(text):
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
