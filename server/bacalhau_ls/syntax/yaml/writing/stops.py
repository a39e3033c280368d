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


def marked(phrase: Phrase, stops: list[Stop | Hole], quote: str = "") -> str:
    """A phrase with marks for its stops; in *quote*, and its stops as they stand there."""
    if not quote:
        return "".join(
            each if isinstance(each, str) else mark(each, stops) for each in phrase.pieces
        )
    sign = quoted(text_of(phrase), quote)[0]
    inner = "".join(
        _within(sign, each)
        if isinstance(each, str)
        else mark(each._replace(text=_within(sign, each.text)), stops)
        for each in phrase.pieces
    )
    return sign + inner + sign


def _within(sign: str, text: str) -> str:
    return quoted(text, sign)[1:-1]


def split(
    text: str, stops: list[Stop | Hole], hole: Callable[[Hole], Iterable[str | Stop]]
) -> Iterator[str | Stop]:
    """*text* with stops in the place of their marks; *hole* says what a hole becomes."""
    at = 0
    for found in _MARK.finditer(text):
        yield from filter(None, (text[at : found.start()],))
        stop = stops[int(found[1])]
        yield from (stop,) if isinstance(stop, Stop) else hole(stop)
        at = found.end()
    yield from filter(None, (text[at:],))
