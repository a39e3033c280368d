"""Trees read as Bacalhau reads them: letter case makes no difference in the names of fields.

Names that the author chose himself, such as those of labels or environment
variables, stay as they are written.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.memo import once
from bacalhau_ls.syntax.tree import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bacalhau_ls.syntax.green import Green

_UNKNOWN: Final = object()


class Spelling:
    """How the fields of a specification are spelt."""

    def __init__(
        self,
        fields: Iterable[str],
        mappings: Iterable[str] = (),
        values: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._fields = {name.lower(): name for name in fields}
        self._mappings = frozenset(mappings)
        """Fields whose own members have names of the author's choice."""
        self._values = {
            name: {value.lower(): value for value in known}
            for name, known in (values or {}).items()
        }
        """The values of fields in which letter case makes no difference either."""
        self._words = frozenset(word for known in self._values.values() for word in known)
        spelt = {value for known in self._values.values() for value in known.values()}
        lower = Counter(value.lower() for value in spelt)
        self._settled = frozenset(value for value in spelt if lower[value.lower()] == 1)
        """Values that are spelt in one way, whatever the field."""

    @classmethod
    def of_schema(cls, raw: Mapping[str, Any]) -> Spelling:
        """The spelling that a JSON Schema has for its fields and their values."""
        fields: set[str] = set()
        mappings: set[str] = set()
        values: dict[str, list[str]] = {}
        for properties in _properties_in(raw):
            for name, inner in properties.items():
                fields.add(name)
                if isinstance(inner.get("additionalProperties"), dict) or _is_list_of_texts(inner):
                    mappings.add(name)
                if inner.get("x-any-case"):
                    values.setdefault(name, []).extend(map(str, inner.get("enum", ())))
        return cls(fields, mappings, values)

    def view(self, green: Green, start: int) -> Node:
        """A green node with nothing around it as an `AnyCaseNode`."""
        return AnyCaseNode(green, start, spelling=self)

    def of(self, name: str | None, owner: str | None) -> str | None:
        """How *name* is spelt if it is that of a field in *owner*."""
        if name is None or owner in self._mappings:
            return name
        return self._fields.get(name.lower(), name)

    def is_word(self, text: str) -> bool:
        """Whether *text* may be spelt in another way, as a value of any such field."""
        return text not in self._settled and text.strip().lower() in self._words

    def of_value(self, value: str, field: str | None) -> str:
        """How *value* is spelt if it is one of those of *field*."""
        known = self._values.get(field or "")
        return known.get(value.strip().lower(), value) if known else value


def _is_list_of_texts(raw: Mapping[str, Any]) -> bool:
    """Whether an object in its place would be one of names that the author chose."""
    items = raw.get("items")
    return isinstance(items, dict) and items.get("type") == "string"


def _properties_in(raw: Mapping[str, Any]) -> Iterator[dict[str, Mapping[str, Any]]]:
    """All members that some object in a schema has."""
    pending: list[Any] = [raw]
    while pending:
        part = pending.pop()
        if isinstance(part, list):
            pending.extend(part)
        elif isinstance(part, dict):
            known = part.get("properties")
            if isinstance(known, dict):
                yield {name: each for name, each in known.items() if isinstance(each, dict)}
            pending.extend(part.values())


class AnyCaseNode(Node):
    """A view that finds members, and calls them, by the names of their fields."""

    __slots__ = ("_name", "_spelling")

    def __init__(
        self,
        green: Green,
        start: int,
        parent: Node | None = None,
        index: int = 0,
        *,
        spelling: Spelling,
    ) -> None:
        self.green = green
        self.start = start
        self.parent = parent
        self.index = index
        self._spelling = spelling
        self._name: Any = _UNKNOWN

    @property
    def name(self) -> str | None:
        """The name of the field, else the name as it is written; every rule asks, so it is kept."""
        if not self.is_named:
            self._name = self._spelling.of(super().name, self._owner())
        name: str | None = self._name
        return name

    @property
    def is_named(self) -> bool:
        """Whether the name is known already."""
        return self._name is not _UNKNOWN

    def _owner(self) -> str | None:
        """The name of what is around; the outer ones are asked first: thousands may nest."""
        nodes = [self.parent]
        while isinstance(around := nodes[-1], AnyCaseNode) and not around.is_named:
            nodes.append(around.parent)
        names = [node.name for node in reversed(nodes) if node is not None]
        return names[-1] if names else None

    @property
    def string(self) -> str | None:
        """The text that a sound string stands for, spelt as it is documented."""
        text = super().string
        is_word = text is not None and self._spelling.is_word(text)
        return self._spelling.of_value(text, self.name) if text and is_word else text

    def child(self, index: int) -> Node:
        """The value at *index*."""
        container = self.green
        assert isinstance(container, Container)
        start = self.start + container.offsets[index]
        return AnyCaseNode(container.children[index], start, self, index, spelling=self._spelling)

    def __iter__(self) -> Iterator[Node]:
        return (self.child(index) for index in range(len(self)))

    def get(self, name: str) -> Node | None:
        """The value of the member *name* in any letter case; of several the last."""
        container = self.green
        if not isinstance(container, Container) or container.kind is not Kind.OBJECT:
            return None
        index = _places_in(container).get(name.lower())
        return None if index is None else self.child(index)


@once
def _places_in(container: Container) -> dict[str, int]:
    """Which child of an object stands under which name in small letters; of several the last."""
    return {
        key.value.lower(): index
        for index, key in enumerate(container.keys)
        if isinstance(key.value, str)
    }
