"""Text without quotes: numbers, truth values, words, and all that templates may become."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.templating import action_at, has_actions, outside
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.actions import steers
from bacalhau_ls.syntax.yaml.reading.folding import folded
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANK_LINES,
    LEADING_TABS,
    LINE_BREAK,
    LINE_END,
    REST_OF_LINE,
    end_of_key,
    end_of_line_block,
    end_of_words,
    is_marker,
    looks_like_entry,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.resolution import meaning

if TYPE_CHECKING:
    from bacalhau_ls.syntax.yaml.reading.lines import Place

_FLOW_WORD = r"[^ \t\r\n:,\[\]{}]*(?::(?=[^ \t\r\n,\[\]{}])[^ \t\r\n:,\[\]{}]*|:(?=\{\{))*"
_FLOW_TEXT: Final = re.compile(rf"{_FLOW_WORD}(?:[ \t]+(?=[^ \t\r\n#]){_FLOW_WORD})*")


def plain(text: str, pos: int, indent: int) -> Scalar:
    """The text without quotes that starts at *pos* inside an entry at column *indent*."""
    end = end_of_words(text, pos)
    while LINE_END.match(text, end) and (place := _continued(text, end, indent)) is not None:
        end = end_of_words(text, place.offset)
    return _on_lines(text[pos:end].rstrip(" \t"), indent)


def _continued(text: str, end: int, indent: int) -> Place | None:
    """Where the text goes on in a line further down, if it does."""
    rest = LINE_END.match(text, end)
    assert rest is not None
    if rest.end() == len(text):
        return None
    lines = BLANK_LINES.match(text, rest.end())
    assert lines is not None
    place = place_in_line(text, lines.end())
    if place.column <= indent or text[place.offset : place.offset + 1] in ("#", ""):
        return None
    if is_marker(text, place) or steers(text, place.offset):
        return None
    return place if end_of_key(text, place.offset) is None else None


def flow_plain(text: str, pos: int, indent: int) -> Scalar:
    """The same inside of brackets."""
    end = end_of_flow_words(text, end_of_line_block(text, pos) or pos)
    while LINE_BREAK.match(text, end) and (place := _flow_continued(text, end, indent)):
        further = end_of_flow_words(text, place.offset)
        if further == place.offset:
            break
        end = further
    return _in_brackets(_on_lines(text[pos:end].rstrip(" \t"), indent))


def _in_brackets(found: Scalar) -> Scalar:
    """Text without quotes inside of brackets, where `?` and a `:` in front are signs."""
    raw = found.text
    if "?" in raw and "?" in outside(raw):
        problem = Problem(0, len(raw), faults.MARK_IN_BRACKETS)
    elif raw.startswith(":"):
        problem = Problem(0, len(raw), faults.NEEDS_QUOTES, ":")
    else:
        return found
    return Scalar(found.kind, raw, found.value, (*found.problems, problem))


def end_of_flow_words(text: str, offset: int) -> int:
    """Where text without quotes ends in brackets, on its line but for templates."""
    end = _FLOW_TEXT.match(text, offset).end()  # type: ignore[union-attr]
    while (action := action_at(text, end)) is not None:
        end = _FLOW_TEXT.match(text, action.end()).end()  # type: ignore[union-attr]
    return end


def _flow_continued(text: str, end: int, indent: int) -> Place | None:
    lines = BLANK_LINES.match(text, end)
    assert lines is not None
    place = place_in_line(text, lines.end())
    if text[place.offset : place.offset + 1] in ("#", "", ",", "]", "}", "{", "[", ":", '"', "'"):
        return None
    if is_marker(text, place):
        return None
    is_outside = place.column <= indent and looks_like_entry(text, place.offset)
    return None if is_outside else place


def _on_lines(raw: str, indent: int) -> Scalar:
    """The scalar that *raw* is, which may have tabs where only spaces indent its lines."""
    found = scalar(raw)
    if "\t" not in raw:
        return found
    problems = tuple(
        tab_problem(raw, lead, 0, indent + 2)
        for lead in LEADING_TABS.finditer(raw, 1)
        if lead.start(1) - lead.start() <= indent
    )
    return Scalar(found.kind, raw, found.value, (*found.problems, *problems))


def tab_problem(text: str, lead: re.Match[str], base: int, column: int) -> Problem:
    """A line of a text that starts with tabs, as *lead* of `LEADING_TABS` has found it."""
    is_empty = LINE_END.match(text, lead.end())
    fault = faults.BLANK_TAB if is_empty else faults.TEXT_TAB
    return Problem(lead.start(1) - base, lead.end() - base, fault, "" if is_empty else str(column))


def scalar(raw: str) -> Scalar:
    """The scalar that *raw* is without quotes."""
    value = folded(raw)
    if has_actions(raw):
        return _with_template(raw, value)
    kind, value = meaning(value)
    return Scalar(kind, raw, value)


def _with_template(raw: str, value: str) -> Scalar:
    """Text that a template is to complete: of unknown kind if it may become a number."""
    might_be = meaning(outside(value, instead="0"))
    if raw.startswith("{{") or might_be.kind is not Kind.STRING:
        return Scalar(Kind.PLACEHOLDER, raw, None)
    return Scalar(Kind.STRING, raw, value)


def refused(text: str, pos: int) -> Scalar:
    """The rest of a line that starts with a sign that no text starts with."""
    rest = REST_OF_LINE.match(text, pos)
    assert rest is not None
    raw = rest.group().split(" #", 1)[0].rstrip(" \t")
    problem = Problem(0, len(raw), faults.NEEDS_QUOTES, raw[0])
    return Scalar(Kind.WORD, raw, raw, (problem,))


def with_colon(text: str, pos: int) -> Scalar:
    """The rest of a line that holds ``: `` where only text may stand."""
    rest = REST_OF_LINE.match(text, pos)
    assert rest is not None
    raw = rest.group().split(" #", 1)[0].rstrip(" \t")
    return Scalar(Kind.WORD, raw, raw, (Problem(0, len(raw), faults.COLON_IN_TEXT, raw),))
