"""What is shared between the versions of a document: its green nodes.

A green node (`Scalar`, `Container`) is immutable, knows its width and where its
children stand relative to itself, but neither its parent nor its place in the
text. So an edit makes new ones only on the way from the root to the place of
the edit; every other one is the same object as before. They are the same for
every notation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from bacalhau_ls.syntax.forms import form_of
from bacalhau_ls.syntax.keys import NO_KEYS, Keys
from bacalhau_ls.syntax.memo import once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


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

    __hash__ = object.__hash__  # as above; every problem is asked for its level

    ERROR = auto()
    DIALECT = auto()
    """Understood, but not part of strict JSON."""
    DUPLICATE = auto()
    """A key that the object has already."""
    NOTE = auto()
    """Sound, but maybe not what the author thinks."""
    TAKEN_OVER = auto()
    """An alias or a merge key that takes nothing over; found in what a text means only."""
    REPLACED = auto()
    """A key that a merge key below replaces; found in what a text means only."""
    COMMENT = auto()
    YAML = auto()
    """A comment of YAML: wrong in JSON, but right for those who read JSON as YAML."""
    SILENT = auto()
    """Explained by another problem; kept because the text was skipped."""

    @property
    def is_comment(self) -> bool:
        """Whether the problem is a comment from its sign to its end."""
        return self is Level.COMMENT or self is Level.YAML


class Sureness(Enum):
    """How sure it is that a cure is what the author wants."""

    SURE = auto()
    """It keeps what is meant, so it may be applied unseen."""
    LIKELY = auto()
    """It is the one clear cure, but its place or its outcome is a guess."""
    POSSIBLE = auto()
    """It is one way out, and something is lost."""


@dataclass(frozen=True, eq=False)
class Fault:
    """A kind of problem of syntax; every notation has its own, and some may be said alike."""

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
    drops: bool = False
    """Whether the cure takes away what the author wrote, such as a comment."""
    closes: bool = False
    """Whether the cure closes what was opened and goes on up to there."""
    otherwise: Fault | None = None
    """Stands for another cure of the same problem."""


class Problem(NamedTuple):
    """A fault at a place, relative to the node that holds it."""

    start: int
    end: int
    fault: Fault
    detail: str = ""

    def shifted(self, by: int) -> Problem:
        """The same problem *by* code points further on."""
        return Problem(self.start + by, self.end + by, self.fault, self.detail)


_FORMS = {kind: kind for kind in (Kind.STRING, Kind.NUMBER)}


class Scalar:
    """A key or a value without children. Equal ones in one text are one object."""

    __slots__ = (
        *("faulty", "flawed", "form", "kind", "problems", "text", "troubled", "value", "width"),
    )

    aligned: bool = True
    block: bool = False
    residue: str = ""
    memo: Mapping[Any, Any] = MappingProxyType({})
    """Nothing: it is as quick to look at as to look up."""

    def __init__(
        self, kind: Kind, text: str, value: Any, problems: tuple[Problem, ...] = ()
    ) -> None:
        self.kind = kind
        self.text = text
        self.value = value
        """What it means: str, int, float, bool or None; None where `faulty`."""
        self.problems = problems
        self.troubled = bool(problems)
        self.flawed = self.troubled and _any_to_say(problems)
        self.faulty = any(problem.fault.level is Level.ERROR for problem in problems)
        self.form: object = text if kind is Kind.LITERAL else _FORMS.get(kind)
        """What is the same for all strings and for all numbers; None for what is no value."""
        self.width = len(text)


class Container:
    """An object, an array or the whole document.

    All offsets are relative to the container's own start.
    """

    __slots__ = (
        "aligned",
        "block",
        "children",
        "closed",
        "entry_column",
        "even",
        "flawed",
        "form",
        "indent",
        "key_offsets",
        "keys",
        "kind",
        "memo",
        "offsets",
        "problems",
        "residue",
        "starts",
        "troubled",
        "trusted",
        "width",
    )

    kind: Kind
    width: int
    children: tuple[Green, ...]
    offsets: tuple[int, ...]
    starts: tuple[int, ...]
    """Where the entries start: at the key, or at the sign that stands before key or item."""
    keys: Keys
    """The key of each child; empty unless this is an object."""
    key_offsets: tuple[int, ...]
    problems: tuple[Problem, ...]
    """The container's own problems, in the order of the text; not its children's."""
    troubled: bool
    """Whether there is any problem of syntax in the subtree."""
    flawed: bool
    """Whether there is one that something is to be said about."""
    closed: bool
    block: bool
    """Whether indentation, not a bracket, tells where it ends."""
    indent: int
    """Indentation of the line that it starts on; of a block, column of the entry around it."""
    entry_column: int
    """Column of the first entry that starts its line; -1 if none does."""
    even: bool
    """Whether indentation and brackets tell the same about where it ends."""
    aligned: bool
    """Whether that holds in the whole subtree."""
    trusted: bool
    """Whether what is around it is indented in steps."""
    form: object
    """One for all containers that are alike but for texts and numbers, see `forms`; or None."""
    residue: str
    """Its brackets that have no partner inside it, in order."""
    memo: dict[Any, Any]
    """What upper layers keep about this subtree; it dies with it."""

    def __init__(  # noqa: PLR0913 - made in two places only
        self,
        kind: Kind,
        width: int,
        children: tuple[Green, ...],
        offsets: tuple[int, ...],
        keys: tuple[Scalar, ...] = NO_KEYS,
        key_offsets: tuple[int, ...] = (),
        problems: tuple[Problem, ...] = (),
        *,
        closed: bool = True,
        indent: int = 0,
        entry_column: int = -1,
        even: bool = True,
        trusted: bool = False,
        residue: str = "",
        block: bool = False,
        starts: tuple[int, ...] = (),
    ) -> None:
        self.kind = kind
        self.width = width
        self.children = children
        self.offsets = offsets
        self.keys = keys if isinstance(keys, Keys) else Keys(keys)
        self.key_offsets = key_offsets
        self.problems = problems
        self.closed = closed
        self.block = block
        self.starts = starts or key_offsets or offsets
        self.indent = indent
        self.entry_column = entry_column
        self.even = even
        self.aligned = (
            even
            and all([child.aligned for child in children])  # noqa: C419 - twice as fast
            and not any(problem.fault.unpaired for problem in problems)
        )
        self.trusted = trusted
        self.residue = residue
        self.troubled = bool(problems) or _any_troubled(children) or _any_troubled(keys)
        self.flawed = self.troubled and (
            _any_to_say(problems) or _any_flawed(children) or _any_flawed(keys)
        )
        self.form = None if self.troubled else form_of(kind, self.keys, children)
        self.memo = {}

    def filled(
        self,
        children: tuple[Green, ...],
        width: int,
        offsets: tuple[int, ...],
        key_offsets: tuple[int, ...],
        problems: tuple[Problem, ...] = (),
    ) -> Container:
        """This container, which starts with its entries, with children of the same forms."""
        other = Container.__new__(Container)
        other.kind, other.width = self.kind, width
        other.children, other.offsets = children, offsets
        other.keys, other.key_offsets = self.keys, key_offsets
        other.starts = key_offsets or offsets
        other.problems, other.troubled, other.flawed = problems, self.troubled, self.flawed
        other.closed, other.block, other.residue = self.closed, self.block, self.residue
        other.indent, other.entry_column = self.indent, self.entry_column
        other.even, other.aligned, other.trusted = self.even, self.aligned, self.trusted
        other.form, other.memo = self.form, {}
        return other

    def altered(self, **parts: Any) -> Container:
        """The same container with some *parts* exchanged; nothing is remembered of it."""
        same = {name: getattr(self, name) for name in _PARTS}
        return Container(**{**same, **parts})

    @property
    def outline(self) -> tuple[object, ...]:
        """All that tells a sound container from others; children count by identity."""
        return (
            self.kind,
            self.children,
            self.offsets,
            self.keys,
            self.key_offsets,
            self.width,
            self.indent,
            self.entry_column,
            self.trusted,
        )


_PARTS = (
    *("kind", "width", "children", "offsets", "keys", "key_offsets", "problems", "closed"),
    *("indent", "entry_column", "even", "trusted", "residue", "block", "starts"),
)
"""What a container is made of."""

Green: TypeAlias = Scalar | Container


def _any_to_say(problems: Sequence[Problem]) -> bool:
    return any(problem.fault.message for problem in problems)


def _any_flawed(nodes: Sequence[Green]) -> bool:
    return any([node.flawed for node in nodes])  # noqa: C419 - as below


def _any_troubled(nodes: Sequence[Green]) -> bool:
    return any([node.troubled for node in nodes])  # noqa: C419 - twice as fast as a generator


def has_choices(container: Container) -> bool:
    """Whether something decides which entries are there, as a template does."""
    return any(p.fault.level is Level.SILENT and p.fault.skips for p in container.problems)


VALUED = frozenset({Kind.STRING, Kind.NUMBER, Kind.LITERAL})
"""The kinds of scalars that stand for a value."""


def python_value(green: Green) -> Any:
    """The value of a subtree as `json.loads` would give it.

    Members and values that cannot be read become None; of a name that comes twice the last
    counts.
    """
    return value_of(green, known_value)


def known_value(leaf: Scalar) -> Any:
    """What a scalar means; None if that cannot be read."""
    return leaf.value if leaf.kind in VALUED and not leaf.faulty else None


def value_of(green: Green, read: Callable[[Scalar], Any]) -> Any:
    """The same with what *read* makes of each scalar."""
    holder: list[Any] = [None]
    pending: list[tuple[Green, Any, Any]] = [(green, holder, 0)]
    while pending:
        node, target, slot = pending.pop()
        if isinstance(node, Scalar):
            target[slot] = read(node)
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


@once
def places_of_names(container: Container) -> dict[Any, list[int]]:
    """Which children of an object stand under each name; found once for all that come twice."""
    found: dict[Any, list[int]] = {}
    for index, key in enumerate(container.keys):
        found.setdefault(key.value, []).append(index)
    return found
