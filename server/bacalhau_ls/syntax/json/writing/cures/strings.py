"""Strings that are not closed or not opened, and their escapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.reading import lexer
from bacalhau_ls.syntax.json.writing.cures.lines import LONGEST_LINE
from bacalhau_ls.syntax.json.writing.cures.on_the_spot import is_ragged, replace
from bacalhau_ls.syntax.json.writing.literals import literal
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Located

_CLOSING_QUOTES = {
    "\u2018": "\u2019",
    "\u201a": "\u2019",
    "\xab": "\xbb",
    "\u201c": "\u201d",
    "\u201e": "\u201d",
}
_OPENING_QUOTE = re.compile(r"([:,])[ \t]*[\"']\Z")
"""A quote that seems to end a string, but behind these it is more likely to start one."""


def open_string(text: str, located: Located) -> tuple[Edit, ...]:
    """The opening quote; if one is there, the string before it is the one to be closed."""
    at = located.problem.start
    if not is_ragged(text, at):
        return (Edit(at, at, '"'),)
    start = max(0, at - LONGEST_LINE)
    separator = _OPENING_QUOTE.search(text, start, at)
    if separator is None:
        return ()
    end = len(text[start : separator.start()].rstrip(" \t")) + start
    return (Edit(end, end, text[at - 1]),)


def close_string(text: str, located: Located) -> tuple[Edit, ...]:
    """The closing quote: at the string's end, or before the colon if it is a key."""
    problem, owner = located
    end, green = problem.end, owner.green
    is_key = isinstance(green, Container) and problem.start - owner.start in green.key_offsets
    if is_key and (colon := text.find(":", problem.start, end)) > 0:
        end = len(text[:colon].rstrip(" \t"))
    closing = _CLOSING_QUOTES.get(problem.detail, problem.detail)
    return (Edit(end, end, closing),)


def double_backslash(_: str, located: Located) -> tuple[Edit, ...]:
    """A backslash that stands for itself."""
    start, detail = located.problem.start, located.problem.detail
    return (Edit(start, start, "\\"),) if detail[1:2].isalpha() else ()


def escape(_: str, located: Located) -> tuple[Edit, ...]:
    """The same character as strict JSON writes it."""
    value = lexer.string_token(f"'{located.problem.detail}'", 0).value
    return replace(located, literal(value)[1:-1])


def control(_: str, located: Located) -> tuple[Edit, ...]:
    """The character as an escape."""
    return replace(located, literal(located.problem.detail)[1:-1])
