"""The tree of a document: what is shared between versions, and views of it.

A *green* node (`Scalar`, `Container`) is immutable, knows its width and where
its children stand relative to itself, but neither its parent nor its place in
the text. So an edit makes new green nodes only on the way from the root to the
place of the edit; every other one is the same object as before. A `Node` is a
view made on the way down: a green node with its parent and its offset. Trees
are the same for every notation.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


TEMPLATE_OPENING = "{{"


class Kind(Enum):
    """What a node is."""

    __hash__ = object.__hash__  # members are single objects; Enum's own hash is slow

    DOCUMENT = auto()
    OBJECT = auto()
    ARRAY = auto()
    STRING = auto()
    NUMBER = auto()
    LITERAL = auto()
    """``true``, ``false`` or ``null``."""
    WORD = auto()
    """Text without quotes that means nothing in this notation."""
    PLACEHOLDER = auto()
    """A ``{{template}}`` that stands for an unknown value."""
    MISSING = auto()
    """A key or value that is not yet written; its width is zero."""


class Level(Enum):
    """How grave a problem of syntax is."""

    ERROR = auto()
    DIALECT = auto()
    """Understood, but not part of strict JSON."""
    DUPLICATE = auto()
    """A key that the object has already."""
    COMMENT = auto()
    SILENT = auto()
    """Explained by another problem; kept because the text was skipped."""


class Sureness(Enum):
    """How sure it is that a cure is what the author wants."""

    SURE = auto()
    """It keeps what is meant, so it may be applied unseen."""
    LIKELY = auto()
    """It is the one clear cure, but its place or its outcome is a guess."""
    POSSIBLE = auto()
    """It is one way out, and something is lost."""


@dataclass(frozen=True)
class Fault:
    """A kind of problem of syntax; every notation has its own."""

    level: Level
    message: str
    """May hold ``{}`` for the problem's detail."""
    structural: bool = False
    """Whether reading went on in another state than after sound text."""
    skips: bool = False
    """Whether text was passed over, so that what seems missing may be in it."""
    unpaired: bool = False
    """Whether it is a closing bracket that nothing was opened for."""
    cure: str = ""
    """What its fix is called; empty if one edit cannot cure it."""
    sureness: Sureness = Sureness.SURE
    """How sure the cure is."""


class Problem(NamedTuple):
    """A fault at a place, relative to the node that holds it."""

    start: int
    end: int
    fault: Fault
    detail: str = ""

    def shifted(self, by: int) -> Problem:
        """The same problem *by* code points further on."""
        return Problem(self.start + by, self.end + by, self.fault, self.detail)


class Scalar:
    """A key or a value without children. Equal ones in one text are one object."""

    __slots__ = ("faulty", "kind", "problems", "text", "troubled", "value", "width")

    aligned: bool = True
    residue: str = ""

    def __init__(
        self, kind: Kind, text: str, value: Any, problems: tuple[Problem, ...] = ()
    ) -> None:
        self.kind = kind
        self.text = text
        self.value = value
        """What it means: str, int, float, bool or None; None where `faulty`."""
        self.problems = problems
        self.troubled = bool(problems)
        self.faulty = any(problem.fault.level is Level.ERROR for problem in problems)
        self.width = len(text)


class Container:
    """An object, an array or the whole document.

    All offsets are relative to the container's own start.
    """

    __slots__ = (
        "aligned",
        "children",
        "closed",
        "entry_column",
        "even",
        "indent",
        "key_offsets",
        "keys",
        "kind",
        "memo",
        "offsets",
        "problems",
        "residue",
        "troubled",
        "trusted",
        "width",
    )

    def __init__(  # noqa: PLR0913 - made in two places only
        self,
        kind: Kind,
        width: int,
        children: tuple[Green, ...],
        offsets: tuple[int, ...],
        keys: tuple[Scalar, ...] = (),
        key_offsets: tuple[int, ...] = (),
        problems: tuple[Problem, ...] = (),
        *,
        closed: bool = True,
        indent: int = 0,
        entry_column: int = -1,
        even: bool = True,
        trusted: bool = False,
        residue: str = "",
    ) -> None:
        self.kind = kind
        self.width = width
        self.children = children
        self.offsets = offsets
        self.keys = keys
        """The key of each child; empty unless this is an object."""
        self.key_offsets = key_offsets
        self.problems = problems
        """The container's own problems, in the order of the text; not its children's."""
        self.closed = closed
        self.indent = indent
        """Indentation of the line that it starts on."""
        self.entry_column = entry_column
        """Column of the first entry that starts its line; -1 if none does."""
        self.even = even
        """Whether indentation and brackets tell the same about where it ends."""
        self.aligned: bool = (
            even
            and all([child.aligned for child in children])  # noqa: C419 - twice as fast
            and not any(problem.fault.unpaired for problem in problems)
        )
        """Whether that holds in the whole subtree."""
        self.trusted = trusted
        """Whether what is around it is indented in steps."""
        self.residue = residue
        """Its brackets that have no partner inside it, in order."""
        self.troubled = bool(problems) or _any_troubled(children) or _any_troubled(keys)
        """Whether there is any problem of syntax in the subtree."""
        self.memo: dict[Any, Any] = {}
        """What upper layers keep about this subtree; it dies with it."""


Green: TypeAlias = Scalar | Container


def _any_troubled(nodes: Sequence[Green]) -> bool:
    return any([node.troubled for node in nodes])  # noqa: C419 - twice as fast as a generator


class Node:
    """A view of a green node at its place in one version of a text."""

    __slots__ = ("green", "index", "parent", "start")

    def __init__(
        self, green: Green, start: int, parent: Node | None = None, index: int = 0
    ) -> None:
        self.green = green
        self.start = start
        """Offset in the text."""
        self.parent = parent
        self.index = index
        """Which child of its parent it is."""

    def __repr__(self) -> str:
        return f"<{self.kind.name} {self.start}-{self.end}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and (self.green, self.start) == (other.green, other.start)

    def __hash__(self) -> int:
        return hash((id(self.green), self.start))

    @property
    def kind(self) -> Kind:
        return self.green.kind

    @property
    def end(self) -> int:
        return self.start + self.green.width

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + self.green.width)

    @property
    def value(self) -> Any:
        """What a scalar means; None for anything else."""
        return self.green.value if isinstance(self.green, Scalar) else None

    @property
    def readable(self) -> bool:
        """Whether this is a scalar whose meaning is known."""
        green = self.green
        return isinstance(green, Scalar) and not green.faulty and green.kind in _VALUED

    @property
    def string(self) -> str | None:
        """The text that a sound string stands for; None if a template is still to fill it."""
        green = self.green
        if not isinstance(green, Scalar) or green.kind is not Kind.STRING or green.faulty:
            return None
        return None if TEMPLATE_OPENING in green.value else str(green.value)

    @property
    def key(self) -> Node | None:
        """The key in front of this value, if it is a member of an object."""
        if self.parent is None or not isinstance(owner := self.parent.green, Container):
            return None
        if owner.kind is not Kind.OBJECT:
            return None
        return Node(owner.keys[self.index], self.parent.start + owner.key_offsets[self.index])

    @property
    def name(self) -> str | None:
        """The name under which this value stands in an object, if it can be read."""
        key = self.key
        return key.green.value if key and isinstance(key.green, Scalar) else None

    @property
    def member_span(self) -> Span:
        """From the key, if there is one, to the end of the value."""
        key = self.key
        return Span(key.start if key else self.start, self.end)

    @property
    def path(self) -> tuple[str | int, ...]:
        """Names and indices that lead here from the root value."""
        steps: list[str | int] = []
        node = self
        while node.parent is not None and node.parent.kind is not Kind.DOCUMENT:
            is_member = node.parent.kind is Kind.OBJECT
            steps.append((node.name or "") if is_member else node.index)
            node = node.parent
        return tuple(reversed(steps))

    def __len__(self) -> int:
        return len(self.green.children) if isinstance(self.green, Container) else 0

    def __bool__(self) -> bool:
        return True

    def child(self, index: int) -> Node:
        """The value at *index*."""
        container = self.green
        assert isinstance(container, Container)
        return Node(container.children[index], self.start + container.offsets[index], self, index)

    def __iter__(self) -> Iterator[Node]:
        if isinstance(container := self.green, Container):
            for index, green in enumerate(container.children):
                yield Node(green, self.start + container.offsets[index], self, index)

    def children_touching(self, within: Span) -> Iterator[Node]:
        """The children whose value or key touches *within*, in order."""
        container = self.green
        if not isinstance(container, Container):
            return
        first = bisect_right(container.offsets, within.start - self.start) - 1
        starts = container.key_offsets or container.offsets
        last = bisect_right(starts, within.end - self.start)
        yield from (self.child(index) for index in range(max(first, 0), last))

    def get(self, name: str) -> Node | None:
        """The value of the member *name*; of several the last, as JSON readers do."""
        container = self.green
        if not isinstance(container, Container) or container.kind is not Kind.OBJECT:
            return None
        for index in range(len(container.keys) - 1, -1, -1):
            if container.keys[index].value == name:
                return self.child(index)
        return None

    def items(self) -> Iterator[Node]:
        """The items, if this is an array."""
        return iter(self) if self.kind is Kind.ARRAY else iter(())

    def at(self, *steps: str | int) -> Node | None:
        """The value that *steps* (names and indices) lead to."""
        node: Node | None = self
        for step in steps:
            if node is None:
                return None
            if isinstance(step, str):
                node = node.get(step)
            elif node.kind is Kind.ARRAY and 0 <= step < len(node):
                node = node.child(step)
            else:
                return None
        return node

    def child_at(self, offset: int) -> Node | None:
        """The child whose value covers *offset*, its ends included."""
        if not isinstance(container := self.green, Container):
            return None
        index = bisect_right(container.offsets, offset - self.start) - 1
        if index < 0:
            return None
        child = self.child(index)
        return child if offset <= child.end else None

    def ancestors(self) -> Iterator[Node]:
        """The containers around this node, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


_VALUED = frozenset({Kind.STRING, Kind.NUMBER, Kind.LITERAL})


def deepest_at(node: Node, offset: int) -> Node:
    """The innermost node at or below *node* that covers *offset*."""
    while (child := node.child_at(offset)) is not None:
        node = child
    return node


class Located(NamedTuple):
    """A problem with offsets in the text, and the container that it was met in."""

    problem: Problem
    owner: Node


def problems_in(node: Node) -> Iterator[Located]:
    """All problems of the subtree, container by container."""
    pending = [node]
    while pending:
        current = pending.pop()
        owner = current if isinstance(current.green, Container) else current.parent or current
        for problem in current.green.problems:
            yield Located(problem.shifted(current.start), owner)
        if isinstance(container := current.green, Container):
            for key, offset in zip(container.keys, container.key_offsets, strict=True):
                for problem in key.problems:
                    yield Located(problem.shifted(current.start + offset), owner)
            pending.extend(child for child in reversed(list(current)) if child.green.troubled)


def python_value(green: Green, unreadable: Any = None) -> Any:
    """The value of a subtree as `json.loads` would give it.

    Members and values that cannot be read become *unreadable*; of a name that
    comes twice the last counts.
    """
    holder: list[Any] = [unreadable]
    pending: list[tuple[Green, Any, Any]] = [(green, holder, 0)]
    while pending:
        node, target, slot = pending.pop()
        if isinstance(node, Scalar):
            known = node.kind in _VALUED and not node.faulty
            target[slot] = node.value if known else unreadable
        elif node.kind is Kind.OBJECT:
            names = (key.value for key in node.keys)
            members = dict(zip(names, node.children, strict=True))
            members.pop(None, None)
            target[slot] = result = dict.fromkeys(members)
            pending.extend((child, result, name) for name, child in members.items())
        elif node.kind is Kind.ARRAY:
            target[slot] = items = [None] * len(node.children)
            pending.extend((child, items, i) for i, child in enumerate(node.children))
        elif node.children:
            pending.append((node.children[0], target, slot))
    return holder[0]
