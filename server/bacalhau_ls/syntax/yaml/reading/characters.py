"""Where in the text of a scalar each character of its value stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.yaml.reading.lines import LINE_BREAK, PROPERTIES
from bacalhau_ls.syntax.yaml.reading.quoted import ESCAPE, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.green import Scalar


def character_offsets(scalar: Scalar) -> Sequence[int] | None:
    """For each character its offset, then the end of the last; None if it cannot be told."""
    text, value = scalar.text, scalar.value
    if scalar.kind is not Kind.STRING or not isinstance(value, str):
        return None
    found = PROPERTIES.match(text)
    start = found.end() if found else 0
    if text[start:] == value:
        return range(start, len(text) + 1)
    if text[start + 1 :] == value and scalar.faulty:
        return range(start + 1, len(text) + 1)
    if text[start + 1 : -1] == value and len(text) > start + 1:
        return range(start + 1, len(text))
    offsets = _of_lines(text, start) if text[start : start + 1] == "|" else _of_quoted(text, start)
    if offsets is None:
        return None
    known = list(offsets)
    return known[: len(value) + 1] if len(known) in (len(value) + 1, len(value) + 2) else None


def _of_quoted(text: str, start: int) -> Iterator[int] | None:
    """In quotes on one line."""
    quote = text[start : start + 1]
    if quote not in ("'", '"') or LINE_BREAK.search(text):
        return None
    return _in_single(text, start + 1) if quote == "'" else _in_double(text, start + 1)


def _in_single(text: str, at: int) -> Iterator[int]:
    end = len(text) - 1
    while at < end:
        yield at
        at += 2 if text.startswith("''", at) else 1
    yield end


def _in_double(text: str, at: int) -> Iterator[int]:
    end = len(text) - 1
    while at < end:
        escape = ESCAPE.match(text, at) if text[at] == "\\" else None
        if escape is None:
            yield at
            at += 1
            continue
        piece, fault = unescaped(escape.group())
        yield from (at + i if fault else at for i in range(len(piece)))
        at = escape.end()
    yield end


def _of_lines(text: str, start: int) -> Iterator[int]:
    """Line by line behind a ``|``: without the indentation, which is that of the first line."""
    breaks = list(LINE_BREAK.finditer(text, start))
    starts = [each.end() for each in breaks]
    ends = [*(each.start() for each in breaks[1:]), len(text)]
    indents = [_indent(text, line, end) for line, end in zip(starts, ends, strict=False)]
    least = next((each for each in indents if each is not None), 0)
    for line, end in zip(starts, ends, strict=False):
        yield from range(min(line + least, end), end)
        yield end
    yield len(text)


def _indent(text: str, start: int, end: int) -> int | None:
    line = text[start:end]
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare.strip() else None
