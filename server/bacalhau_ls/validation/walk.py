"""The walk over the tree: each container once at each place, what is found kept with it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.far import alias_at, is_far
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bacalhau_ls.findings import Finding, Severity
    from bacalhau_ls.specification.stages import Stage
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.places import Place, Places, Shape

_MOST_PLACES_REMEMBERED = 4
"""The same container may stand at several places; more come only from typing."""


class Said(NamedTuple):
    """What a finding is, whatever its place and words."""

    code: str
    severity: Severity
    stage: Stage | None

    @classmethod
    def of(cls, finding: Finding) -> Said:
        """What *finding* is."""
        return cls(finding.code, finding.severity, finding.stage)


class Checked(NamedTuple):
    """What is to say about a subtree; spans are relative to its start."""

    own: tuple[Finding, ...] = ()
    """About the container itself."""
    entries: tuple[tuple[int, Finding], ...] = ()
    """About its scalars: where each stands, and what is found as if it stood at 0."""
    lacking: tuple[Finding, ...] = ()
    """About what it lacks, to be shown on its owner."""
    below: tuple[_Below, ...] = ()
    """The containers inside about which there is something to say."""
    said: frozenset[Said] = frozenset()
    """What all findings in the subtree are, so that nobody goes through them to ask for a kind."""

    def said_outside(self, start: int, left_out: Span) -> set[Said]:
        """What they are in a subtree at *start*, less those about what starts in *left_out*."""
        found: set[Said] = set()
        pending = [(self, start)]
        while pending:
            checked, base = pending.pop()
            found.update(map(Said.of, checked.lacking))
            for finding in checked.own:
                if not left_out.start <= alias_at(base + finding.span.start) < left_out.end:
                    found.add(Said.of(finding))
            for offset, finding in checked.entries:
                if not left_out.start <= alias_at(base + offset) < left_out.end:
                    found.add(Said.of(finding))
            for shift, _, inner in checked.below:
                is_left_out = left_out.start <= alias_at(base + shift) < left_out.end
                if not is_left_out and not inner.said <= found:
                    pending.append((inner, base + shift))
        return found

    def at(self, start: int, owner: Span) -> Iterator[Finding]:
        """All findings for a subtree at *start* whose owner is at *owner*."""
        pending = [(self, start, owner)]
        while pending:
            checked, base, place = pending.pop()
            for finding in checked.own:
                yield finding.shifted(base)
            for offset, finding in checked.entries:
                yield finding.shifted(base + offset)
            for finding in checked.lacking:
                yield replace(finding.shifted(base), span=place)
            for shift, key, inner in checked.below:
                pending.append((inner, base + shift, key.shifted(base)))


class _Below(NamedTuple):
    """What is to say about a container inside another; offsets are relative to that one."""

    start: int
    owner: Span
    checked: Checked


NOTHING = Checked()


class Visit:
    """A container that the walk looks at."""

    __slots__ = ("below", "checked", "known", "node", "place", "schema", "shape")

    def __init__(self, node: Node, place: Place) -> None:
        self.node = node
        self.place = place
        self.schema = place.schema
        """What governs the container."""
        self.shape: Shape | None = None
        """What holds for what is in it; None until it is entered."""
        self.known: list[tuple[int, Checked]] = []
        """Containers directly inside that were looked at before and gave something to say."""
        self.below: list[Visit] = []
        """The other ones."""
        self.checked = NOTHING

    def enter(self, places: Places) -> Shape:
        """Choose the branches of the schema."""
        if self.schema is not None:
            self.schema = self.schema.chosen_for(self.node)
        self.shape = places.shape(self.node, self.place, self.schema)
        return self.shape

    def visits_below(self) -> Iterator[Visit]:
        """All containers directly inside, none of them entered."""
        green = self.node.green
        assert self.shape is not None
        assert isinstance(green, Container)
        places = zip(green.children, self.shape.places, strict=False)
        for index, (child, place) in enumerate(places):
            if place is not None and isinstance(child, Container):
                yield Visit(self.node.child(index), place)

    def outcome(
        self,
        own: Iterable[Finding],
        entries: Iterable[tuple[int, Finding]] = (),
        lacking: Iterable[Finding] = (),
    ) -> Checked:
        """Its own findings with those from below, which are there already."""
        base, below = self.node.start, self._from_below()
        here = tuple([each.shifted(-base) for each in own])
        absent = tuple([each.shifted(-base) for each in lacking])
        inside = tuple(entries)
        if not (here or inside or absent or below):
            return NOTHING
        of_entries = {(each.code, each.severity, each.stage) for _, each in inside}
        said = frozenset([*map(Said.of, (*here, *absent)), *itertools.starmap(Said, of_entries)])
        said = said.union(*[each.checked.said for each in below])
        return Checked(here, inside, absent, below, said)

    def _from_below(self) -> tuple[_Below, ...]:
        """Where there is something to say inside."""
        said = (each for each in self.below if each.checked is not NOTHING)
        fresh = [(each.node.index, each.checked) for each in said]
        green = self.node.green
        assert isinstance(green, Container)
        return tuple([_below(green, *each) for each in (*self.known, *fresh)])


def _below(green: Container, index: int, checked: Checked) -> _Below:
    """The same as with `owner_of`, without a view: thousands are made after each letter."""
    start = green.offsets[index]
    if not green.keys or (is_far(start) and _is_alias(green, index)):
        return _Below(start, Span(start, start + 1), checked)
    key = green.key_offsets[index]
    return _Below(start, Span(key, key + green.keys[index].width), checked)


def _is_alias(green: Container, index: int) -> bool:
    """Whether a member is further from its key than any text is long; that may be far itself."""
    key = green.keys[index]
    unit = key.width // len(key.text) if key.text else 1
    return is_far((green.offsets[index] - green.key_offsets[index]) // unit)


def owner_of(node: Node) -> Span:
    """Where to show what a container lacks: on its key, else on its first character."""
    key = node.key
    return key.span if key else Span(node.start, node.start + 1)


class Walk:
    """Looks at containers, and remembers with each what *check* said about it."""

    def __init__(
        self,
        places: Places,
        check: Callable[[Visit], Checked],
        cover: Callable[[Node, Place], bool],
    ) -> None:
        self._places = places
        self._check = check
        self._cover = cover
        """Says of a container at a glance that there is nothing to say about it."""

    def checked(self, start: Visit) -> Checked:
        """What is to say about *start*; what is inside comes before what is around it."""
        pending = [start]
        while pending:
            visit = pending[-1]
            if visit.shape is None and (known := self._kept(visit)) is not None:
                visit.checked = known
                pending.pop()
            elif visit.shape is None and self._cover(visit.node, visit.place):
                pending.pop()
            elif visit.shape is None:
                self._enter(visit)
                pending.extend(visit.below)
            else:
                visit.checked = self._check(visit)
                self._keep(visit)
                pending.pop()
        return start.checked

    def _enter(self, visit: Visit) -> None:
        """Tell what is known inside a container from what is not."""
        node = visit.node
        green = node.green
        assert isinstance(green, Container)
        shape = visit.enter(self._places)
        for index, place in _loud_in(green, shape):
            outcome = green.children[index].memo.get(place)
            if outcome is None:
                visit.below.append(Visit(node.child(index), place))
            else:
                visit.known.append((index, outcome))

    def _kept(self, visit: Visit) -> Checked | None:
        """What is remembered of a container at this place."""
        kept: Checked | None = visit.node.green.memo.get(visit.place)
        return kept

    def _keep(self, visit: Visit) -> None:
        assert isinstance(visit.node.green, Container)
        memo = visit.node.green.memo
        remembered = memo.setdefault(self, [])
        if len(remembered) >= _MOST_PLACES_REMEMBERED:
            del memo[remembered.pop(0)]
        remembered.append(visit.place)
        memo[visit.place] = visit.checked


def _loud_in(green: Container, shape: Shape) -> list[tuple[int, Place]]:
    """The containers in *green* about which there is or may be something to say.

    It is asked after every letter, and there can be thousands about which there is nothing.
    """
    first = next(iter(shape.places), None)
    numbers = shape.worth_a_look(green, first, partial(_loud_at, first))
    looked_at = map(green.children.__getitem__, numbers)
    return [
        (number, place)
        for number, child, place in zip(numbers, looked_at, shape.places, strict=False)
        if type(child) is Container and place is not None and child.memo.get(place) is not NOTHING
    ]


def _loud_at(
    place: Place | None, numbers: Iterable[int], children: Sequence[Green]
) -> tuple[int, ...]:
    of_each = [(number, children[number]) for number in numbers]
    return tuple(
        [
            number
            for number, child in of_each
            if type(child) is Container and child.memo.get(place) is not NOTHING
        ]
    )
