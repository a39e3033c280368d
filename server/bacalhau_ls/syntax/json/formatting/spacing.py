"""What formatted text has between two entries: the same tokens in other white space.

Every function gives the new text of a gap, or None for one that is to stay as
it is, because something stands in it that should not, or does not and should.
"""

from __future__ import annotations

import re
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

    from bacalhau_ls.syntax.json.formatting.style import Style
    from bacalhau_ls.text import Span

_WHITE = " \t\r\n"
_BLANKS_AT_LINE_END = re.compile(r"[ \t]+(?=[\r\n])")


class Ends(NamedTuple):
    """What a gap lies between: entries, unless it is a bracket."""

    opens: bool = False
    closes: bool = False


class Lines(NamedTuple):
    """How the lines of one container are indented."""

    style: Style
    indent: str
    """Before an entry."""
    outer: str
    """Before the closing bracket."""

    @property
    def inner_break(self) -> str:
        """Line end and indentation before an entry."""
        return self.style.newline + self.indent

    @property
    def outer_break(self) -> str:
        """Line end and indentation before the closing bracket."""
        return self.style.newline + self.outer


# -- a line for each entry -------------------------------------------------------


def open_gap(text: str, gap: Span, ends: Ends, lines: Lines) -> str | None:
    """A gap of a container whose entries have lines of their own."""
    content = text[gap.start : gap.end]
    bare = content.strip(_WHITE)
    if not bare and (ends.opens or ends.closes):
        return "" if all(ends) else lines.outer_break if ends.closes else lines.inner_break
    if bare == "," and not any(ends):
        comma = gap.start + content.index(",")
        return "," + _line_break(text, comma, gap.end, lines)
    return _open_gap_with_comments(text, gap, ends, lines)


def _open_gap_with_comments(text: str, gap: Span, ends: Ends, lines: Lines) -> str | None:
    tokens = tokens_between(text, *gap)
    if not _is_sound(text, gap, tokens, ends):
        return _with_last_line(text, gap, tokens, ends, lines)
    if not tokens and all(ends):
        return ""
    pieces = comments_and_comma(text, gap, tokens, ends, lines)
    if ends.closes:
        return pieces + lines.outer_break
    if _run_before_entry(text, gap, tokens) < len(tokens):
        return pieces + " "
    at = tokens[-1].end if tokens else gap.start
    return pieces + (_line_break(text, at, gap.end, lines) if tokens else lines.inner_break)


def _with_last_line(
    text: str, gap: Span, tokens: Sequence[Token], ends: Ends, lines: Lines
) -> str | None:
    """A gap with something wrong in it and the line behind that indented."""
    if not tokens or not has_line_break(text, tokens[-1].end, gap.end):
        return None
    at = tokens[-1].end
    behind = lines.outer_break if ends.closes else _line_break(text, at, gap.end, lines)
    return text[gap.start : at] + behind


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


def comments_and_comma(
    text: str, gap: Span, tokens: Sequence[Token], ends: Ends, lines: Lines
) -> str:
    """The tokens of a gap with what stands before each of them."""
    run = len(tokens) if ends.closes else _run_before_entry(text, gap, tokens)
    pieces, at, before = [], gap.start, None
    for index, token in enumerate(tokens):
        if token.sort is Sort.COMMA:
            pieces.append(lines.inner_break if before is Sort.LINE_COMMENT else "")
        elif index > run or (index < run and not has_line_break(text, at, token.start)):
            pieces.append(" ")
        elif index == 0 and ends.opens:
            pieces.append(lines.inner_break)
        else:
            pieces.append(_line_break(text, at, token.start, lines))
        pieces.append(_rewritten(text, token, lines))
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


def _line_break(text: str, start: int, end: int, lines: Lines) -> str:
    """The line break before an entry or a comment, with a blank line where there are any."""
    is_blank = line_breaks(text, start, end) > 1
    return lines.style.newline + lines.inner_break if is_blank else lines.inner_break


def _rewritten(text: str, token: Token, lines: Lines) -> str:
    """The token; the left edge of a comment of several lines moves with its first line."""
    new = text[token.start : token.end]
    if token.sort is Sort.BLOCK_COMMENT and starts_line(text, token.start):
        new = reindented(new, lead(text, token.start), lines.indent)
    if lines.style.trims_lines and token.is_comment:
        new = _BLANKS_AT_LINE_END.sub("", new).rstrip(" \t")
    return new


# -- all entries on one line -----------------------------------------------------


def flat_gap(text: str, gap: Span, ends: Ends, padding: str) -> str | None:
    """A gap of a container on one line."""
    bare = text[gap.start : gap.end].strip(_WHITE)
    if not bare and (ends.opens or ends.closes):
        return "" if all(ends) else padding
    if bare == "," and not any(ends):
        return ", "
    tokens = tokens_between(text, *gap)
    is_separated = any(ends) or any(token.sort is Sort.COMMA for token in tokens)
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


# -- a key and its value ---------------------------------------------------------


def colon_gap(text: str, gap: Span, lines: Lines) -> str | None:
    """What stands between a key and its value; *lines* are those of the value."""
    if text[gap.start : gap.end].strip(_WHITE) == ":":
        return ": "
    tokens = tokens_between(text, *gap)
    sorts = [token.sort for token in tokens]
    if sorts.count(Sort.COLON) != 1 or Sort.OTHER in sorts or Sort.COMMA in sorts:
        return None
    pieces, space = [], " "
    for token in tokens:
        is_glued = token.sort is Sort.COLON and space == " "
        pieces += ["" if is_glued else space, _rewritten(text, token, lines)]
        space = lines.inner_break if token.sort is Sort.LINE_COMMENT else " "
    return "".join(pieces) + space
