"""Where each character of a string's value stands in the text of the string."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.reading import faults, lexer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.green import Scalar

_PLAIN = re.compile(r"[^\\]+")
_HIGH, _LOW = ("\ud800", "\udbff"), ("\udc00", "\udfff")


def character_offsets(scalar: Scalar) -> Sequence[int] | None:
    """For each character of the value its offset in the text, then the end of the last one.

    None if *scalar* stands for no text, or if it cannot be told.
    """
    value, text = scalar.value, scalar.text
    if not isinstance(value, str):
        return None
    for start, plain in ((0, text), (1, text[1:-1]), (1, text[1:])):
        if plain == value:
            return range(start, start + len(value) + 1)
    end = len(text) - 1
    offsets = [*_starts(text, end), end]
    return offsets if len(offsets) == len(value) + 1 else None


def _starts(text: str, end: int) -> Iterator[int]:
    """Where each character starts; the two halves of a surrogate pair are one character."""
    before = ""
    for start, character in _decoded(text, end):
        is_second_half = _is_in(before, _HIGH) and _is_in(character, _LOW)
        if not is_second_half:
            yield start
        before = "" if is_second_half else character


def _decoded(text: str, end: int) -> Iterator[tuple[int, str]]:
    at = 1
    while at < end:
        if plain := _PLAIN.match(text, at, end):
            yield from enumerate(plain.group(), at)
            at = plain.end()
            continue
        escape = lexer.ANY_ESCAPE.match(text, at, end)
        if escape is None:
            return
        piece, fault = lexer.unescaped(escape.group())
        yield from ((at + i if fault is faults.BAD_ESCAPE else at, c) for i, c in enumerate(piece))
        at = escape.end()


def _is_in(character: str, bounds: tuple[str, str]) -> bool:
    return bool(character) and bounds[0] <= character <= bounds[1]
