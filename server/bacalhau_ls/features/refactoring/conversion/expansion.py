"""What aliases and merge keys stand for in their place, with every comment where it was, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.document_checks.writing import has_aliases
from bacalhau_ls.features.refactoring.conversion.remarks import Remarks, remarks_of
from bacalhau_ls.syntax.green import Container, Green, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document


class Page(NamedTuple):
    """What is to be written: values and the comments between them."""

    tree: Container
    remarks: Remarks

    @property
    def has_comments(self) -> bool:
        remarks = self.remarks
        return bool(remarks.above or remarks.behind or remarks.below)


def page_of(document: Document) -> Page:
    """All that *document*, which has no obstacles, says."""
    remarks = remarks_of(document)
    if not has_aliases(document.tree):
        return Page(document.tree, remarks)
    expansion = _Expansion(remarks)
    return Page(expansion.container(document.tree, document.meant.tree), expansion.remarks)


class _Expansion:
    """Goes through a tree and what it means, which is no deeper than can be written."""

    def __init__(self, old: Remarks) -> None:
        self._old = old
        self.remarks = Remarks()

    def container(self, own: Container, meant: Container) -> Container:
        """*meant* with no part that stands elsewhere as well, and with the comments of *own*."""
        places = [*_places_in(own, meant)]
        children = [
            self._copy(child) if place is None else self._value(own.children[place], child)
            for place, child in zip(places, meant.children, strict=True)
        ]
        new = _like(meant, children)
        self._move(own, places, new)
        return new

    def _value(self, own: Green, meant: Green) -> Green:
        if isinstance(own, Container) and isinstance(meant, Container):
            return self.container(own, meant)
        return self._copy(meant)

    def _copy(self, meant: Green) -> Green:
        """What stands for an alias; on one line, if it fits."""
        if isinstance(meant, Scalar):
            return meant
        new = _like(meant, [self._copy(child) for child in meant.children])
        self.remarks.flat.add(id(new))
        return new

    def _move(self, own: Container, places: list[int | None], new: Container) -> None:
        """The comments between the entries; those of an entry that is left out go to the next."""
        waiting: list[str] = []
        following = 0
        for index in range(len(own.children)):
            old = id(own), index
            if index not in places:
                waiting += self._words_at(own, index)
                continue
            self._put_above(new, following, waiting)
            number = places.index(index)
            self._put_above(new, number, self._old.above.get(old, []))
            if old in self._old.behind:
                self.remarks.behind[id(new), number] = self._old.behind[old]
            if old in self._old.spaced:
                self.remarks.spaced.add((id(new), number))
            waiting, following = [], number + 1
        if following < len(new.children):
            self._put_above(new, following, waiting)
            waiting = []
        if below := waiting + self._old.below.get(id(own), []):
            self.remarks.below[id(new)] = below
        if id(own) in self._old.flat:
            self.remarks.flat.add(id(new))

    def _put_above(self, new: Container, number: int, words: list[str]) -> None:
        if words:
            above = self.remarks.above
            above[id(new), number] = [*above.get((id(new), number), []), *words]

    def _words_at(self, container: Container, index: int) -> Iterator[str]:
        """All comments around an entry and in it."""
        place, value = (id(container), index), container.children[index]
        yield from self._old.above.get(place, [])
        yield from self._old.behind.get(place, [])
        if isinstance(value, Container):
            for inner in range(len(value.children)):
                yield from self._words_at(value, inner)
            yield from self._old.below.get(id(value), [])


def _places_in(own: Container, meant: Container) -> Iterator[int | None]:
    """For each child of *meant* its number in *own*; None for what a merge key takes over."""
    known = {offset: index for index, offset in enumerate(own.starts)}
    return (known.get(start) for start in meant.starts)


def _like(meant: Container, children: list[Green]) -> Container:
    nowhere = (0,) * len(children)
    keys = meant.keys
    return Container(meant.kind, 0, tuple(children), nowhere, keys, nowhere if keys else ())
