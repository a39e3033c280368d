"""Sketches as YAML: lines, indentation and dashes where something is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.json.writing import drafting as in_brackets
from bacalhau_ls.syntax.openings import Draft, Hole, Opening, Part, Phrase, Sketch, Stop
from bacalhau_ls.syntax.yaml.reading.lines import BLANKS, line_start
from bacalhau_ls.syntax.yaml.writing.blocks import (
    behind_dash,
    behind_key,
    block,
    indented,
    joined,
    member,
    quote_around,
)
from bacalhau_ls.syntax.yaml.writing.entries import Entries, column_of
from bacalhau_ls.syntax.yaml.writing.literals import (
    Written,
    is_nested,
    is_plain,
    key_literal,
    literal,
    quoted,
)
from bacalhau_ls.syntax.yaml.writing.rewriting import hand_of
from bacalhau_ls.syntax.yaml.writing.slots import DASH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.notation import Drafter

_OPEN, _END = "\ue000", "\ue002"
_SIGN: Final = re.compile(r" *(?:- )?")
_MARK: Final = re.compile(f"{_OPEN}(\\d+){_END}")


class _BlockDrafter:
    """Writes sketches into one opening of a block, or of an empty document."""

    def __init__(self, opening: Opening) -> None:
        top = [opening.node, *opening.node.ancestors()][-1]
        self._opening = opening
        hand = hand_of(opening.content, top)._replace(newline="\n")
        self._hand = hand._replace(quote=opening.quote or quote_around(opening.node))
        self._at = opening.word.start
        sign = _SIGN.match(opening.content, self._at)
        assert sign is not None
        self._sign = sign.group()
        """Blanks and a dash that the stand-in has in front of the key or value."""

    def draft(self, name: str | None, sketch: Sketch) -> Draft:
        """The text that makes the member *name* or the value of a *sketch*."""
        stops: list[Stop | Hole] = []
        lines = self._lines(
            None if name is None else Written(key_literal(name, self._opening.quote)),
            _marked(sketch, stops, self._hand.quote),
        )
        text = joined(lines, self._column(), self._hand)
        content = self._opening.content
        blanks = BLANKS.match(content, line_start(content, self._at))
        assert blanks is not None
        return Draft(_split(self._sign + text, stops), (), blanks.group())

    def _lines(self, name: str | None, value: Any) -> list[str]:
        part, hand = self._opening.part, self._hand
        if part is Part.KEY:
            return [str(name)]
        if part is Part.MEMBER:
            lines = member(str(name), value, hand)
            return [lines[0], *indented(lines[1:], 2)] if self._has_dash() else lines
        if part is Part.ITEM:
            return behind_dash(value, hand)
        if self._is_on_own_line():
            return block(value, hand) if is_nested(value) else [literal(value, hand.quote)]
        return behind_key(value, hand)

    def _column(self) -> int:
        """The column that further lines count from."""
        container, content = self._opening.container, self._opening.content
        if self._opening.part in (Part.KEY, Part.MEMBER) or self._has_dash():
            return column_of(content, self._at) + len(self._sign.removesuffix(DASH))
        if container.kind is Kind.DOCUMENT:
            return 0
        if self._opening.part is Part.VALUE and self._is_on_own_line():
            return column_of(content, self._at)
        entries = Entries(content, container)
        return column_of(content, entries.start(self._opening.node.index))

    def _has_dash(self) -> bool:
        return self._sign.endswith(DASH)

    def _is_on_own_line(self) -> bool:
        content = self._opening.content
        return not content[line_start(content, self._at) : self._at].strip(" \t\ufeff")


def drafter(opening: Opening) -> Drafter:
    """What writes into *opening*."""
    container = opening.container
    assert isinstance(container.green, Container)
    if container.green.block or container.kind is Kind.DOCUMENT:
        return _BlockDrafter(opening)
    return in_brackets.drafter(opening)


def _marked(sketch: Sketch, stops: list[Stop | Hole], quote: str) -> Any:
    """*sketch* as plain values, with marks in the place of its stops."""
    if isinstance(sketch, Phrase):
        return _phrase(sketch, stops, quote)
    if isinstance(sketch, Hole):
        return Written(_mark(sketch, stops))
    if isinstance(sketch, dict):
        return {_marked(k, stops, ""): _marked(v, stops, quote) for k, v in sketch.items()}
    if isinstance(sketch, list):
        return [_marked(each, stops, quote) for each in sketch]
    return sketch


def _phrase(phrase: Phrase, stops: list[Stop | Hole], quote: str) -> Written:
    """A text with marks, in quotes if it needs them as it is."""
    whole = "".join(each if isinstance(each, str) else each.text for each in phrase.pieces)
    marked = "".join(
        each if isinstance(each, str) else _mark(each, stops) for each in phrase.pieces
    )
    return Written(marked if is_plain(whole) and not quote else quoted(marked, quote or '"'))


def _mark(stop: Stop | Hole, stops: list[Stop | Hole]) -> str:
    stops.append(stop)
    return f"{_OPEN}{len(stops) - 1}{_END}"


def _split(text: str, stops: list[Stop | Hole]) -> tuple[str | Stop, ...]:
    """*text* with stops in the place of their marks."""
    return tuple(piece for piece in _pieces(text, stops) if piece != "")


def _pieces(text: str, stops: list[Stop | Hole]) -> Iterator[str | Stop]:
    at = 0
    for mark in _MARK.finditer(text):
        yield text[at : mark.start()]
        stop = stops[int(mark[1])]
        if isinstance(stop, Stop):
            yield Stop(stop.number, quoted(stop.text)[1:-1] if "\\" in stop.text else stop.text)
        else:
            yield from _hole(stop)
        at = mark.end()
    yield text[at:]


def _hole(hole: Hole) -> Iterator[str | Stop]:
    text = literal(hole.value)
    if text in ("{}", "[]"):
        yield from (text[0], Stop(hole.number), text[1])
    else:
        yield Stop(hole.number, text)
