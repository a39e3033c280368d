"""What `jsonschema` says about one value, each distinct question asked once.

A schema is asked about one level at a time: about the keys of an object, the
number of items of an array, a scalar. The same keys or the same scalar at the
same place always get the same verdict, so verdicts are remembered with the
schema, and a large document costs few questions. Only keywords that look at
more than one level at once (``anyOf``, ``not``, ...) see whole values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.specification.stages import Stage, stage_of
from bacalhau_ls.syntax.green import Container, Kind, Scalar, python_value
from bacalhau_ls.syntax.memo import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node

_LISTED = ("enum", "const")
_DEEP = (
    *_LISTED,
    "anyOf",
    "oneOf",
    "not",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "unevaluatedProperties",
    "unevaluatedItems",
    "$dynamicRef",
)
_OF_OBJECTS = (
    "required",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "additionalProperties",
)
_OF_ARRAYS = ("minItems", "maxItems", "uniqueItems")
_OF_SCALARS = (
    *_LISTED,
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
)
_PLAIN_TYPES = {str: "string", dict: "object", list: "array", bool: "boolean"}
_MOST_REMEMBERED = 8192
_LONGEST_REMEMBERED = 256


class Verdict(NamedTuple):
    """A keyword that a value violates, and the part of the schema that has it."""

    keyword: str
    part: Mapping[str, Any]
    error: Any = None
    """The `jsonschema` error, for keywords that look deeper than one level."""

    @property
    def expected(self) -> Any:
        """The value of the keyword."""
        return self.part[self.keyword]

    def said(self, annotation: str) -> Any:
        """What *annotation* says of this keyword: one thing for all, or one for each keyword."""
        value = self.part.get(annotation)
        return value.get(self.keyword) if isinstance(value, dict) else value

    @property
    def stage(self) -> Stage | None:
        """Where Bacalhau notices it, if the schema says that."""
        return stage_of(self.said("x-stage"))


def is_null(green: Green) -> bool:
    """Whether a value is null, or not written at all."""
    return (
        isinstance(green, Scalar)
        and green.value is None
        and green.kind in (Kind.LITERAL, Kind.MISSING)
    )


class Judge:
    """Asks a specification about values."""

    def __init__(self, specification: Specification) -> None:
        self._specification = specification

    def scalar(self, schema: Schema, leaf: Scalar) -> tuple[Verdict, ...]:
        """What *schema* has against a scalar; nothing if it cannot be read."""
        memo = schema.memo
        verdicts = memo.get(leaf.kind)  # where all strings are judged alike, else never there
        if verdicts is None:
            verdicts = memo.get((leaf.kind, leaf.text))
        return self._first_verdicts(schema, leaf) if verdicts is None else verdicts

    def refused(
        self, entries: Iterable[tuple[int, Green, Schema | None]]
    ) -> Iterator[tuple[int, Schema]]:
        """The scalars among *entries* that their schemas have something against, by their number.

        It is asked about all entries after each letter in one: what is known to be right is
        passed over without a call.
        """
        open_ = [
            (index, leaf, schema)
            for index, leaf, schema in entries
            if schema is not None
            and type(leaf) is Scalar
            and schema.memo.get(leaf.kind) != ()
            and schema.memo.get((leaf.kind, leaf.text)) != ()
        ]
        return ((i, schema) for i, leaf, schema in open_ if self.scalar(schema, leaf))

    def _first_verdicts(self, schema: Schema, leaf: Scalar) -> tuple[Verdict, ...]:
        value = schema.spelt_value(leaf.value)
        verdicts = tuple(self._ask(schema, value, _OF_SCALARS, deep=True))
        is_text = leaf.kind is Kind.STRING and not leaf.faulty
        if is_text and not _reads_texts(schema):
            self._remember(schema, leaf.kind, verdicts)
        elif len(leaf.text) <= _LONGEST_REMEMBERED:
            self._remember(schema, (leaf.kind, leaf.text), verdicts)
        return verdicts

    @staticmethod
    def takes_as_absent(node: Node, schema: Schema) -> bool:
        """Whether a null stands for nothing here, or an empty text where that is as good."""
        if node.value == "" and schema.first("x-empty-is-absent"):
            return True
        if not schema.null_is_absent or not is_null(node.green):
            return False
        is_member = node.parent is not None and node.parent.kind is Kind.OBJECT
        return is_member or "object" not in schema.types

    def container(self, schema: Schema, green: Container) -> tuple[Verdict, ...]:
        """What *schema* has against the keys of an object or the items of an array."""
        return (
            self._object(schema, green) if green.kind is Kind.OBJECT else self._array(schema, green)
        )

    def _object(self, schema: Schema, green: Container) -> tuple[Verdict, ...]:
        if _looks_deep(schema):
            return tuple(self._ask(schema, python_value(green), _OF_OBJECTS, deep=True))
        if not _looks_at_keys(schema):
            return tuple(self._ask(schema, {}, ()))
        names = self._names(schema, green)
        verdicts = schema.memo.get(names)
        if verdicts is None:
            value = dict.fromkeys(schema.spelt(name) for name in names if name is not None)
            verdicts = tuple(self._ask(schema, value, _OF_OBJECTS))
            if len(names) <= _LONGEST_REMEMBERED:
                self._remember(schema, names, verdicts)
        return verdicts

    @staticmethod
    def _names(schema: Schema, green: Container) -> tuple[Any, ...]:
        """The keys of an object; without those of fields that are as good as absent."""
        if not schema.null_is_absent:
            return green.keys.names
        members = zip(green.keys, green.children, strict=True)
        return tuple(
            [
                key.value
                for key, child in members
                if key.value is None or not is_null(child) or not schema.child(key.value)
            ]
        )

    def _array(self, schema: Schema, green: Container) -> tuple[Verdict, ...]:
        deep = _looks_deep(schema) or any("uniqueItems" in part for part in schema.parts)
        if deep:
            return tuple(self._ask(schema, python_value(green), _OF_ARRAYS, deep=True))
        count = len(green.children)
        verdicts = schema.memo.get(count)
        if verdicts is None:
            verdicts = tuple(self._ask(schema, [None] * count, _OF_ARRAYS))
            self._remember(schema, count, verdicts)
        return verdicts

    def is_shallow(self, schema: Schema) -> bool:
        """Whether no keyword of *schema* looks at more of a container than its keys and length."""
        return not _looks_deep(schema) and schema.first("uniqueItems") is None

    def _remember(self, schema: Schema, key: Any, verdicts: tuple[Verdict, ...]) -> None:
        if len(schema.memo) > _MOST_REMEMBERED:
            schema.memo.clear()
        schema.memo[key] = verdicts

    def _ask(
        self, schema: Schema, value: Any, keywords: tuple[str, ...], *, deep: bool = False
    ) -> Iterator[Verdict]:
        """The verdicts on *value*; if its type is wrong, only that."""
        for part in schema.parts:
            if not self._has_type(part, value):
                yield Verdict("type", part)
                return
        for part in schema.parts:
            asked = self._only(part, (*keywords, *_DEEP) if deep else keywords)
            if asked:
                for error in self._specification.errors(asked, value):
                    yield Verdict(str(error.schema_path[0]), part, error)

    def _has_type(self, part: Mapping[str, Any], value: Any) -> bool:
        """Whether *value* is of the type that *part* wants; plain cases need no library."""
        wanted = part.get("type")
        if wanted is None or wanted == _PLAIN_TYPES.get(type(value)):
            return True
        return self._specification.accepts(self._only(part, ("type",)), value)

    def _only(self, part: Mapping[str, Any], keywords: tuple[str, ...]) -> Mapping[str, Any]:
        """*part* with these keywords alone, always the same object for the same ones."""
        memo = self._specification.memo
        key = (id(part), keywords)
        if key not in memo:
            only = {k: part[k] for k in keywords if k in part}
            if only.get("additionalProperties", True) is not False:
                only.pop("additionalProperties", None)
            if "additionalProperties" in only:
                only["properties"] = dict.fromkeys(part.get("properties", ()), True)
                only["patternProperties"] = dict.fromkeys(part.get("patternProperties", ()), True)
            memo[key] = only
        kept: Mapping[str, Any] = memo[key]
        return kept


@once
def _looks_deep(schema: Schema) -> bool:
    """Whether a keyword of *schema* looks at more than one level at once."""
    return any(keyword in part for part in schema.parts for keyword in _DEEP)


@once
def _looks_at_keys(schema: Schema) -> bool:
    """Whether it matters which keys an object has, or how many."""
    closed = any(part.get("additionalProperties") is False for part in schema.parts)
    return closed or any(k in part for part in schema.parts for k in _OF_OBJECTS[:-1])


def _reads_texts(schema: Schema) -> bool:
    """Whether more than its type counts of a string."""
    return any(keyword in part for part in schema.parts for keyword in (*_OF_SCALARS, *_DEEP))
