"""What a specification says about one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from bacalhau_ls.specification.conditions import Conditions
from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.green import TEMPLATE_OPENING
from bacalhau_ls.syntax.memo import once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Node

    Part: TypeAlias = Mapping[str, Any]

_MOST_REMEMBERED = 4096
_MOST_LETTERS_MORE = 2
_ANY_OTHER = None
"""Stands for the names that the schema does not name."""


class Schema:
    """What a specification says about one place. Compared by identity."""

    def __init__(self, specification: Specification, parts: tuple[Part, ...]) -> None:
        self._specification = specification
        self.parts = parts
        """Raw schemas without their ``$ref`` and ``allOf``; all hold at once."""
        self.memo: dict[Any, Any] = {}
        """Verdicts on values at this place, kept by those who judge."""
        types = self.first("type", ())
        self.types: tuple[str, ...] = (types,) if isinstance(types, str) else tuple(types)
        """The JSON types that are allowed; empty for any."""
        self._properties = _merged(part.get("properties") for part in parts)
        self.null_is_absent = specification.null_is_absent
        """Whether a member that is null is as good as none."""
        self.has_own_items = any("prefixItems" in part for part in parts)
        """Whether something is said about items by their number."""
        self._spellings = specification.spellings_of(self._properties)
        self._children: dict[str | int, Schema | None] = {}
        """What was asked for."""
        self._kinds_of_children: dict[Any, Schema | None] = {}
        """The same, one for all those of which the same is said."""
        self._has_patterns = any(part.get("patternProperties") for part in parts)
        self._prefix = max((len(part.get("prefixItems", ())) for part in parts), default=0)
        is_conditional = any("if" in part for part in parts)
        self._conditions = Conditions(specification, self) if is_conditional else None

    # -- what is said --------------------------------------------------------

    def first(self, keyword: str, default: Any = None) -> Any:
        """The value of *keyword* in the first part that has it."""
        return next((part[keyword] for part in self.parts if keyword in part), default)

    @property
    def title(self) -> str:
        """The domain's name for what stands here; may be empty."""
        return str(self.first("title", ""))

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that are known here, in the schema's order."""
        return tuple(self._properties)

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that must be there, the gravest first."""
        return tuple(
            dict.fromkeys(name for part in self.parts for name in part.get("required", ()))
        )

    @property
    def is_closed(self) -> bool:
        """Whether keys that are not known are wrong."""
        return any(part.get("additionalProperties") is False for part in self.parts)

    @property
    def values(self) -> tuple[Any, ...]:
        """The values that are allowed, if they are listed."""
        listed = self.first("enum")
        if listed is None and (const := self.first("const")) is not None:
            return (const,)
        return tuple(listed or ())

    @property
    def offered(self) -> tuple[Any, ...]:
        """Those of the allowed values that somebody may want today."""
        unwanted = self.first("x-discouraged", ())
        return tuple(value for value in self.values if value not in unwanted)

    @property
    def vocabulary(self) -> frozenset[str]:
        """All keys that are known here or anywhere below, whatever the branch."""
        return _vocabulary_of(self)

    def is_required(self, name: str) -> bool:
        """Whether an object here must have the key *name*."""
        return name in self.required

    # -- letter case ---------------------------------------------------------

    @property
    def is_any_case(self) -> bool:
        """Whether letter case makes no difference in the keys that are known here."""
        return bool(self._spellings)

    def spelt(self, name: Any) -> Any:
        """How the key *name* is spelt here; as it is unless the specification reads any case."""
        if not self._spellings or name in self._properties or not isinstance(name, str):
            return name
        return self._spellings.get(name.lower(), name)

    def spelt_value(self, value: Any) -> Any:
        """How one of the listed values is spelt, where letter case makes no difference."""
        if not isinstance(value, str) or not self.first("x-any-case"):
            return value
        wanted = value.strip().lower()
        return next((known for known in self.values if str(known).lower() == wanted), value)

    def meant_value(self, value: Any) -> Any:
        """The one listed value that *value* is a slip for, if it is none itself.

        A word that goes on behind it is rather the name of something else, such as a plug-in.
        """
        spelt = self.spelt_value(value)
        if not isinstance(spelt, str) or spelt in self.values or TEMPLATE_OPENING in spelt:
            return spelt
        close = nearest(spelt, [known for known in self.offered if isinstance(known, str)])
        is_slip = len(close) == 1 and len(spelt) <= len(close[0]) + _MOST_LETTERS_MORE
        return close[0] if is_slip else spelt

    # -- the way down --------------------------------------------------------

    def child(self, step: str | int) -> Schema | None:
        """What governs the member or item *step*; None where nothing is said."""
        if step not in self._children:
            if len(self._children) > _MOST_REMEMBERED:
                self._children.clear()
            self._children[step] = self._child(self._told_apart(step), step)
        return self._children[step]

    def _child(self, key: Any, step: str | int) -> Schema | None:
        if key not in self._kinds_of_children:
            if len(self._kinds_of_children) > _MOST_REMEMBERED:
                self._kinds_of_children.clear()
            raw = self._raw_member(step) if isinstance(step, str) else self._raw_item(step)
            self._kinds_of_children[key] = self._specification.schema(*raw) if raw else None
        return self._kinds_of_children[key]

    def _told_apart(self, step: str | int) -> Any:
        """*step*, but the same for all those of which the schema says the same."""
        if isinstance(step, int):
            return min(step, self._prefix)
        if self._has_patterns or step in self._properties:
            return step
        spelt = self.spelt(step)
        return spelt if spelt in self._properties else _ANY_OTHER

    @property
    def is_map(self) -> bool:
        """Whether all members of an object here are alike, whatever they are called."""
        is_object = not self.types or "object" in self.types
        says_of_some = self._properties or self._has_patterns or self._conditions is not None
        return is_object and not says_of_some

    def _raw_member(self, name: str) -> tuple[Part, ...]:
        name = self.spelt(name)
        found = []
        for part in self.parts:
            known = name in part.get("properties", ())
            if known:
                found.append(part["properties"][name])
            for pattern, raw in part.get("patternProperties", {}).items():
                if re.search(pattern, name):
                    found.append(raw)
                    known = True
            if not known and isinstance(part.get("additionalProperties"), dict):
                found.append(part["additionalProperties"])
        return tuple(raw for raw in found if isinstance(raw, dict))

    def _raw_item(self, index: int) -> tuple[Part, ...]:
        found = []
        for part in self.parts:
            first = part.get("prefixItems", ())
            found.append(first[index] if index < len(first) else part.get("items"))
        return tuple(raw for raw in found if isinstance(raw, dict))

    # -- branches ------------------------------------------------------------

    def chosen_for(self, node: Node) -> Schema:
        """This schema with the branches that hold for the value at *node*."""
        return self if self._conditions is None else self._conditions.chosen_for(node)

    def branches(self) -> Iterator[tuple[str, Schema]]:
        """The branches that one member's value selects: that value, and what then holds too."""
        return iter(()) if self._conditions is None else self._conditions.branches()

    @property
    def chooser(self) -> str | None:
        """The member whose value selects the branch, if one does."""
        values = {value for value, _ in self.branches()}
        for name in self.names if values else ():
            child = self.child(name)
            if child is not None and values.issubset(child.values):
                return name
        return None

    def selecting(self, value: str) -> Schema:
        """This schema with the branch that *value* selects."""
        branch = dict(self.branches()).get(value)
        if branch is None:
            return self
        return self._specification.schema(*self.parts, *branch.parts)


@once
def _vocabulary_of(schema: Schema) -> frozenset[str]:
    seen, pending, words = {schema}, [schema], set[str]()
    while pending:
        each = pending.pop()
        words.update(each.names)
        inner = [each.child(name) for name in each.names]
        inner += [each.child(0), *(branch for _, branch in each.branches())]
        new = {found for found in inner if found is not None} - seen
        seen |= new
        pending.extend(new)
    return frozenset(words)


def _merged(mappings: Iterator[Mapping[str, Any] | None]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for mapping in mappings:
        for name, raw in (mapping or {}).items():
            merged.setdefault(name, raw)
    return merged
