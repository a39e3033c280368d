"""What aliases and merge keys stand for in their place, with every comment where it was, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.document_checks.writing import is_merge, takes_over
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
    if not takes_over(document.tree):
        return Page(document.tree, remarks)
    expansion = _Expansion(remarks)
    unfolded = document.notation.unfolded(document.content, document.tree)
    return Page(expansion.container(document.tree, unfolded), expansion.remarks)


class _Expansion:
    """Goes through a tree and its unfolded twin, which is no deeper than can be written."""

    def __init__(self, old: Remarks) -> None:
        self._old = old
        self.remarks = Remarks()

    def container(self, own: Container, twin: Container) -> Container:
        """*twin* with no part that stands elsewhere as well, and with the comments of *own*."""
        kept = [i for i in range(len(own.children)) if not (own.keys and is_merge(own.keys[i]))]
        children = [self._value(own.children[i], twin.children[n]) for n, i in enumerate(kept)]
        children += [self._copy(child) for child in twin.children[len(kept) :]]
        new = _like(twin, children)
        self._move(own, kept, new)
        return new

    def _value(self, own: Green, twin: Green) -> Green:
        if isinstance(own, Container) and isinstance(twin, Container):
            return self.container(own, twin)
        return self._copy(twin)

    def _copy(self, twin: Green) -> Green:
        """What stands for an alias; on one line, if it fits."""
        if isinstance(twin, Scalar):
            return twin
        new = _like(twin, [self._copy(child) for child in twin.children])
        self.remarks.flat.add(id(new))
        return new

    def _move(self, own: Container, kept: list[int], new: Container) -> None:
        """The comments between the entries; those of a merge key go to the next entry."""
        waiting: list[str] = []
        for index in range(len(own.children)):
            old = id(own), index
            if index not in kept:
                waiting += self._words_at(own, index)
                continue
            place = id(new), kept.index(index)
            if above := waiting + self._old.above.get(old, []):
                self.remarks.above[place] = above
            if old in self._old.behind:
                self.remarks.behind[place] = self._old.behind[old]
            if old in self._old.spaced:
                self.remarks.spaced.add(place)
            waiting = []
        if waiting and len(new.children) > len(kept):
            self.remarks.above[id(new), len(kept)] = waiting
            waiting = []
        if below := waiting + self._old.below.get(id(own), []):
            self.remarks.below[id(new)] = below
        if id(own) in self._old.flat:
            self.remarks.flat.add(id(new))

    def _words_at(self, container: Container, index: int) -> Iterator[str]:
        """All comments around an entry and in it."""
        place, value = (id(container), index), container.children[index]
        yield from self._old.above.get(place, [])
        yield from self._old.behind.get(place, [])
        if isinstance(value, Container):
            for inner in range(len(value.children)):
                yield from self._words_at(value, inner)
            yield from self._old.below.get(id(value), [])


def _like(twin: Container, children: list[Green]) -> Container:
    nowhere = (0,) * len(children)
    keys = twin.keys
    return Container(twin.kind, 0, tuple(children), nowhere, keys, nowhere if keys else ())
