"""Strings in quotes, closed or not, on one line or on several."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.folding import folded
from bacalhau_ls.syntax.yaml.reading.lines import (
    LINE_BREAK,
    REST_OF_LINE,
    end_inside_quotes,
    is_marker,
    looks_like_entry,
    place_in_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.green import Fault

_PLAIN: Final = {
    '"': re.compile(r'"[^"\\\r\n{]*"'),
    "'": re.compile(r"'[^'\r\n{]*'(?!')"),
}
ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|[\s\S]|\Z)")
_SIMPLE: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "'": "'", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def quoted(text: str, pos: int, indent: int, closers: str = "") -> Scalar:
    """The string that starts at *pos* inside an entry at column *indent*.

    One that is never closed ends with its line, before *closers* at its end.
    """
    quote = text[pos]
    if simple := _PLAIN[quote].match(text, pos):
        raw = simple.group()
        return Scalar(Kind.STRING, raw, raw[1:-1])
    end = _end(text, pos, indent)
    if end is None:
        return _unterminated(text, pos, closers)
    raw = text[pos:end]
    if quote == "'":
        return Scalar(Kind.STRING, raw, folded(raw[1:-1].replace("''", "'")))
    return _double(raw)


def _end(text: str, pos: int, indent: int) -> int | None:
    """Where the string ends; None if it is never closed."""
    quote, at = text[pos], pos + 1
    while True:
        at = end_inside_quotes(text, at, quote)
        if text[at : at + 1] == quote:
            return at + 1
        line_break = LINE_BREAK.match(text, at)
        if line_break is None:
            return None
        place = place_in_line(text, line_break.end())
        if is_marker(text, place):
            return None
        if place.column <= indent and looks_like_entry(text, place.offset):
            return None
        at = line_break.end()


def _unterminated(text: str, pos: int, closers: str) -> Scalar:
    rest = REST_OF_LINE.match(text, pos)
    assert rest is not None
    raw = rest.group().rstrip(" \t" + closers)
    problem = Problem(0, len(raw), faults.UNTERMINATED, raw[0])
    return Scalar(Kind.STRING, raw, raw[1:], (problem,))


def _double(raw: str) -> Scalar:
    body = raw[1:-1]
    if "\\" not in body:
        return Scalar(Kind.STRING, raw, folded(body))
    value = "".join(_decoded(folded(body, has_escapes=True)))
    return Scalar(Kind.STRING, raw, value, tuple(_bad_escapes(raw)))


def _decoded(body: str) -> Iterator[str]:
    at = 0
    for start, end in escapes(body):
        yield body[at:start]
        yield unescaped(body[start:end])[0]
        at = end
    yield body[at:]


def escapes(body: str) -> Iterator[tuple[int, int]]:
    """Where the escape sequences are; a template holds none of YAML's."""
    at = body.find("\\")
    while at >= 0:
        found = ESCAPE.match(body, at)
        assert found is not None
        yield found.span()
        at = body.find("\\", max(found.end(), at + 1))


def _bad_escapes(raw: str) -> Iterator[Problem]:
    for start, end in escapes(raw):
        fault = unescaped(raw[start:end])[1]
        if fault is not None:
            yield Problem(start, end, fault, raw[start:end])


@lru_cache(maxsize=1024)
def unescaped(escape: str) -> tuple[str, Fault | None]:
    """What an escape sequence means and what is wrong with it, if anything."""
    sign = escape[1:2]
    if sign in _SIMPLE:
        return _SIMPLE[sign], None
    if sign in ("\r", "\n"):
        return "", None
    if sign == "/":
        return "/", faults.SLASH_ESCAPE
    if sign in ("x", "u", "U") and len(escape) > 2:  # noqa: PLR2004 - digits follow
        return _character(int(f"0x{escape[2:]}", base=0), escape)
    return escape, faults.BAD_ESCAPE


def _character(number: int, escape: str) -> tuple[str, Fault | None]:
    if 0xD800 <= number <= 0xDFFF:  # noqa: PLR2004 - the surrogates of Unicode
        return escape, faults.SURROGATE_ESCAPE
    if number > 0x10FFFF:  # noqa: PLR2004 - the last character of Unicode
        return escape, faults.BAD_ESCAPE
    return chr(number), None
