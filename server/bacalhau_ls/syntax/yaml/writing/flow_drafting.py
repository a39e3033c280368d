"""Sketches as YAML between brackets: on one line, without quotes where that is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.writing import drafting as in_brackets
from bacalhau_ls.syntax.openings import Hole, Part, Phrase, Stop
from bacalhau_ls.syntax.yaml.writing.blocks import quote_around
from bacalhau_ls.syntax.yaml.writing.literals import is_plain_in_brackets, literal, quoted
from bacalhau_ls.syntax.yaml.writing.stops import mark, marked, split, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.openings import Draft, Opening, Sketch

_QUOTES: Final = ("'", '"')


class FlowDrafter(in_brackets.Drafter):
    """Writes sketches into one opening between brackets."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        is_key = opening.part in (Part.KEY, Part.MEMBER)
        quote = opening.quote if is_key else ""
        self._habits = self._habits._replace(key_quote=quote or _quote_of_keys(opening))
        self._quote = quote_around(opening.node) if is_key else opening.quote

    def draft(self, name: str | None, sketch: Sketch) -> Draft:
        """The text that makes the member *name* or the value or item of a *sketch*."""
        made = super().draft(name, sketch)
        if name is not None or not isinstance(sketch, str) or self._opening.quote:
            return made
        return made._replace(shown="" if is_plain_in_brackets(sketch) else quoted(sketch))

    def _written(self, sketch: Sketch) -> Iterator[str | Stop]:
        stops: list[Stop | Hole] = []
        return split(self._text(sketch, stops), stops, _hole)

    def _text(self, sketch: Sketch, stops: list[Stop | Hole]) -> str:
        """*sketch* with marks in the place of its stops."""
        if isinstance(sketch, dict):
            members = (
                f"{self._text(name, stops)}: {self._text(each, stops)}"
                for name, each in sketch.items()
            )
            return f"{{{', '.join(members)}}}"
        if isinstance(sketch, list):
            return f"[{', '.join(self._text(each, stops) for each in sketch)}]"
        if isinstance(sketch, Hole):
            return mark(sketch, stops)
        if isinstance(sketch, Phrase):
            return marked(sketch, stops, self._quote_for(text_of(sketch)))
        if isinstance(sketch, str) and (quote := self._quote_for(sketch)):
            return quoted(sketch, quote)
        return sketch if isinstance(sketch, str) else literal(sketch)

    def _quote_for(self, text: str) -> str:
        """The quote that *text* is to stand in; empty if it needs none."""
        return "" if is_plain_in_brackets(text) and not self._quote else self._quote or '"'


def _quote_of_keys(opening: Opening) -> str:
    """The quote that the first other key of the object is in."""
    green = opening.container.green
    keys = green.keys if isinstance(green, Container) else ()
    texts = (key.text for index, key in enumerate(keys) if index != opening.node.index)
    first = next(texts, "")[:1]
    return first if first in _QUOTES else ""


def _hole(hole: Hole) -> Iterator[str | Stop]:
    text = literal(hole.value)
    if text in ("{}", "[]"):
        yield from (text[0], Stop(hole.number), text[1])
    else:
        yield Stop(hole.number, text)
