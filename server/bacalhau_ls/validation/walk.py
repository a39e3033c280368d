"""The walk over the tree: each container once at each place, what is found kept with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.places import Place, Places, Shape

_MOST_PLACES_REMEMBERED = 4
"""The same container may stand at several places; more come only from typing."""


class Checked(NamedTuple):
    """What is to say about a subtree; spans are relative to its start."""

    own: tuple[Finding, ...] = ()
    """About the container itself and its scalars."""
    lacking: tuple[Finding, ...] = ()
    """About what it lacks, to be shown on its owner."""
    below: tuple[_Below, ...] = ()
    """The containers inside about which there is something to say."""

    def at(self, start: int, owner: Span) -> Iterator[Finding]:
        """All findings for a subtree at *start* whose owner is at *owner*."""
        pending = [(self, start, owner)]
        while pending:
            checked, base, place = pending.pop()
            for finding in checked.own:
                yield finding.shifted(base)
            for finding in checked.lacking:
                yield replace(finding.shifted(base), span=place)
            for shift, key, inner in checked.below:
                pending.append((inner, base + shift, key.shifted(base)))


class _Below(NamedTuple):
    """What is to say about a container inside another; offsets are relative to that one."""

    start: int
    owner: Span
    checked: Checked


_NOTHING = Checked()


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
        self.checked = _NOTHING

    def enter(self, places: Places) -> Shape:
        """Choose the branches of the schema."""
        if self.schema is not None:
            self.schema = self.schema.chosen_for(self.node)
        self.shape = places.shape(self.node, self.place, self.schema)
        return self.shape

    def visits_below(self) -> Iterator[Visit]:
        """All containers directly inside, none of them entered."""
        assert self.shape is not None
        for child, place in zip(self.node, self.shape.places, strict=False):
            if place is not None and isinstance(child.green, Container):
                yield Visit(child, place)

    def outcome(self, own: Iterable[Finding], lacking: Iterable[Finding]) -> Checked:
        """Its own findings with those from below, which are there already."""
        base, below = self.node.start, self._from_below()
        here = tuple([each.shifted(-base) for each in own])
        absent = tuple([each.shifted(-base) for each in lacking])
        return Checked(here, absent, below) if here or absent or below else _NOTHING

    def _from_below(self) -> tuple[_Below, ...]:
        """Where there is something to say inside."""
        said = (each for each in self.below if each.checked is not _NOTHING)
        fresh = [(each.node.index, each.checked) for each in said]
        return tuple([_below(self.node, *each) for each in (*self.known, *fresh)])


def _below(node: Node, index: int, checked: Checked) -> _Below:
    child = node.child(index)
    return _Below(child.start - node.start, owner_of(child).shifted(-node.start), checked)


def owner_of(node: Node) -> Span:
    """Where to show what a container lacks: on its key, else on its first character."""
    key = node.key
    return key.span if key else Span(node.start, node.start + 1)


class Walk:
    """Looks at containers, and remembers with each what *check* said about it."""

    def __init__(self, places: Places, check: Callable[[Visit], Checked]) -> None:
        self._places = places
        self._check = check

    def checked(self, start: Visit) -> Checked:
        """What is to say about *start*; what is inside comes before what is around it."""
        pending = [start]
        while pending:
            visit = pending[-1]
            if visit.shape is None and (known := self._kept(visit)) is not None:
                visit.checked = known
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
        places = visit.enter(self._places).places
        for index, (child, place) in enumerate(zip(green.children, places, strict=False)):
            known = child.memo.get(place)
            if known is _NOTHING:
                continue
            if known is not None:
                visit.known.append((index, known))
            elif place is not None and isinstance(child, Container):
                visit.below.append(Visit(node.child(index), place))

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
