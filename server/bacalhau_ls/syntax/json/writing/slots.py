"""Where something is to be written into JSON, however broken it is there.

The text around the cursor decides, not the tree alone: behind a quote that
nobody has closed the tree may have taken half a line for a string.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.gaps import COMMENTS, Sort, has_line_break, line_start, tokens_from
from bacalhau_ls.syntax.json.habits import habits_of
from bacalhau_ls.syntax.openings import Part, Slot
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node

_QUOTES: Final = ('"', "'")
_STRINGS = {
    quote: re.compile(rf"{quote}(?:[^{quote}\\\r\n]|\\[^\r\n])*(?P<closed>{quote})?")
    for quote in _QUOTES
}
_QUOTE = re.compile("[\"']")
_WORD_BEHIND = re.compile(r"[^\s,:{}\[\]\"']*")
_BLANKS = " \t\r\n\ufeff"
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_ENDS_TOKEN = re.compile(r"[ \t]*(?:[,:}\]\r\n]|//|/\*|\#|$)")
_LONE_VALUE = re.compile(
    r"""(?P<blanks>[ \t]*)
    (?: "(?:[^"\\\r\n]|\\[^\r\n])*"[ \t]* | '(?:[^'\\\r\n]|\\[^\r\n])*'[ \t]*
      | [^\s,:{}\[\]"'/\#][^,:{}\[\]"'/\#\r\n]* )
    (?=[,}"'\r\n]|//|/\*|\#|\Z)""",
    re.VERBOSE,
)
"""A value whose key has gone."""
_BARE_KEY = "_"
"""The name of a stand-in, where it has to have one."""
_FAR_ENOUGH = 4096
"""So much text is looked at for what follows a word."""


def slot_at(content: str, container: Node, token: Span, offset: int) -> Slot | None:
    """What could be written at *offset*; *token* is what the cursor touches there, if anything."""
    comments = _comments_of(container)
    word = _word(content, container, token, offset, comments)
    behind = (comment.start for comment in comments if comment.start >= offset)
    word = Span(word.start, min(word.end, next(behind, word.end)))
    if container.kind is Kind.ARRAY:
        return Slot(Part.ITEM, word, _quote_of(content, word), "null")
    if container.kind is Kind.OBJECT and _before(content, word.start, comments) != ":":
        return _slot_of_key(content, container, word)
    replaced = _with_value_behind(content, container, word, comments)
    if replaced is None:
        return None
    return Slot(Part.VALUE, replaced, _quote_of(content, replaced), "null")


def _slot_of_key(content: str, container: Node, word: Span) -> Slot:
    habits = habits_of(content, container)
    quote = _quote_of(content, word)
    stand_in = (quote or habits.key_quote) * 2 or _BARE_KEY
    if _follows_colon(content, word.end):
        return Slot(Part.KEY, word, quote, stand_in)
    if lone := _LONE_VALUE.match(content, word.end):
        colon = ":" if lone["blanks"] else habits.colon
        return Slot(Part.KEY, word, quote, f"{stand_in}{colon}", colon=colon)
    return Slot(Part.MEMBER, word, quote, f"{stand_in}{habits.colon}null")


def _quote_of(content: str, word: Span) -> str:
    first = content[word.start : word.end][:1]
    return first if first in _QUOTES else ""


def _comments_of(container: Node) -> list[Span]:
    return [
        Span(problem.start, problem.end).shifted(container.start)
        for problem in container.green.problems
        if problem.fault.level.is_comment
    ]


# -- the word -------------------------------------------------------------------


def _word(content: str, container: Node, token: Span, offset: int, comments: list[Span]) -> Span:
    """What is replaced: the token that the cursor is in or behind, or what is left of one."""
    if not token.start < offset <= token.end:
        start = _started_at(content, _floor(content, container, offset, comments), offset)
    elif content[token.start] in _QUOTES:
        if _is_closed(content, token):
            return token
        start = token.start
    else:
        return _with_quote_behind(content, token)
    if content[start : start + 1] in _QUOTES and start < offset:
        return Span(start, _end_of_string(content, start, offset))
    return _with_quote_behind(content, Span(start, _end_of_word(content, offset)))


def _with_quote_behind(content: str, word: Span) -> Span:
    """*word* and the quote that it once had at its end."""
    is_quoted = word.start < word.end and content[word.end : word.end + 1] in _QUOTES
    is_last = is_quoted and _ENDS_TOKEN.match(content, word.end + 1)
    return Span(word.start, word.end + 1) if is_last else word


def _with_value_behind(
    content: str, container: Node, word: Span, comments: list[Span]
) -> Span | None:
    """*word* and the value that stands behind it; None if that is more than a token."""
    if word.start < word.end:
        return word
    behind = (child for child in container.children_touching(word) if child.start >= word.start)
    value = next(behind, None)
    key = value.key if value is not None else None
    if value is None or value.kind is Kind.MISSING or (key is not None and key.end > word.start):
        return word
    is_string = content[value.start] in _QUOTES
    if _follows_colon(content, value.end) or (is_string and not _is_closed(content, value.span)):
        return word
    is_apart = any(word.end <= comment.start < value.start for comment in comments)
    if is_apart or isinstance(value.green, Container):
        return None
    if has_line_break(content, word.start, value.end):
        return None
    return Span(word.start, value.end)


def _floor(content: str, container: Node, offset: int, comments: list[Span]) -> int:
    """A place on the line before *offset*, as near as can be, that is in no string."""
    ends = [line_start(content, offset)]
    ends += [comment.end for comment in comments if comment.end <= offset]
    green = container.green
    assert isinstance(green, Container)
    if green.kind is not Kind.DOCUMENT:
        ends.append(min(container.start + 1, offset))
    for child in container.children_touching(Span(offset, offset)):
        ends += [end for end in (child.end, child.start) if end <= offset]
    return max(ends)


def _started_at(content: str, floor: int, offset: int) -> int:
    """Where the string that is open at *offset* or the word before it starts."""
    at = floor
    while (quote := _QUOTE.search(content, at, offset)) is not None:
        string = _STRINGS[quote.group()].match(content, quote.start())
        assert string is not None
        if string.end() > offset or (string.end() == offset and not string["closed"]):
            return quote.start()
        at = string.end()
    while offset > at and _WORD_BEHIND.fullmatch(content[offset - 1]):
        offset -= 1
    return offset


def _is_closed(content: str, token: Span) -> bool:
    """Whether the string has both its quotes, and not one that belongs to another string."""
    string = _STRINGS[content[token.start]].match(content, token.start)
    if string is None or not string["closed"] or string.end() != token.end:
        return False
    return bool(_ENDS_TOKEN.match(content, token.end))


def _end_of_string(content: str, start: int, offset: int) -> int:
    """Where the string ends that starts at *start* and is open at *offset*.

    If the rest of the line has an even number of quotes, none of them is its own.
    """
    rest = _REST_OF_LINE.match(content, offset)
    assert rest is not None
    quote = content[start]
    if rest.group().replace(f"\\{quote}", "").count(quote) % 2 == 0:
        return _end_of_word(content, offset)
    string = _STRINGS[quote].match(content, start)
    assert string is not None
    return max(string.end(), offset)


def _end_of_word(content: str, offset: int) -> int:
    found = _WORD_BEHIND.match(content, offset)
    assert found is not None
    return found.end()


# -- what is around it ------------------------------------------------------------


def _before(content: str, offset: int, comments: list[Span]) -> str:
    """The last character before *offset* that is no blank and in no comment."""
    ends = {comment.end: comment.start for comment in comments}
    while offset > 0:
        if offset in ends:
            offset = ends[offset]
        elif content[offset - 1] in _BLANKS:
            offset -= 1
        else:
            return content[offset - 1]
    return ""


def _follows_colon(content: str, offset: int) -> bool:
    near = tokens_from(content, offset, min(len(content), offset + _FAR_ENOUGH))
    sorts = (token.sort for token in near if token.sort not in COMMENTS)
    return next(sorts, Sort.OTHER) is Sort.COLON
