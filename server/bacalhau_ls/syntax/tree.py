"""Views of a tree: green nodes at their places in one version of a text.

A `Node` is made on the way down: a green node with its parent and its offset.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.syntax.green import (
    TEMPLATE_OPENING,
    VALUED,
    Container,
    Kind,
    Problem,
    Scalar,
)
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from bacalhau_ls.syntax.green import Fault, Green, Level


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
        return isinstance(green, Scalar) and not green.faulty and green.kind in VALUED

    @property
    def is_truth(self) -> bool:
        """Whether this is a key without quotes that YAML takes for true or false: ``on``."""
        green = self.green
        if not isinstance(green, Scalar) or green.value not in ("true", "false"):
            return False
        return green.text[:1].isalpha() and green.text.lower() != green.value

    @property
    def string(self) -> str | None:
        """The text that a sound string stands for; None if a template is still to fill it."""
        green = self.green
        if not isinstance(green, Scalar) or green.kind is not Kind.STRING or green.faulty:
            return None
        return None if TEMPLATE_OPENING in green.value else str(green.value)

    def part(self, start: int, end: int) -> Span:
        """Where the characters from *start* to *end* of the text of a scalar stand."""
        green = self.green
        unit = green.width // len(green.text) if isinstance(green, Scalar) and green.text else 1
        return Span(self.start + start * unit, self.start + end * unit)

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
        owner = self.parent.green if self.parent is not None else None
        if not isinstance(owner, Container) or owner.kind is not Kind.OBJECT:
            return None
        name: str | None = owner.keys[self.index].value
        return name

    @property
    def written_name(self) -> str:
        """The same; if it cannot be read, what is written there."""
        key = self.key.green if self.key is not None else None
        written = key.text if isinstance(key, Scalar) else ""
        return written if self.name is None else self.name

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
            start, offsets = self.start, container.offsets
            for index, green in enumerate(container.children):
                yield Node(green, start + offsets[index], self, index)

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
        if not isinstance(container, Container) or not container.keys:
            return None
        index = container.keys.place_of(name)
        return None if index is None else self.child(index)

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
    return _located(node, attrgetter("troubled"), iter)


def problems_of(node: Node, fault: Fault) -> Iterator[Located]:
    """Those of one kind."""

    def wanted(problems: Sequence[Problem]) -> Iterable[Problem]:
        return [each for each in problems if each.fault is fault]

    return _located(node, attrgetter("troubled"), wanted)


def flaws_in(node: Node, unless: Collection[Level] = ()) -> Iterator[Located]:
    """The problems of the subtree that there is something to say about, of no level in *unless*."""

    def wanted(problems: Sequence[Problem]) -> Iterable[Problem]:
        return [each for each in problems if each.fault.message and each.fault.level not in unless]

    return _located(node, attrgetter("flawed"), wanted)


def problems_at(node: Node, level: Level) -> Iterator[Located]:
    """Those of a *level* at which there is something to say about each."""

    def wanted(problems: Sequence[Problem]) -> Iterable[Problem]:
        return [each for each in problems if each.fault.level is level]

    return _located(node, attrgetter("flawed"), wanted)


def _located(
    node: Node,
    has_any: Callable[[Green], bool],
    wanted: Callable[[Sequence[Problem]], Iterable[Problem]],
) -> Iterator[Located]:
    """Of comments there may be thousands, so no span is worked out of what is not *wanted*."""
    pending = [node]
    while pending:
        current = pending.pop()
        owner = current if isinstance(current.green, Container) else current.parent or current
        for problem in wanted(current.green.problems):
            yield Located(problem.shifted(current.start), owner)
        if isinstance(container := current.green, Container):
            for key, offset in zip(container.keys, container.key_offsets, strict=True):
                for problem in wanted(key.problems) if key.problems else ():
                    yield Located(problem.shifted(current.start + offset), owner)
            worth = [i for i, child in enumerate(container.children) if has_any(child)]
            pending.extend([current.child(i) for i in reversed(worth)])


def comments_in(node: Node) -> Iterator[Span]:
    """Where the comments of the subtree are, container by container."""
    for problem, _ in problems_in(node):
        if problem.fault.level.is_comment:
            yield Span(problem.start, problem.end)


def comments_of(container: Node) -> Iterator[Span]:
    """Where the comments are between the entries of one container."""
    for problem in container.green.problems:
        if problem.fault.level.is_comment:
            yield Span(problem.start, problem.end).shifted(container.start)


def comment_at(node: Node, offset: int) -> Span | None:
    """The comment of the subtree that *offset* lies inside of."""
    touched = comments_within(node, Span(offset, offset))
    return next((each for each in touched if each.start < offset < each.end), None)


def comments_within(node: Node, span: Span) -> Iterator[Span]:
    """The comments of the subtree that touch *span*, in the order of the text.

    A comment can stand behind the container that it belongs to, never before it.
    """
    found: list[Span] = []
    pending = [node]
    while pending:
        current = pending.pop()
        found.extend(each for each in comments_near(current, span) if each.end >= span.start)
        pending.extend(each for each in current.children_touching(span) if each.green.troubled)
    return iter(sorted(found))


def comments_near(container: Node, span: Span) -> Iterator[Span]:
    """The comments between the entries of a container up to *span*, from the last before it on."""
    base, problems = container.start, container.green.problems
    first = bisect_left(problems, span.start - base, key=attrgetter("start"))
    while first and not problems[first - 1].fault.level.is_comment:
        first -= 1
    for index in range(max(first - 1, 0), len(problems)):
        problem = problems[index]
        if problem.start + base > span.end:
            return
        if problem.fault.level.is_comment:
            yield Span(problem.start, problem.end).shifted(base)
