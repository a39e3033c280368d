"""The parts of a schema that hold for some values only, and which of them hold for a value."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from bacalhau_ls.syntax.green import Container, Green, Kind, Scalar, has_choices, python_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.specification import Specification
    from bacalhau_ls.specification.schema import Schema
    from bacalhau_ls.syntax.tree import Node

    Part: TypeAlias = Mapping[str, Any]

_MOST_REMEMBERED = 4096
_CHOSEN = Scalar(Kind.PLACEHOLDER, "", None)
_PLAIN_CONDITION = frozenset({"properties", "required", "type"})


class Conditions:
    """The ``if``, ``then`` and ``else`` of a schema."""

    def __init__(self, specification: Specification, schema: Schema) -> None:
        self._specification = specification
        self._schema = schema
        self._parts = _conditional(schema)
        self._chosen: dict[Any, Schema] = {}

    def chosen_for(self, node: Node) -> Schema:
        """The schema with the branches that hold for the value at *node*."""
        key = self._discriminating(node.green)
        chosen = self._chosen.get(key) if key is not None else None
        if chosen is None:
            chosen = self._choose(self._deciding(node.green))
            if key is not None and len(self._chosen) < _MOST_REMEMBERED:
                self._chosen[key] = chosen
        return chosen

    def branches(self) -> Iterator[tuple[str, Schema]]:
        """The branches that one member's value selects: that value, and what then holds too."""
        for part in self._parts:
            chooser = part["if"].get("properties", {}) if isinstance(part["if"], dict) else {}
            values = [raw.get("const") for raw in chooser.values() if isinstance(raw, dict)]
            value = values[0] if len(values) == 1 else None
            if isinstance(value, str) and isinstance(part.get("then"), dict):
                yield value, self._specification.schema(part["then"])

    def _choose(self, value: Any) -> Schema:
        schema = self._schema
        decided: set[int] = set()
        while undecided := [part for part in _conditional(schema) if id(part) not in decided]:
            branches: list[Part] = list(schema.parts)
            for part in undecided:
                decided.add(id(part))
                branch = "then" if self._specification.accepts(part["if"], value) else "else"
                if isinstance(part.get(branch), dict):
                    branches.append(part[branch])
            schema = self._specification.schema(*branches)
        return schema

    # -- what is looked at ---------------------------------------------------

    @cached_property
    def _discriminators(self) -> tuple[str, ...] | None:
        """The members that decide on the branches; None if more than plain members does."""
        conditions = [part["if"] for part in self._parts]
        if not all(isinstance(each, dict) and set(each) <= _PLAIN_CONDITION for each in conditions):
            return None
        names: set[str] = set()
        for condition in conditions:
            names.update(condition.get("properties", ()), condition.get("required", ()))
        return tuple(sorted(names))

    def _discriminating(self, green: Green) -> tuple[Any, ...] | None:
        """What tells the values of those members from others; None if they are not scalars."""
        names = self._discriminators
        if names is None or not isinstance(green, Container) or green.kind is not Kind.OBJECT:
            return None
        leaves = self._members(green)
        values = [leaves.get(name) for name in names]
        if any(isinstance(value, Container) for value in values):
            return None
        return tuple((v.kind, v.text) if isinstance(v, Scalar) else None for v in values)

    def _deciding(self, green: Green) -> Any:
        """The value that branches are chosen by: all of it only if conditions look at more.

        What stands beside a slip is written for what is meant.
        """
        names = self._discriminators
        if names is None or not isinstance(green, Container) or green.kind is not Kind.OBJECT:
            return python_value(green)
        members = self._members(green)
        found = {}
        for name in names:
            if name in members:
                value, inner = python_value(members[name]), self._schema.child(name)
                found[name] = inner.meant_value(value) if inner else value
        return found

    def _members(self, green: Container) -> dict[Any, Green]:
        """The members of an object by their spelling here.

        Of those with one name a template chooses one, if it decides which members there are.
        """
        names = [key.value for key in green.keys]
        if self._schema.is_any_case:
            names = [self._schema.spelt(name) for name in names]
        members = dict(zip(names, green.children, strict=True))
        if len(members) < len(names) and has_choices(green):
            members.update((name, _CHOSEN) for name in members if names.count(name) > 1)
        return members


def _conditional(schema: Schema) -> tuple[Part, ...]:
    return tuple(part for part in schema.parts if "if" in part)
