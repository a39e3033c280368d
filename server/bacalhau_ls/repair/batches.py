"""Fixes that go together: their edits keep apart, and no two claim the same name.

Only closing brackets may come in at one place: those of what was opened last first.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from copy import copy
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from bacalhau_ls.findings import AddMember, MoveMember, Remove, RenameKey, ReplaceText
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.validation.skeletons import OF_ITS_OWN, free

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Fix, Operation
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit, Span

    Claim: TypeAlias = tuple[int, str]
    """Where an object starts, and the name that a fix brings into it; empty if it takes one out."""
    Taken: TypeAlias = dict[tuple[int, str], set[Any]]
    """What the items of the list that starts there are called, by the key that says it."""


class Batch:
    """Takes fixes that do not get in each other's way, in the order of the text."""

    def __init__(self, document: Document, left: tuple[int, int]) -> None:
        self._document = document
        self.left = left
        """How many faults of syntax and how many fixes there are before any is taken."""
        self._claims: dict[Claim, str] = {}
        self._taken: Taken = {}
        self._edits: list[Edit] = []
        self._closers: dict[Edit, list[str]] = {}
        """The edits that close brackets, with what others close at the same place before them."""
        self.applied: Counter[str] = Counter()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of all fixes taken, in their order."""
        return tuple(map(self._with_inner, self._edits))

    def with_all(self, cures: Iterable[tuple[str, Fix]]) -> Batch:
        """A batch that takes *cures* as well: fixes with the codes of what they cure."""
        batch = copy(self)
        batch._part()  # noqa: SLF001 - its own kind
        for code, fix in cures:
            batch.take(code, fix)
        return batch

    def _part(self) -> None:
        """Share nothing any more with the batch that this is a copy of."""
        self._claims = self._claims.copy()
        self._taken = {key: {*values} for key, values in self._taken.items()}
        self._edits = self._edits.copy()
        self._closers = {edit: inner.copy() for edit, inner in self._closers.items()}
        self.applied = self.applied.copy()

    def take(self, code: str, fix: Fix) -> None:
        """Take *fix*, which cures a finding with *code*, if that is possible."""
        claims = list(_claims(self._document, fix.operations))
        if any(self._is_taken(claim, code) for claim in claims):
            return
        made = edits_of(self._document, fix, self._taken)
        beside = self._closers if _closes(fix) else {}
        if not made or any(self._is_in_the_way(edit, beside) for edit in made):
            return
        self.applied[code] += 1
        self._claims.update(dict.fromkeys(claims, code))
        put = self._close if _closes(fix) else partial(insort, self._edits)
        for edit in made:
            put(edit)

    def _is_taken(self, claim: Claim, code: str) -> bool:
        """Whether another fix has it. Members may go together if they go for one reason."""
        known = self._claims.get(claim)
        return known is not None and (bool(claim[1]) or known != code)

    def _is_in_the_way(self, edit: Edit, beside: Mapping[Edit, object]) -> bool:
        """Whether *edit* touches another one that it can stand neither beside nor right before."""
        return any(
            not (_are_neighbours(other, edit) or (other in beside and edit.end == other.start))
            for other in self._touched_by(edit)
        )

    def _touched_by(self, edit: Edit) -> Iterator[Edit]:
        index = bisect_left(self._edits, edit.start, key=attrgetter("end"))
        while index < len(self._edits) and self._edits[index].start <= edit.end:
            yield self._edits[index]
            index += 1

    def _close(self, edit: Edit) -> None:
        """Put in what closes a bracket, before what closes the ones around it at the same place."""
        twin = next((each for each in self._touched_by(edit) if each in self._closers), None)
        if twin is not None and twin[:2] == edit[:2]:
            self._closers[twin].append(edit.text)
        else:
            insort(self._edits, edit)
            self._closers[edit] = []

    def _with_inner(self, edit: Edit) -> Edit:
        inner = reversed(self._closers.get(edit, ()))
        return edit._replace(text="".join([*inner, edit.text]))


def _closes(fix: Fix) -> bool:
    """Whether *fix* writes a closing bracket where everything ends that is still open."""
    return any(isinstance(each, ReplaceText) and each.closes for each in fix.operations)


def _are_neighbours(one: Edit, other: Edit) -> bool:
    """Whether both only take something out, one of them what is right behind the other."""
    is_side_by_side = one.end == other.start or other.end == one.start
    return is_side_by_side and not one.text and not other.text


def edits_of(document: Document, fix: Fix, taken: Taken | None = None) -> tuple[Edit, ...]:
    """The edits that *fix* stands for; what it calls an item is added to *taken*."""
    taken = {} if taken is None else taken
    operations = [_of_its_own(document, each, taken) for each in fix.operations]
    return document.notation.edits(document.content, document.top, operations)


def _of_its_own(document: Document, operation: Operation, taken: Taken) -> Operation:
    """*operation* with a name that no other item of the list has, if it gives one to an item."""
    if not (isinstance(operation, AddMember) and operation.name in OF_ITS_OWN):
        return operation
    owner = _node_with(document, operation.span)
    items = owner.parent if owner is not None else None
    if items is None or items.kind is not Kind.ARRAY or not isinstance(operation.value, str):
        return operation
    key = items.start, operation.name
    if key not in taken:
        named = (item.get(operation.name) for item in items)
        taken[key] = {each.value for each in named if each is not None}
    value = free(operation.value, taken[key])
    taken[key].add(value)
    return replace(operation, value=value)


def _claims(document: Document, operations: Iterable[Operation]) -> Iterator[Claim]:
    """The names that *operations* bring into objects, and the objects that lose a member."""
    for operation in operations:
        start = operation.span.start
        if isinstance(operation, AddMember):
            yield start, operation.name
        elif isinstance(operation, RenameKey):
            yield _container_at(document, start).start, operation.name
        elif isinstance(operation, MoveMember):
            yield from _claims_of_move(document, operation)
        elif isinstance(operation, Remove):
            owner = _container_at(document, start)
            if owner.kind is Kind.OBJECT:
                yield owner.start, ""


def _claims_of_move(document: Document, move: MoveMember) -> Iterator[Claim]:
    node = _node_with(document, move.span)
    name = node.name if node is not None else None
    target = node.parent if node is not None else None
    for _ in range(move.levels):
        target = target.parent if target is not None else None
    target = target.at(*move.within) if target is not None else None
    if target is not None:
        yield target.start, move.through or name or ""


def _node_with(document: Document, span: Span) -> Node | None:
    """The value that stands exactly at *span*."""
    node: Node | None = document.node_at(span.start)
    while node is not None and node.span != span:
        node = node.parent
    return node


def _container_at(document: Document, offset: int) -> Node:
    """The container whose key or value starts at *offset*."""
    node = document.node_at(offset)
    is_entry = node.start == offset or not isinstance(node.green, Container)
    return node.parent if is_entry and node.parent is not None else node
