"""Text over several lines behind ``|`` or ``>``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.actions import behind_templates
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    LEADING_TABS,
    REST_OF_LINE,
    end_of_line,
    is_marker,
    line_start,
    looks_like_entry,
    next_line,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.misplaced_text import end_of_misplaced_text, misplaced_text
from bacalhau_ls.syntax.yaml.reading.plain import refused, tab_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.yaml.reading.lines import Place

_HEADER: Final = re.compile(r"[|>](?:([+-])([1-9]?)|([1-9])([+-]?))?")
_HEADER_END: Final = re.compile(r"[ \t]*(?:(?=[\r\n]|\Z)|#[^\r\n]*)")
_INDENTS: Final = re.compile(r"(?<![^\r\n]) +")
_LINE_BREAKS: Final = re.compile(r"\r\n?|\n")


class _Header(NamedTuple):
    """What stands behind the sign: how line breaks at the end are treated, how text is indented."""

    end: int
    chomping: str
    indent: int | None


def block_text(text: str, pos: int, indent: int) -> Scalar:
    """The text whose ``|`` or ``>`` is at *pos* inside an entry at column *indent*."""
    header = _header(text, pos)
    line_end, junk = _end_of_header(text, pos, header)
    if line_end is None:
        return refused(text, pos)
    start = next_line(text, line_end)
    body = _body(text, pos, indent, header, start)
    end, content_end = body.end, body.content_end
    keeps = header.chomping == "+"
    raw_end = max(content_end, line_end) if not keeps or end == start else end
    value = _value(text[start:end], body.least, folds=text[pos] == ">", chomping=header.chomping)
    problems = junk + tuple(problem.shifted(-pos) for problem in body.problems)
    return Scalar(Kind.STRING, text[pos:raw_end], value, problems)


def column_of_text(text: str, pos: int, indent: int) -> int:
    """The column of the text whose ``|`` or ``>`` is at *pos* inside an entry at *indent*."""
    return _indent_of(text, next_line(text, pos), indent, _header(text, pos))


class _Body(NamedTuple):
    """The lines of a text, and where they are in the document."""

    least: int
    """The column at which the text starts."""
    end: int
    """Where they end with the empty ones behind the last."""
    content_end: int
    """Where the last one that is not empty ends."""
    problems: tuple[Problem, ...]


def _body(text: str, pos: int, indent: int, header: _Header, start: int) -> _Body:
    first = misplaced_text(text, header.end, indent) if header.indent is None else None
    if first is not None:
        end = end_of_misplaced_text(text, first, indent)
        place = first.offset, end_of_line(text, first.offset)
        problem = Problem(*place, faults.TEXT_NOT_INDENTED, text[pos])
        return _Body(first.column, next_line(text, end), end, (problem,))
    least = _indent_of(text, start, indent, header)
    end, content_end, slips = _extent(text, start, indent, least)
    untabbed = (slip for slip in slips if "\t" not in text[line_start(text, slip) : slip])
    problems = [_less_indented(text, slip, least) for slip in untabbed]
    own_end = end if header.chomping == "+" else content_end
    problems += _tabs(text, start, own_end, least, header)
    return _Body(least, end, content_end, tuple(problems))


def _tabs(text: str, start: int, end: int, least: int, header: _Header) -> Iterator[Problem]:
    """Tabs where only spaces indent: before the column of the text, and where it shows that."""
    if "\t" not in text[start:end]:
        return
    lines = BLANK_LINES.match(text, start)
    assert lines is not None
    first = lines.end() if header.indent is None else -1
    for lead in LEADING_TABS.finditer(text, start, end):
        if lead.start() <= first or lead.start(1) - lead.start() < least:
            yield tab_problem(text, lead, 0, least)


def _header(text: str, pos: int) -> _Header:
    found = _HEADER.match(text, pos)
    assert found is not None
    digit = found[2] or found[3]
    return _Header(found.end(), found[1] or found[4] or "", int(digit) if digit else None)


def _end_of_header(text: str, pos: int, header: _Header) -> tuple[int | None, tuple[Problem, ...]]:
    """Where the line of the header ends, and what should not be on it.

    None if no blank separates that: then it is no header.
    """
    if found := _HEADER_END.match(text, header.end):
        return found.end(), ()
    if text[header.end] not in " \t":
        return None, ()
    rest = REST_OF_LINE.match(text, header.end)
    assert rest is not None
    start = header.end + len(rest.group()) - len(rest.group().lstrip(" \t"))
    end = header.end + len(rest.group().rstrip(" \t"))
    sign = text[pos : header.end]
    return rest.end(), (Problem(start - pos, end - pos, faults.BAD_HEADER, sign),)


def _indent_of(text: str, start: int, indent: int, header: _Header) -> int:
    """The column at which the text starts: that of its first line, or of blanks on lines before."""
    if header.indent is not None:
        return max(indent, 0) + header.indent
    lines = BLANK_LINES.match(text, behind_templates(text, start, indent) or start)
    assert lines is not None
    place = place_in_line(text, lines.end())
    spaces = _spaces(text, lines.end())
    is_inside = place.column > indent and place.offset < len(text)
    least = spaces if is_inside and not is_marker(text, place) else indent + 1
    widest = max((len(each) for each in _INDENTS.findall(text, start, lines.end())), default=0)
    return max(least, widest)


def _spaces(text: str, start: int) -> int:
    end = start
    while text[end : end + 1] == " ":
        end += 1
    return end - start


@lru_cache(maxsize=64)
def _lines_at(column: int) -> re.Pattern[str]:
    """Lines indented so far, and blank ones between them."""
    line = rf" {{{column}}}[^\r\n]*" if column else r"(?!(?:---|\.\.\.)(?:[ \t\r\n]|\Z))[^\r\n]+"
    return re.compile(rf"(?:(?:{line}|[ \t]*)(?:\r\n?|\n))*(?:{line})?")


class _Extent(NamedTuple):
    """The lines of a text."""

    end: int
    """Where they end with the empty ones behind the last."""
    content_end: int
    """Where the last one that is not empty ends."""
    slips: list[int]
    """Where lines start that are indented less than the first one, but more than the entry.

    So are those that start with a tab, how wide it may be: only what looks like an entry is none.
    """


def _extent(text: str, start: int, indent: int, least: int) -> _Extent:
    at, slips = start, []
    while True:
        found = _lines_at(least).match(text, at)
        assert found is not None
        at = found.end()
        place = place_in_line(text, at)
        starts_line = at == start or text[at - 1] in "\r\n"
        if starts_line and (further := behind_templates(text, at, indent)) is not None:
            at = further
            continue
        if not (starts_line and _is_slip(text, at, place, range(indent + 1, least))):
            break
        slips.append(place.offset)
        at = next_line(text, at)
    last = start + len(text[start:at].rstrip(" \t\r\n"))
    rest = REST_OF_LINE.match(text, last)
    assert rest is not None
    return _Extent(at, min(rest.end(), at) if last > start else start, slips)


def _is_slip(text: str, start: int, place: Place, columns: range) -> bool:
    """Whether the line at *start* belongs to the text above it, but is not indented so far."""
    offset = place.offset
    if offset == len(text) or text[offset] in "#\r\n" or is_marker(text, place):
        return False
    is_tabbed = "\t" in text[start:offset] and not looks_like_entry(text, offset)
    return is_tabbed or place.column in columns


def _less_indented(text: str, offset: int, least: int) -> Problem:
    line = REST_OF_LINE.match(text, offset)
    assert line is not None
    return Problem(offset, line.end(), faults.LESS_INDENTED, str(least))


def _value(body: str, least: int, *, folds: bool, chomping: str) -> str:
    lines = _LINE_BREAKS.split(body)
    lines = [
        line[least:] if line[:least].isspace() or not least else line.lstrip() for line in lines
    ]
    has_break = len(lines) > 1
    content = list(lines)
    while content and not content[-1]:
        content.pop()
    trailing = len(lines) - len(content)
    text = _folded(content) if folds else "\n".join(content)
    if chomping == "-" or (not content and chomping != "+"):
        return text
    if chomping == "+":
        return text + "\n" * (trailing if content else max(trailing - 1, 0))
    return text + "\n" if has_break and trailing else text


def _folded(lines: list[str]) -> str:
    """Line breaks between lines that start at the same column become blanks."""
    pieces: list[str] = []
    breaks = 0
    was_more = True
    for line in lines:
        if not line:
            breaks += 1
            continue
        is_more = line[0] in " \t"
        if not pieces:
            pieces.append("\n" * breaks)
        elif is_more or was_more:
            pieces.append("\n" * (breaks + 1))
        else:
            pieces.append("\n" * breaks or " ")
        pieces.append(line)
        breaks, was_more = 0, is_more
    return "".join(pieces)
