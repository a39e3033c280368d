"""A container while it is being read."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container, Fault, Green, Kind, Problem, Scalar
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.reading.brackets import residue

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENED = {"{": Kind.OBJECT, "[": Kind.ARRAY}
OPENERS = {kind: bracket for bracket, kind in OPENED.items()}
MISSING = Scalar(Kind.MISSING, "", None)
_PAIRS = frozenset({"{}", "[]", ""})


class State(Enum):
    """What may come next in a container."""

    __hash__ = object.__hash__  # members are single objects; Enum's own hash is slow

    DOCUMENT = auto()
    """The one value of the document."""
    TAIL = auto()
    """Nothing any more."""
    ENTRY = auto()
    """A member, after the opening brace or a comma."""
    COLON = auto()
    VALUE = auto()
    """The value behind a colon."""
    ITEM = auto()
    """An item, after the opening bracket or a comma."""
    SEPARATOR = auto()
    """A comma or the end."""
    JUNK = auto()
    """Text that was complained of already, up to the next comma."""


FIRST = {Kind.DOCUMENT: State.DOCUMENT, Kind.OBJECT: State.ENTRY, Kind.ARRAY: State.ITEM}
AFTER_VALUE = {
    Kind.DOCUMENT: State.TAIL,
    Kind.OBJECT: State.SEPARATOR,
    Kind.ARRAY: State.SEPARATOR,
}


class Frame:
    """A container that is being read. Offsets are absolute until it is finished."""

    __slots__ = (
        "action_end",
        "children",
        "colon",
        "comma",
        "entry_column",
        "even",
        "expect",
        "forgiving",
        "indent",
        "key",
        "key_starts",
        "keys",
        "kind",
        "loose",
        "opener",
        "problems",
        "start",
        "starts",
        "trusted",
    )

    def __init__(self, kind: Kind, start: int, indent: int = 0, *, trusted: bool = False) -> None:
        self.kind = kind
        self.start = start
        self.indent = indent
        self.expect = FIRST[kind]
        self.trusted = trusted
        self.keys: list[Scalar] = []
        self.key_starts: list[int] = []
        self.children: list[Green] = []
        self.starts: list[int] = []
        self.problems: list[Problem] = []
        self.comma = -1
        """Where the comma is that no entry follows yet."""
        self.action_end = -1
        """Where the last template in it ends that stands for no key and no value."""
        self.colon = -1
        """Where the colon of the pending key is."""
        self.key: tuple[Scalar, int] | None = None
        """The key that has no value yet, and where it starts."""
        self.entry_column = -1
        """The column of the first entry that starts its line."""
        self.forgiving = False
        """Whether the last entry is known to be broken, so no comma is missed after it."""
        self.even = True
        self.opener = OPENERS.get(kind, "")
        """The bracket that it starts with; empty if that is lost."""
        self.loose: list[str] = []
        """Brackets in it that have no partner, so far."""

    @classmethod
    def of(cls, green: Container, start: int) -> Frame:
        """The frame in which *green*, which is sound and stands at *start*, was read."""
        frame = cls(green.kind, start, green.indent, trusted=green.trusted)
        frame.keys, frame.children = list(green.keys), list(green.children)
        frame.key_starts = [start + offset for offset in green.key_offsets]
        frame.starts = [start + offset for offset in green.offsets]
        frame.problems = [problem.shifted(start) for problem in green.problems]
        frame.entry_column, frame.even = green.entry_column, green.even
        return frame

    def lets_reopen(self, name: object) -> bool:
        """Whether the last entry is an object that a member *name* can be meant for."""
        last = self.children[-1] if self.children else None
        if not isinstance(last, Container) or last.kind is not Kind.OBJECT:
            return False
        if not last.closed or last.residue or any(key.value == name for key in last.keys):
            return False
        end = self.starts[-1] + last.width
        return not any(each.fault.structural and each.start >= end for each in self.problems)

    @property
    def is_stepped(self) -> bool:
        """Whether its entries are indented deeper than its own line."""
        return self.entry_column > self.indent

    def add(self, child: Green, start: int) -> None:
        """Take *child* as the value of the pending key or as the next item."""
        if self.kind is Kind.OBJECT:
            key, key_start = self.key or (MISSING, start)
            self.keys.append(key)
            self.key_starts.append(key_start)
            self.key = None
        self.children.append(child)
        self.starts.append(start)
        self.comma = self.colon = -1

    def resume_after_value(self) -> None:
        """Read on behind the last entry."""
        self.expect = AFTER_VALUE[self.kind]

    def note(self, fault: Fault, start: int, end: int, detail: str = "") -> None:
        """Record a problem at absolute offsets."""
        self.problems.append(Problem(start, end, fault, detail))

    def _all_problems(self) -> tuple[Problem, ...]:
        """The problems, relative, with the keys that come twice as they are now."""
        names = [key.value for key in self.keys]
        has_twins = len(set(names)) < len(names) and not self._has_choices()
        twins = list(self._twins(names)) if has_twins else []
        if not self.problems and not twins:
            return ()
        base = self.start
        others = [p.shifted(-base) for p in self.problems if p.fault is not faults.DUPLICATE_KEY]
        return tuple(sorted([*others, *twins], key=_by_start))

    def _has_choices(self) -> bool:
        """Whether a template decides which of the members are there."""
        return any(problem.fault is faults.TEMPLATE_ACTION for problem in self.problems)

    def _twins(self, names: list[object]) -> Iterator[Problem]:
        base = self.start
        seen: set[object] = {None}
        for name, key, start in zip(names, self.keys, self.key_starts, strict=True):
            if name in seen and name is not None:
                place = start - base
                yield Problem(place, place + key.width, faults.DUPLICATE_KEY, str(name))
            seen.add(name)

    def explain(self, fault: Fault) -> None:
        """Silence the problems with *fault*: another one says why they are there."""
        self.problems = [
            each._replace(fault=faults.SKIPPED) if each.fault is fault else each
            for each in self.problems
        ]

    def take_notes_behind(self, end: int) -> list[Problem]:
        """Remove and return the comments and odd spaces that stand behind *end*."""
        behind = []
        while self.problems and self.problems[-1].start >= end:
            behind.append(self.problems.pop())
        self.problems += [each for each in behind if each.fault.structural]
        return [each for each in behind if not each.fault.structural]

    def finish(self, end: int, closer: str) -> Container:
        """The green container that ends at *end*; *closer* is empty if it lacks one."""
        base = self.start
        complete = bool(self.opener and closer) or self.kind is Kind.DOCUMENT
        pair = self.opener + closer
        loose = "".join(self.loose)
        brackets = self.opener + loose + closer if loose or pair not in _PAIRS else ""
        return Container(
            self.kind,
            end - base,
            tuple(self.children),
            tuple([start - base for start in self.starts]),
            tuple(self.keys),
            tuple([start - base for start in self.key_starts]),
            self._all_problems(),
            closed=complete,
            indent=self.indent,
            entry_column=self.entry_column,
            even=self.even,
            trusted=self.trusted,
            residue=residue(brackets) if brackets else "",
        )


def _by_start(problem: Problem) -> int:
    return problem.start
