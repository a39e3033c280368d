"""Values without comments, errors and blank lines: put together from their scalars alone.

This is what nearly all of a large document is, so it is made to be fast. What
turns out to be formatted already is remembered with its green container: after
an edit only what is around the edit is put together again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.json.gaps import has_line_break

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Container
    from bacalhau_ls.syntax.json.formatting.style import Style

EMPTY: Final = 2
"""The width of two brackets."""
DEEPEST: Final = 64
"""What is nested deeper stays as it is: nobody reads it, and the stack is not endless."""
_BRACKETS: Final = {Kind.OBJECT: ("{", "}"), Kind.ARRAY: ("[", "]")}
_FORMATTED: Final = "formatted"
_WORTH_REMEMBERING: Final = 200


class PlainPrinter:
    """Writes containers in their layout."""

    def __init__(self, text: str, style: Style) -> None:
        self._text = text
        self._style = style

    def value(self, green: Container, start: int, outer: str, beside: int, depth: int) -> str:
        """A container on a line that is indented by *outer* and has so much *beside* it."""
        end = start + green.width
        if green.width <= EMPTY or depth > DEEPEST or is_formatted(green, self._style, outer):
            return self._text[start:end]
        if not has_line_break(self._text, start, end):
            room = self._style.room(outer, beside)
            if (flat := self.on_one_line(green, start, room, depth)) is not None:
                return flat
        new = self._on_lines(green, start, outer, depth)
        if len(new) == green.width and self._text.startswith(new, start):
            remember_formatted(green, self._style, outer)
        return new

    def _on_lines(self, green: Container, start: int, outer: str, depth: int) -> str:
        """A line for each entry."""
        inner = outer + self._style.unit
        values = [
            child.text
            if isinstance(child, Scalar)
            else self.value(
                child, start + green.offsets[index], inner, beside(green, index), depth + 1
            )
            for index, child in enumerate(green.children)
        ]
        before = self._style.newline + inner
        return _joined(green, values, f",{before}", before, self._style.newline + outer)

    def on_one_line(self, green: Container, start: int, room: int, depth: int) -> str | None:
        """A container that is on one line, if it takes at most *room* columns there."""
        if green.width <= EMPTY or depth > DEEPEST:
            return self._text[start : start + green.width] if green.width <= room else None
        values = values_on_one_line(green, start, room, partial(self.on_one_line, depth=depth + 1))
        if values is None:
            return None
        padding = padding_of(self._text, start)
        new = _joined(green, values, ", ", padding, padding)
        return new if len(new) <= room else None


def values_on_one_line(
    green: Container, start: int, room: int, nested: Callable[[Container, int, int], str | None]
) -> list[str] | None:
    """The values in a container as they are on one line, or None as soon as there is no *room*."""
    values = []
    for child, offset in zip(green.children, green.offsets, strict=True):
        value = child.text if isinstance(child, Scalar) else nested(child, start + offset, room)
        if value is None or len(value) > room:
            return None
        room -= len(value) + len(",")
        values.append(value)
    return values


def beside(green: Container, index: int) -> int:
    """The columns of what stands beside a value on its line: key and comma."""
    comma = index + 1 < len(green.children)
    return (green.keys[index].width + len(": ") if green.keys else 0) + comma


def padding_of(text: str, start: int) -> str:
    """What stands inside the brackets of the container at *start*, if it is on one line."""
    return " " if text[start + 1] in " \t" else ""


def is_formatted(green: Container, style: Style, outer: str) -> bool:
    """Whether a container is known to be as it should on a line indented by *outer*."""
    return green.width > _WORTH_REMEMBERING and green.memo.get(_FORMATTED) == (style, outer)


def remember_formatted(green: Container, style: Style, outer: str) -> None:
    """Know that."""
    if green.width > _WORTH_REMEMBERING:
        green.memo[_FORMATTED] = style, outer


def _joined(green: Container, values: list[str], separator: str, before: str, behind: str) -> str:
    """A container of *values*, with what stands between them, before and behind them."""
    opener, closer = _BRACKETS[green.kind]
    if not values:
        return opener + closer
    if green.keys:
        pairs = zip(green.keys, values, strict=True)
        values = [f"{key.text}: {value}" for key, value in pairs]
    return f"{opener}{before}{separator.join(values)}{behind}{closer}"
