"""Fixes that go together: their edits keep apart, and no two claim the same name."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from bacalhau_ls.findings import AddMember, MoveMember, Remove, RenameKey
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.validation.skeletons import OF_ITS_OWN, free

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Fix, Operation
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit, Span

    Claim: TypeAlias = tuple[int, str]
    """Where an object starts, and the name that a fix brings into it; empty if it takes one out."""
    Taken: TypeAlias = dict[tuple[int, str], set[Any]]
    """What the items of the list that starts there are called, by the key that says it."""


class Batch:
    """Takes fixes that do not get in each other's way."""

    def __init__(self, document: Document, wanted: int) -> None:
        self._document = document
        self.wanted = wanted
        """How many fixes there are in all, before any is taken."""
        self._claims: dict[Claim, str] = {}
        self._taken: Taken = {}
        self.edits: list[Edit] = []
        self.applied: Counter[str] = Counter()

    def take(self, code: str, fix: Fix) -> None:
        """Take *fix*, which cures a finding with *code*, if that is possible."""
        claims = list(_claims(self._document, fix.operations))
        if any(self._is_taken(claim, code) for claim in claims):
            return
        made = edits_of(self._document, fix, self._taken)
        if not made or any(self._touches(edit) for edit in made):
            return
        self.applied[code] += 1
        self._claims.update(dict.fromkeys(claims, code))
        for edit in made:
            insort(self.edits, edit)

    def _is_taken(self, claim: Claim, code: str) -> bool:
        """Whether another fix has it. Members may go together if they go for one reason."""
        known = self._claims.get(claim)
        return known is not None and (bool(claim[1]) or known != code)

    def _touches(self, edit: Edit) -> bool:
        low, high = 0, len(self.edits)
        while low < high:
            middle = (low + high) // 2
            if self.edits[middle].end < edit.start:
                low = middle + 1
            else:
                high = middle
        while low < len(self.edits) and self.edits[low].start <= edit.end:
            if not _are_neighbours(self.edits[low], edit):
                return True
            low += 1
        return False


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
