"""A container while it is being read."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.anchors import is_alias, is_merge_key
from bacalhau_ls.syntax.green import Container, Fault, Green, Kind, Problem, Scalar
from bacalhau_ls.syntax.template_blocks import closes_blocks
from bacalhau_ls.syntax.yaml.reading import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = Scalar(Kind.MISSING, "", None)


class State(Enum):
    """What may come next in a container."""

    __hash__ = object.__hash__  # members are single objects; Enum's own hash is slow

    ENTRY = auto()
    """The next entry; in brackets the first one, or one behind a comma."""
    VALUE = auto()
    """The value behind a key and its colon, or behind a dash."""
    COLON = auto()
    """In braces, what follows a key."""
    SEPARATOR = auto()
    """In brackets, a comma or the closing one."""


class Signature(NamedTuple):
    """All that reading on depends on in a container: not what it holds already."""

    kind: Kind
    block: bool
    column: int
    indent: int


class Frame:
    """A container that is being read. Offsets are relative to its start."""

    __slots__ = (
        "block", "children", "chosen", "closed", "column", "entry_column", "entry_start", "indent",
        "key", "key_offsets", "key_start", "keys", "kind", "offsets", "problems", "property",
        "signature", "start", "starts", "state", "value_start",
    )  # fmt: skip

    def __init__(self, signature: Signature, start: int) -> None:
        self.signature = signature
        self.kind, self.block, self.column, self.indent = signature
        self.start = start
        self.state = State.ENTRY
        self.closed = False
        self.entry_start = start
        """Where the entry that is being read starts."""
        self.entry_column = -1
        """And its column."""
        self.chosen = False
        """Whether a template chooses its value among lines."""
        self.key: Scalar | None = None
        self.key_start = start
        self.value_start = start
        """Where the value of the entry may start."""
        self.property: tuple[int, str] | None = None
        """A tag or anchor in front of the value to come, and where it starts."""
        self.keys: list[Scalar] = []
        self.key_offsets: list[int] = []
        self.children: list[Green] = []
        self.offsets: list[int] = []
        self.starts: list[int] = []
        self.problems: list[Problem] = []

    def begin(self, start: int, column: int = -1) -> None:
        """An entry starts."""
        self.entry_start = start
        self.entry_column = column
        self.chosen = False

    def take_key(self, key: Scalar, start: int) -> None:
        """The key of the entry."""
        self.key, self.key_start = key, start
        if key.kind is Kind.PLACEHOLDER:
            self.note(_fault_of_open_key(key), start, start + key.width)

    def add(self, child: Green, start: int) -> None:
        """Take *child* as the value of the entry."""
        if self.kind is Kind.OBJECT:
            self.keys.append(self.key or MISSING)
            self.key_offsets.append((self.key_start if self.key else start) - self.start)
            self.key = None
        self.starts.append(self.entry_start - self.start)
        self.children.append(child)
        self.offsets.append(start - self.start)
        self.property = None

    def note(self, fault: Fault, start: int, end: int, detail: str = "") -> None:
        """Record a problem at absolute offsets."""
        self.problems.append(Problem(start - self.start, end - self.start, fault, detail))

    def _all_problems(self) -> tuple[Problem, ...]:
        names = [key.value for key in self.keys]
        found = list(self.problems)
        if len(set(names)) < len(names) and not self._has_choices():
            found += self._twins(names)
        if not self.closed and not self.block and self.kind is not Kind.DOCUMENT:
            bracket = "{" if self.kind is Kind.OBJECT else "["
            found.append(Problem(0, 1, faults.UNCLOSED, bracket))
        return tuple(sorted(found, key=_by_start)) if len(found) > 1 else tuple(found)

    def _has_choices(self) -> bool:
        """Whether a template decides which of the members are there."""
        return any(problem.fault is faults.TEMPLATE_ACTION for problem in self.problems)

    def _twins(self, names: list[object]) -> Iterator[Problem]:
        seen: set[object] = {None}
        for name, key, place in zip(names, self.keys, self.key_offsets, strict=True):
            if name in seen and name is not None:
                yield Problem(place, place + key.width, faults.DUPLICATE_KEY, str(name))
            seen.add(name)

    def finish(self, end: int) -> Container:
        """The green container; *end* is where its brackets end, if it has any."""
        if self.block:
            end = self.start + self.offsets[-1] + self.children[-1].width
        return Container(
            self.kind,
            end - self.start,
            tuple(self.children),
            tuple(self.offsets),
            tuple(self.keys),
            tuple(self.key_offsets),
            self._all_problems(),
            closed=self.closed,
            indent=self.indent,
            entry_column=self.column,
            block=self.block,
            starts=tuple(self.starts),
        )


DERIVED = frozenset({faults.DUPLICATE_KEY, faults.UNCLOSED})
"""Faults that are found when a container is finished."""


def _fault_of_open_key(key: Scalar) -> Fault:
    if is_merge_key(key):
        return faults.MERGED
    if is_alias(key):
        return faults.ALIAS_KEY
    return faults.TEMPLATE_KEY if closes_blocks(key.text) else faults.TEMPLATE_ACTION


def _by_start(problem: Problem) -> int:
    return problem.start
