"""What is written for a key or a whole value, with stops where the author goes on."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any

from bacalhau_ls.syntax.openings import Hole, Phrase, Sketch, Stop

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from bacalhau_ls.specification import Schema, Specification

_STOP = re.compile(
    r"\\(?P<escaped>[$}\\])"
    r"|\$\{(?P<number>\d+):(?P<text>(?:\\.|[^}\\])*)\}"
    r"|\$\{(?P<choosing>\d+)\|(?P<first>(?:\\.|[^,|\\])*)[^}]*\|\}"
    r"|\$\{?(?P<bare>\d+)\}?"
)
_DEEPEST = 6
_BLANK: dict[str, Any] = {"integer": 0, "number": 0, "boolean": False, "null": None}
_NUMBERED = re.compile(r"(.*?)(\.[A-Za-z0-9]+)?", re.DOTALL)


def sketch_of(body: Any) -> Sketch:
    """The sketch that the ``body`` of a ``defaultSnippets`` entry stands for."""
    if isinstance(body, dict):
        return {_key(name): sketch_of(value) for name, value in body.items()}
    if isinstance(body, list):
        return [sketch_of(item) for item in body]
    if not isinstance(body, str):
        return body
    return _raw(body[1:]) if body.startswith("^") else _phrase(body)


def _key(name: str) -> Sketch:
    phrase = _phrase(name)
    return phrase if isinstance(phrase, Phrase) else name


def _phrase(text: str) -> Sketch:
    pieces = tuple(_pieces(text))
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(str(piece) for piece in pieces)
    return Phrase(pieces)


def _pieces(text: str) -> Iterator[str | Stop]:
    at = 0
    for found in _STOP.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        at = found.end()
        if found["escaped"]:
            yield found["escaped"]
        else:
            number = found["number"] or found["choosing"] or found["bare"]
            yield Stop(int(number), _unescaped(found["text"] or found["first"] or ""))
    if at < len(text):
        yield text[at:]


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _raw(text: str) -> Sketch:
    """A value that stands outside quotes."""
    stop = _STOP.fullmatch(text)
    content = _unescaped((stop["text"] or "") if stop else text)
    try:
        value = json.loads(content)
    except ValueError:
        return _phrase(text)
    number = (stop["number"] or stop["bare"]) if stop else None
    return Hole(int(number), value) if number else value


# -- without a snippet --------------------------------------------------------------


class Sketcher:
    """Makes the least that can stand where a schema governs; its stops count up."""

    def __init__(self, specification: Specification) -> None:
        self._specification = specification
        self._numbers = count(1)

    def sketch(
        self, schema: Schema | None, taken: Container[Any] = frozenset(), depth: int = 0
    ) -> Sketch:
        """A sketch of a value; its first example that is not *taken*, if examples are to do."""
        kind = next(iter(schema.types), "") if schema else ""
        if schema is None:
            return self._text("")
        if snippet := next(snippets_of(schema), None):
            return self.renumbered(sketch_of(snippet["body"]))
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            return self._array(schema, depth)
        if (const := schema.first("const")) is not None:
            return const
        known = [schema.first("default"), *schema.values, *_examples(schema)]
        known = [value for value in known if value is not None and not _is_taken(value, taken)]
        if known:
            return self.stopped(known[0])
        return self.stopped(_BLANK[kind]) if kind in _BLANK else self._text("")

    def _text(self, text: str) -> Phrase:
        return Phrase((Stop(next(self._numbers), text),))

    def _object(self, schema: Schema, depth: int) -> Sketch:
        schema, chosen = self._with_branch(schema)
        members = {}
        for name in schema.required if depth < _DEEPEST else ():
            if name in chosen:
                members[name] = self.stopped(chosen[name])
            else:
                members[name] = self.sketch(schema.child(name), depth=depth + 1)
        return members or Hole(next(self._numbers), {})

    def _with_branch(self, schema: Schema) -> tuple[Schema, dict[str, Any]]:
        """*schema* with its first branch, and the value that selects it."""
        branches = dict(schema.branches())
        chooser = schema.chooser
        child = schema.child(chooser) if chooser else None
        if child is None or chooser is None:
            return schema, {}
        value = child.first("default", next(iter(branches)))
        branch = branches.get(value)
        parts = (*schema.parts, *branch.parts) if branch else schema.parts
        return self._specification.schema(*parts), {chooser: value}

    def _array(self, schema: Schema, depth: int) -> Sketch:
        item = schema.child(0)
        if item is not None and "object" in item.types and depth < _DEEPEST:
            return [self.sketch(item, depth=depth + 1)]
        if examples := _examples(schema):
            return self.stopped(examples[0])
        if item is not None and item.types and depth < _DEEPEST:
            return [self.sketch(item, depth=depth + 1)]
        return Hole(next(self._numbers), [])

    def renumbered(self, sketch: Sketch) -> Sketch:
        """*sketch* with its stops behind those that there are already."""
        numbers: defaultdict[int, int] = defaultdict(lambda: next(self._numbers))

        def renewed(piece: Sketch) -> Sketch:
            if isinstance(piece, dict):
                return {renewed(name): renewed(value) for name, value in piece.items()}
            if isinstance(piece, list):
                return [renewed(item) for item in piece]
            if isinstance(piece, Phrase):
                return Phrase(tuple(renewed(each) for each in piece.pieces))
            if isinstance(piece, Stop):
                return piece._replace(number=numbers[piece.number])
            if isinstance(piece, Hole):
                return Hole(numbers[piece.number], piece.value)
            return piece

        return renewed(sketch)

    def stopped(self, value: Any) -> Sketch:
        """*value* with a stop at each of its leaves."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict) and value:
            return {name: self.stopped(each) for name, each in value.items()}
        if isinstance(value, list) and value:
            return [self.stopped(each) for each in value]
        return Hole(next(self._numbers), value)


def _is_taken(value: Any, taken: Container[Any]) -> bool:
    return isinstance(value, str) and value in taken


def _examples(schema: Schema) -> list[Any]:
    examples = schema.first("examples", [])
    return examples if isinstance(examples, list) else []


def snippets_of(schema: Schema | None) -> Iterator[Mapping[str, Any]]:
    """The skeletons that the schema has for a place."""
    for part in schema.parts if schema else ():
        for snippet in part.get("defaultSnippets", ()):
            if isinstance(snippet, dict) and "body" in snippet and "label" in snippet:
                yield snippet


def distinct(text: str, taken: Container[str]) -> str:
    """*text*, or with a number in it if it is *taken*: ``main-2``, ``/inputs/data-2.csv``."""
    if text not in taken:
        return text
    parts = _NUMBERED.fullmatch(text)
    assert parts is not None
    stem, ending = parts[1], parts[2] or ""
    return next(new for n in count(2) if (new := f"{stem}-{n}{ending}") not in taken)
