"""Which schema governs a place: the one module that knows.

A `Specification` is a JSON Schema as data. A `Schema` is all that it says about
one place: the *parts* (raw schemas) that hold there at once, found through
``$ref`` and ``allOf``, with the branches of ``if`` / ``then`` / ``else`` still
to be chosen by the value (`Schema.chosen_for`). `Schema` objects are made once
for each combination of parts, so they can be compared by identity.
"""

from __future__ import annotations

import json
import logging
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from bacalhau_ls.specification.checks import check, pointed_at
from bacalhau_ls.specification.lettercase import Spelling
from bacalhau_ls.specification.schema import Schema
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.tree import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bacalhau_ls.document import Document
    from bacalhau_ls.specification.bounded import Errors, ErrorsUnder
    from bacalhau_ls.text import Span

    Part: TypeAlias = Mapping[str, Any]

__all__ = ["Schema", "Specification"]

_log = logging.getLogger(__name__)
_LONGEST_REASON = 100
_DEEPEST = 64
"""Levels; further in is nothing that somebody has written on purpose."""


class Specification:
    """A JSON Schema (2020-12) that specs are held to."""

    def __init__(self, name: str, raw: Mapping[str, Any]) -> None:
        self.name = name
        self.raw = raw
        self._schemas: dict[tuple[int, ...], Schema] = {}
        self._errors_under: ErrorsUnder | None = None
        self._errors: dict[int, Errors] = {}
        self._complaints: set[str] = set()
        self._any_case = raw.get("x-any-case-keys") is True
        self.takes_json_for_yaml = raw.get("x-json-is-yaml") is True
        """Whether JSON is read by the rules of YAML."""
        self.runs_one_task = raw.get("x-one-task") is True
        """Whether all tasks but the first are dropped."""
        self.null_is_absent = raw.get("x-null-is-absent") is True
        self.memo: dict[Any, Any] = {}
        """Derived schemas, kept by those who derive them."""
        self.root = self.schema(raw)
        self._view = Spelling.of_schema(raw).view if self._any_case else Node

    @classmethod
    def from_trusted(cls, name: str, text: str) -> Specification:
        """The specification in *text*, which is known to be a sound schema."""
        return cls(name, json.loads(text))

    @classmethod
    def from_json(cls, name: str, text: str) -> Specification:
        """The specification in *text*; ValueError says what is wrong with it."""
        from bacalhau_ls.specification import bounded  # noqa: PLC0415 - slow to import

        raw = json.loads(text, object_hook=bounded.closed)
        if not isinstance(raw, dict):
            message = "a JSON Schema must be an object"
            raise ValueError(message)  # noqa: TRY004 - the text is at fault, not a type
        check(raw)
        specification = cls(name, raw)
        specification._errors_under = bounded.strangers(raw)
        return specification

    def schema(self, *raw: Part) -> Schema:
        """The schema of a place where all of *raw* hold."""
        parts = tuple({id(part): part for each in raw for part in self._flattened(each)}.values())
        key = tuple(id(part) for part in parts)
        if key not in self._schemas:
            self._schemas[key] = Schema(self, parts)
        return self._schemas[key]

    def spellings_of(self, names: Iterable[str]) -> Mapping[str, str]:
        """The *names* of fields by their small letters; none if letter case counts."""
        return {name.lower(): name for name in names} if self._any_case else {}

    def reading(self, document: Document) -> Document:
        """The same document as those who follow this specification read it."""
        return document.seen(self._view)

    def _flattened(self, raw: Part) -> Iterator[Part]:
        """*raw* and all that it draws in by ``$ref`` and ``allOf``, each once."""
        pending, seen = [raw], set()
        while pending:
            part = pending.pop()
            if id(part) in seen or not isinstance(part, dict):
                continue
            seen.add(id(part))
            yield part
            pending.extend(reversed(part.get("allOf", ())))
            if (target := pointed_at(self.raw, part.get("$ref"))) is not None:
                pending.append(target)

    def errors(self, raw: Part, value: Any) -> Iterator[Any]:
        """The errors of `jsonschema` on *value* under *raw*, a part of this schema.

        A user's own schema may hold what `jsonschema` fails at (an endless
        reference, one that leads out of it); that part then has nothing to say.
        """
        errors = self._errors.get(id(raw))
        if errors is None:
            errors = self._errors[id(raw)] = self._judged_under(raw)
        try:
            yield from errors(value)
        except Exception as error:  # noqa: BLE001 - any, as it is their schema
            self._complain(str(error)[:_LONGEST_REASON] or type(error).__name__)

    def _complain(self, reason: str) -> None:
        if reason not in self._complaints:
            self._complaints.add(reason)
            _log.warning("a part of the schema %s cannot be used: %s", self.name, reason)

    def _judged_under(self, raw: Part) -> Errors:
        if self._errors_under is None:
            from bacalhau_ls.specification import bounded  # noqa: PLC0415 - slow to import

            self._errors_under = bounded.ours(self.raw)
        return self._errors_under(raw)

    def accepts(self, raw: Any, value: Any) -> bool:
        """Whether *value* is valid under *raw*, a part of this schema."""
        if isinstance(raw, bool):
            return raw
        return next(self.errors(raw, value), None) is None

    def governing(self, node: Node) -> Schema | None:
        """What is said about the value at *node*, its branches chosen."""
        way = [node, *islice(node.ancestors(), _DEEPEST)]
        if way[-1].parent is not None:
            return None
        schema: Schema | None = self.root
        for step in reversed(way):
            if step.kind is Kind.DOCUMENT:
                continue
            if step.parent is not None and step.parent.kind is not Kind.DOCUMENT:
                name = step.name if step.parent.kind is Kind.OBJECT else step.index
                schema = schema.child(name) if schema and name is not None else None
            if schema is None:
                return None
            schema = schema.chosen_for(step)
        return schema

    def governed(self, top: Node, within: Span) -> Iterator[tuple[Node, Schema]]:
        """The values that touch *within* and that something is said about, with what is said.

        They come in the order of the text, a container before what is in it.
        """
        pending = [(top, self.root)]
        while pending:
            node, schema = pending.pop()
            schema = schema.chosen_for(node)
            yield node, schema
            below = []
            for child in node.children_touching(within):
                step = child.name if node.kind is Kind.OBJECT else child.index
                inner = None if step is None else schema.child(step)
                if inner is not None:
                    below.append((child, inner))
            pending.extend(reversed(below))
