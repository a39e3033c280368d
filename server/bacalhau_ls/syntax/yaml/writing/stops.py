"""Marks that stand for stops while a sketch is made into text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.openings import Hole, Phrase, Stop
from bacalhau_ls.syntax.yaml.writing.literals import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_OPEN, _END = "\ue000", "\ue002"
_MARK: Final = re.compile(f"{_OPEN}(\\d+){_END}")


def mark(stop: Stop | Hole, stops: list[Stop | Hole]) -> str:
    """What stands for *stop*, the next one of *stops*."""
    stops.append(stop)
    return f"{_OPEN}{len(stops) - 1}{_END}"


def text_of(phrase: Phrase) -> str:
    """The text that a phrase is at first."""
    return "".join(each if isinstance(each, str) else each.text for each in phrase.pieces)


def split(
    text: str, stops: list[Stop | Hole], hole: Callable[[Hole], Iterable[str | Stop]]
) -> Iterator[str | Stop]:
    """*text* with stops in the place of their marks; *hole* says what a hole becomes."""
    at = 0
    for found in _MARK.finditer(text):
        yield from filter(None, (text[at : found.start()],))
        stop = stops[int(found[1])]
        yield from (_within_quotes(stop),) if isinstance(stop, Stop) else hole(stop)
        at = found.end()
    yield from filter(None, (text[at:],))


def _within_quotes(stop: Stop) -> Stop:
    return Stop(stop.number, quoted(stop.text)[1:-1] if "\\" in stop.text else stop.text)
