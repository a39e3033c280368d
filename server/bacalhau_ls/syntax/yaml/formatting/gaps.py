"""What stands between the tokens of lists and mappings in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Green

_NOTHING: Final = re.compile(r"[ \t]*")
_PAIR: Final = -2
_NEEDS_BLANK: Final = ("*", "&", "!")
"""First signs of text that would take a colon or comma right behind it for its own."""
_PADDING: Final = re.compile(r"[ \t]+[^ \t\r\n]")
_COLON: Final = re.compile(r"[ \t]*:[ \t]*")
_COMMA: Final = re.compile(r"[ \t]*,[ \t]*")
_END: Final = re.compile(r"[ \t]*(,?)[ \t]*")


class Place(NamedTuple):
    """A container in brackets and where it is to stand."""

    green: Container
    start: int
    outer: int
    """The column that the line on which it starts is to be indented to."""
    used: int | None
    """The column that it is to start at itself; None if it is not to be opened up."""
    depth: int = 0

    @property
    def end(self) -> int:
        return self.start + self.green.width

    @property
    def is_bare(self) -> bool:
        """Whether it is a member without braces: ``[a: b]``."""
        return self.green.entry_column == _PAIR


class Gap(NamedTuple):
    """What stands between two tokens."""

    start: int
    end: int
    pattern: re.Pattern[str]
    """What it looks like if it is on one line and nothing is odd about it."""
    flat: str
    """What it is to look like there."""


def before(text: str, place: Place, index: int) -> Gap:
    """What is in front of an entry."""
    green = place.green
    end = place.start + green.starts[index]
    if index == 0:
        return Gap(place.start + 1, end, _NOTHING, _padding(text, place))
    last = green.children[index - 1]
    start = place.start + green.offsets[index - 1] + last.width
    return Gap(start, end, _COMMA, text[start:end] if _clings(last) else ", ")


def behind(text: str, place: Place) -> Gap:
    """What is in front of the closing bracket."""
    green, end = place.green, place.end - 1
    if not green.children:
        return Gap(place.start + 1, end, _END, "")
    start = place.start + green.offsets[-1] + green.children[-1].width
    found = _END.fullmatch(text, start, end)
    if found is None or _clings(green.children[-1]):
        return Gap(start, end, _END, text[start:end])
    return Gap(start, end, _END, found[1] + _padding(text, place))


def colon(text: str, place: Place, index: int) -> Gap:
    """What is between a key and its value."""
    green = place.green
    key, child = green.keys[index], green.children[index]
    start = place.start + green.key_offsets[index] + key.width
    end = place.start + green.offsets[index]
    is_fixed = _clings(key) or child.kind is Kind.MISSING
    return Gap(start, end, _COLON, text[start:end] if is_fixed else ": ")


def all_gaps(text: str, place: Place) -> list[Gap]:
    """All of them, in no order."""
    gaps = [colon(text, place, index) for index in range(len(place.green.keys))]
    if not place.is_bare:
        gaps += [before(text, place, index) for index in range(len(place.green.children))]
        gaps.append(behind(text, place))
    return gaps


def _padding(text: str, place: Place) -> str:
    """What is inside the brackets on one line: a blank, if there is one that no line ends in."""
    is_padded = place.green.children and _PADDING.match(text, place.start + 1)
    return " " if is_padded else ""


def _clings(green: Green) -> bool:
    """Whether a sign right behind it might be taken for a part of it."""
    return isinstance(green, Scalar) and (not green.text or green.text[0] in _NEEDS_BLANK)
