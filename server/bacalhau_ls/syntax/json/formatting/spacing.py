"""What formatted text has between two entries: the same tokens in other white space.

Every function gives the new text of a gap, or None for one that is to stay as
it is, because something stands in it that should not, or does not and should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.json.gaps import (
    Sort,
    Token,
    has_line_break,
    lead,
    line_breaks,
    starts_line,
    tokens_between,
)
from bacalhau_ls.syntax.json.reindentation import reindented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.text import Span


_WHITE = " \t\r\n"


class Ends(NamedTuple):
    """What a gap lies between: entries, unless it is a bracket."""

    opens: bool = False
    closes: bool = False


class Breaks(NamedTuple):
    """The line breaks of one container."""

    inner: str
    """Line end and indentation before an entry."""
    outer: str
    """Line end and indentation before the closing bracket."""
    newline: str

    @property
    def indent(self) -> str:
        return self.inner.removeprefix(self.newline)


def open_gap(text: str, gap: Span, ends: Ends, breaks: Breaks) -> str | None:
    """A gap of a container whose entries have lines of their own."""
    content = text[gap.start : gap.end]
    bare = content.strip(_WHITE)
    if not bare and (ends.opens or ends.closes):
        return "" if all(ends) else breaks.outer if ends.closes else breaks.inner
    if bare == "," and not any(ends):
        behind = content[content.index(",") :]
        is_blank = (behind.count("\n") or behind.count("\r")) > 1
        return f",{breaks.newline}{breaks.inner}" if is_blank else f",{breaks.inner}"
    return _open_gap_with_comments(text, gap, ends, breaks)


def _open_gap_with_comments(text: str, gap: Span, ends: Ends, breaks: Breaks) -> str | None:
    tokens = tokens_between(text, *gap)
    if not _is_sound(text, gap, tokens, ends):
        return _with_last_line(text, gap, tokens, ends, breaks)
    if not tokens and all(ends):
        return ""
    pieces = _comments_and_comma(text, gap, tokens, ends, breaks)
    if ends.closes:
        return pieces + breaks.outer
    first_of_run = _run_before_entry(text, gap, tokens)
    at = tokens[-1].end if tokens else gap.start
    if first_of_run < len(tokens):
        return pieces + " "
    return pieces + _line_break(text, at, gap.end, breaks, may_be_blank=bool(tokens))


def _with_last_line(
    text: str, gap: Span, tokens: Sequence[Token], ends: Ends, breaks: Breaks
) -> str | None:
    """A gap with something wrong in it and the line behind that indented."""
    if not tokens or not has_line_break(text, tokens[-1].end, gap.end):
        return None
    at = tokens[-1].end
    behind = _line_break(text, at, gap.end, breaks, may_be_blank=True)
    return text[gap.start : at] + (breaks.outer if ends.closes else behind)


def _is_sound(text: str, gap: Span, tokens: Sequence[Token], ends: Ends) -> bool:
    sorts = [token.sort for token in tokens]
    if Sort.OTHER in sorts or Sort.COLON in sorts:
        return False
    commas = sorts.count(Sort.COMMA)
    if ends.opens:
        return commas == 0
    if ends.closes:
        return commas <= 1
    return commas == 1 or (commas == 0 and has_line_break(text, *gap))


def _comments_and_comma(
    text: str, gap: Span, tokens: Sequence[Token], ends: Ends, breaks: Breaks
) -> str:
    """The tokens with what stands before each of them."""
    run = len(tokens) if ends.closes else _run_before_entry(text, gap, tokens)
    pieces, at, before = [], gap.start, None
    for index, token in enumerate(tokens):
        if token.sort is Sort.COMMA:
            pieces.append(breaks.inner if before is Sort.LINE_COMMENT else "")
        elif index > run or (index < run and not has_line_break(text, at, token.start)):
            pieces.append(" ")
        else:
            may_be_blank = index > 0 or not ends.opens
            pieces.append(_line_break(text, at, token.start, breaks, may_be_blank=may_be_blank))
        pieces.append(_rewritten(text, token, breaks))
        at, before = token.end, token.sort
    return "".join(pieces)


def _run_before_entry(text: str, gap: Span, tokens: Sequence[Token]) -> int:
    """The first of the comments that stand on the line of the entry behind them."""
    first, at = len(tokens), gap.end
    while first and tokens[first - 1].is_comment:
        if has_line_break(text, tokens[first - 1].end, at):
            break
        first -= 1
        at = tokens[first].start
    return first


def _line_break(text: str, start: int, end: int, breaks: Breaks, *, may_be_blank: bool) -> str:
    is_blank = may_be_blank and line_breaks(text, start, end) > 1
    return breaks.newline + breaks.inner if is_blank else breaks.inner


def _rewritten(text: str, token: Token, breaks: Breaks) -> str:
    """The token; the left edge of a comment of several lines moves with its first line."""
    new = text[token.start : token.end]
    if token.sort is Sort.BLOCK_COMMENT and starts_line(text, token.start):
        return reindented(new, lead(text, token.start), breaks.indent)
    return new


def flat_gap(text: str, gap: Span, ends: Ends, padding: str) -> str | None:
    """A gap of a container on one line."""
    bare = text[gap.start : gap.end].strip(_WHITE)
    if not bare and (ends.opens or ends.closes):
        return "" if all(ends) else padding
    if bare == "," and not any(ends):
        return ", "
    tokens = tokens_between(text, *gap)
    sorts = [token.sort for token in tokens]
    is_separated = ends.opens or ends.closes or Sort.COMMA in sorts
    if not is_separated or not _is_sound(text, gap, tokens, ends):
        return None
    if not tokens:
        return "" if all(ends) else padding
    pieces = []
    for index, token in enumerate(tokens):
        if token.sort is not Sort.COMMA:
            pieces.append(padding if index == 0 and ends.opens else " ")
        pieces.append(text[token.start : token.end])
    return "".join(pieces) + (padding if ends.closes else " ")


def colon_gap(text: str, gap: Span, line_break: str) -> str | None:
    """What stands between a key and its value."""
    if text[gap.start : gap.end].strip(_WHITE) == ":":
        return ": "
    tokens = tokens_between(text, *gap)
    sorts = [token.sort for token in tokens]
    if sorts.count(Sort.COLON) != 1 or Sort.OTHER in sorts or Sort.COMMA in sorts:
        return None
    pieces, space = [], " "
    for token in tokens:
        is_glued = token.sort is Sort.COLON and space == " "
        pieces += ["" if is_glued else space, text[token.start : token.end]]
        space = line_break if token.sort is Sort.LINE_COMMENT else " "
    return "".join(pieces) + space


# -- around the value of the document --------------------------------------------


def head_gap(text: str, gap: Span, newline: str) -> str | None:
    """What stands before the value of the document."""
    breaks = Breaks(newline, newline, newline)
    tokens = tokens_between(text, *gap)
    if any(not token.is_comment for token in tokens):
        return None
    if not tokens:
        return ""
    new = open_gap(text, gap, Ends(opens=True), breaks)
    return new if new is None else new.lstrip(" \r\n")


def tail_gap(text: str, gap: Span, newline: str, *, final_newline: bool | None) -> str | None:
    """What stands behind the value of the document."""
    breaks = Breaks(newline, "", newline)
    tokens = tokens_between(text, *gap)
    if any(not token.is_comment for token in tokens):
        return None
    last = tokens[-1].end if tokens else gap.start
    ends_line = has_line_break(text, last, gap.end) if final_newline is None else final_newline
    body = _comments_and_comma(text, gap, tokens, Ends(closes=True), breaks)
    return body + (newline if ends_line else "")
