"""Applies fixes of findings, as many as go together, until nothing is left to fix.

Each round takes the fixes whose edits keep apart and that do not claim the same
name in the same object; the others wait for the next round, where the findings
are those of the text as it then is.
"""

from __future__ import annotations

import sys
from bisect import insort
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.diagnosis import OTHER_SPECIFICATION, diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.findings import AddMember, MoveMember, Remove, RenameKey
from bacalhau_ls.syntax.green import Container, Kind, Level
from bacalhau_ls.syntax.tree import problems_in
from bacalhau_ls.validation.skeletons import OF_ITS_OWN, free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.findings import Finding, Fix, Operation
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit, Span
    from bacalhau_ls.validation import Validator

    Choose: TypeAlias = Callable[[Finding], Fix | None]
    Claim: TypeAlias = tuple[int, str]
    Taken: TypeAlias = dict[tuple[int, str], set[Any]]
    """What the items of the list that starts there are called, by the key that says it."""

_PATIENCE: Final = 100
"""So many rounds may pass until fewer fixes are wanted than ever before."""
_MOST_CHARACTERS: Final = 20_000_000
"""So many may be read in all rounds together, if they are more than a few."""
_MOST_INCREMENTAL: Final = 32
"""For more edits than that it is quicker to read the text anew."""


class Repair(NamedTuple):
    """What applying fixes comes to."""

    edits: tuple[Edit, ...]
    """They all refer to the text before."""
    applied: Counter[str]
    """How many fixes were applied, by the code of the finding."""


NO_REPAIR: Final = Repair((), Counter())


def safe_fix(finding: Finding) -> Fix | None:
    """The fix of *finding* that may be applied unseen."""
    fix = likely_fix(finding)
    return fix if fix is not None and fix.safe else None


def likely_fix(finding: Finding) -> Fix | None:
    """The fix that is probably wanted: the preferred one, or the only one that drops nothing."""
    if finding.code == OTHER_SPECIFICATION:
        return None  # what a file is held to is for its author to say
    keeping = [fix for fix in finding.fixes if not fix.lossy]
    preferred = next((fix for fix in keeping if fix.preferred), None)
    if preferred is not None:
        return preferred
    candidates = [fix for fix in keeping if fix.safe] or keeping
    return candidates[0] if len(candidates) == 1 else None


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


def harmless(document: Document, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """*edits*, but none of them if they would break the text: where it is broken, much can."""
    if not edits or _faults(after(document, edits)) <= _faults(document):
        return edits
    return ()


def _faults(document: Document) -> int:
    """How many errors of syntax a document has."""
    problems = (located.problem for located in problems_in(document.top))
    return sum(1 for each in problems if each.fault.level in (Level.ERROR, Level.DUPLICATE))


def repaired(
    document: Document, settings: Settings, validator: Validator | None, choose: Choose
) -> tuple[Edit, ...]:
    """The edits that apply the fixes that *choose* gives until it gives none."""
    return repair(document, settings, validator, choose).edits


def repair(
    document: Document, settings: Settings, validator: Validator | None, choose: Choose
) -> Repair:
    """What it comes to to apply the fixes that *choose* gives until it gives none."""
    settings = replace(settings, max_diagnostics=sys.maxsize)
    current, total = document, NO_REPAIR
    states: dict[str, Repair] = {}
    fewest, limit = sys.maxsize, _PATIENCE
    most = max(_PATIENCE, _MOST_CHARACTERS // (len(document.content) + 1))
    while current.content not in states:
        if len(states) >= min(limit, most):
            return NO_REPAIR  # one fix calls for the next without end: better none
        states[current.content] = total
        batch = _batch(current, diagnose(current, settings, validator), choose)
        if not batch.edits:
            return _minimal(document.content, total)
        if batch.wanted < fewest:
            fewest, limit = batch.wanted, len(states) + _PATIENCE
        edits = tuple(batch.edits)
        current = after(current, edits)
        total = Repair(edit_sets.composed(total.edits, edits), total.applied + batch.applied)
    circle = list(states)[list(states).index(current.content) :]
    # Of outcomes that lead to each other always the same, so that once is enough.
    return _minimal(document.content, states[min(circle, key=lambda text: (len(text), text))])


def _minimal(content: str, made: Repair) -> Repair:
    edits = edit_sets.minimal(content, made.edits)
    return Repair(edits, made.applied) if edits else NO_REPAIR


def after(document: Document, edits: tuple[Edit, ...]) -> Document:
    """The version after *edits*, which all refer to *document*."""
    if len(edits) <= _MOST_INCREMENTAL:
        return document.edited(reversed(edits))
    return Document.read(edit_sets.applied(document.content, edits), document.notation)


def _batch(document: Document, findings: list[Finding], choose: Choose) -> _Batch:
    """Fixes that go together. What keeps a text from being understood comes first."""
    wanted = [(finding, fix) for finding in findings if (fix := choose(finding)) is not None]
    grave = [each for each in wanted if each[0].code == "syntax-error"]
    batch = _Batch(document, len(wanted))
    for finding, fix in grave or wanted:
        batch.take(finding.code, fix)
    return batch


class _Batch:
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
        return low < len(self.edits) and self.edits[low].start <= edit.end


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
