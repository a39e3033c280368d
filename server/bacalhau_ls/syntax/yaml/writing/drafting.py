"""Sketches as YAML: lines, indentation and dashes where something is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.openings import Draft, Hole, Opening, Part, Phrase, Sketch, Stop
from bacalhau_ls.syntax.yaml.reading.lines import BLANKS, line_start
from bacalhau_ls.syntax.yaml.writing.blocks import (
    behind_key,
    block,
    joined,
    member,
    quote_around,
)
from bacalhau_ls.syntax.yaml.writing.entries import Entries, column_of
from bacalhau_ls.syntax.yaml.writing.flow_drafting import FlowDrafter
from bacalhau_ls.syntax.yaml.writing.line_slots import has_lines_below
from bacalhau_ls.syntax.yaml.writing.literals import (
    Line,
    Written,
    is_nested,
    is_plain,
    key_literal,
    literal,
)
from bacalhau_ls.syntax.yaml.writing.rewriting import hand_of
from bacalhau_ls.syntax.yaml.writing.stops import mark, marked, split, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.notation import Drafter

_BLANK: Final = (" ", "\t")
_SIGN: Final = re.compile(r"\n? *(?:- )?")


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
        """A line break, blanks and a dash that the stand-in has in front of the key or value."""

    def draft(self, name: str | None, sketch: Sketch) -> Draft | None:
        """The text that makes the member *name* or the value of a *sketch*."""
        if self._opening.part is Part.VALUE and not self._takes(sketch):
            return None
        stops: list[Stop | Hole] = []
        lines = self._lines(
            None if name is None else Written(key_literal(name, self._opening.quote)),
            _marked(sketch, stops, self._hand.quote),
        )
        text = joined(lines, self._column(), self._hand)
        content = self._opening.content
        blanks = BLANKS.match(content, line_start(content, self._at), self._at)
        assert blanks is not None
        sign = "" if text.startswith("\n") else self._sign
        pieces = tuple(split(sign + text, stops, _hole))
        return Draft(pieces, (), blanks.group(), self._shown(sketch, pieces))

    def _takes(self, sketch: Sketch) -> bool:
        """Whether a value is to be written here, and not behind or in front of blanks.

        There are two openings behind a key. What takes lines of its own goes directly
        behind the colon, so that no blanks are left in front of them.
        """
        word, content = self._opening.word, self._opening.content
        if self._is_on_own_line() or self._opening.container.kind is Kind.DOCUMENT:
            return True
        if self._sign:
            return word.start == word.end or _is_nested(sketch)
        return content[self._at - 1 : self._at] not in _BLANK or not _is_nested(sketch)

    def _shown(self, sketch: Sketch, pieces: tuple[str | Stop, ...]) -> str:
        """The lines of a value as one, or a text with the quotes that it cannot do without."""
        is_bare = isinstance(sketch, str) and (self._opening.quote or is_plain(sketch))
        if self._opening.part in (Part.KEY, Part.MEMBER) or is_bare:
            return ""
        text = "".join(piece.text if isinstance(piece, Stop) else piece for piece in pieces)
        return ", ".join(filter(None, (line.strip() for line in text.split("\n"))))

    def _lines(self, name: str | None, value: Any) -> list[str]:
        part, hand = self._opening.part, self._hand
        if part is Part.KEY:
            return [str(name)]
        if part is Part.MEMBER:
            return self._member(str(name), value)
        if part is Part.ITEM or self._is_on_own_line():
            return block(value, hand) if is_nested(value) else [literal(value, hand.quote)]
        return behind_key(value, hand)

    def _member(self, key: str, value: Any) -> list[str]:
        """The lines of a key and its value; the key alone if its value stands below already."""
        if has_lines_below(self._opening.content, self._at + len(self._sign), self._column()):
            return [f"{key}:"]
        return member(Written(key), value, self._hand)

    def _column(self) -> int:
        """The column that further lines count from: that of the first, or of the key before it.

        Behind a dash it is the first line's, however wide the dash is.
        """
        container, content = self._opening.container, self._opening.content
        if container.kind is Kind.DOCUMENT:
            return 0
        if self._opening.part is not Part.VALUE or self._is_on_own_line():
            return column_of(content, self._at + len(self._sign))
        entries = Entries(content, container)
        return column_of(content, entries.start(self._opening.node.index))

    def _is_on_own_line(self) -> bool:
        content = self._opening.content
        return not content[line_start(content, self._at) : self._at].strip(" \t\ufeff")


def drafter(opening: Opening) -> Drafter:
    """What writes into *opening*."""
    container = opening.container
    assert isinstance(container.green, Container)
    if container.green.block or container.kind is Kind.DOCUMENT:
        return _BlockDrafter(opening)
    return FlowDrafter(opening)


def _marked(sketch: Sketch, stops: list[Stop | Hole], quote: str) -> Any:
    """*sketch* as plain values, with marks in the place of its stops."""
    if isinstance(sketch, Phrase):
        return _phrase(sketch, stops, quote)
    if isinstance(sketch, Hole):
        return _marked_hole(mark(sketch, stops), sketch.value)
    if isinstance(sketch, dict):
        return {_marked(k, stops, ""): _marked(v, stops, quote) for k, v in sketch.items()}
    if isinstance(sketch, list):
        return [_marked(each, stops, quote) for each in sketch]
    return sketch


def _marked_hole(text: str, value: Any) -> Any:
    """A mark: as an item of an empty list, on a line of its own for the members of an object."""
    if value == []:
        return [Written(text)]
    return Line(text) if value == {} else Written(text)


def _is_nested(sketch: Sketch) -> bool:
    return is_nested(sketch.value or Line() if isinstance(sketch, Hole) else sketch)


def _phrase(phrase: Phrase, stops: list[Stop | Hole], quote: str) -> Written:
    """A text with marks, in quotes if it needs them as it is."""
    is_bare = is_plain(text_of(phrase)) and not quote
    return Written(marked(phrase, stops, "" if is_bare else quote or '"'))


def _hole(hole: Hole) -> Iterator[Stop]:
    yield Stop(hole.number, "" if hole.value in ({}, []) else literal(hole.value))
