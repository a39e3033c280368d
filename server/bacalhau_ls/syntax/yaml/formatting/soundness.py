"""Which blocks are too broken to be laid out anew, and whether that changed what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.agreement import agree
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar
from bacalhau_ls.syntax.yaml.formatting.survey import is_plain
from bacalhau_ls.syntax.yaml.formatting.texts import is_odd, spans_lines
from bacalhau_ls.syntax.yaml.reading import faults

if TYPE_CHECKING:
    from bacalhau_ls.syntax.green import Green, Problem

_SPEAKING: Final = (Level.ERROR, Level.SILENT)
_HARMLESS: Final = frozenset(
    {
        faults.COLON_IN_TEXT,
        faults.NEEDS_QUOTES,
        faults.BAD_ESCAPE,
        faults.SLASH_ESCAPE,
        faults.SURROGATE_ESCAPE,
        faults.CONTROL_CHARACTER,
        faults.BROKEN_TEMPLATE,
        faults.NO_VALUE,
        faults.TEMPLATE_ACTION,
        faults.TEMPLATE_KEY,
        faults.MERGED,
        faults.ALIAS_KEY,
    }
)
_NEVER_AT_MARGIN: Final = ("%", "---", "...")
"""What text at the start of a line must not start with: it would be no entry."""


class Broken(NamedTuple):
    """The ids of green containers that cannot be laid out like others."""

    faulty: frozenset[int]
    """Those with an error of their own: only what is deeper in them is laid out."""
    pinned: frozenset[int]
    """Those whose entries stay at their column: around a faulty one, or directly in it."""


NOTHING_BROKEN: Final = Broken(frozenset(), frozenset())


class _Way(NamedTuple):
    """A container and those around it."""

    container: Container
    start: int
    around: _Way | None


def broken_containers(text: str, document: Container) -> Broken:
    """What is broken in *document*."""
    faulty: set[int] = set()
    pinned: set[int] = set()
    pending = [_Way(document, 0, None)]
    while pending:
        way = pending.pop()
        container = way.container
        if _is_faulty(container) or _has_odd_entries(text, way):
            faulty.add(id(container))
            pinned.update(id(each) for each in container.children if isinstance(each, Container))
            _pin(way, pinned)
        pending += [
            _Way(child, way.start + offset, way)
            for child, offset in zip(container.children, container.offsets, strict=True)
            if isinstance(child, Container) and _may_be_broken(child, container)
        ]
    return Broken(frozenset(faulty), frozenset(pinned))


def _may_be_broken(container: Container, around: Container) -> bool:
    """Whether something may be broken in *container*; the survey of a block is there already."""
    is_root = around.kind is Kind.DOCUMENT
    return is_root or container.troubled or (container.block and not is_plain(container))


def _pin(way: _Way | None, pinned: set[int]) -> None:
    while way is not None:
        pinned.add(id(way.container))
        way = way.around
        if way is not None and id(way.container) in pinned:
            return


def _is_faulty(container: Container) -> bool:
    if not container.troubled:
        return False
    if any(map(_is_grave, container.problems)):
        return True
    parts: tuple[Green, ...] = container.keys + container.children
    return any(
        _is_grave(problem)
        for part in parts
        if part.troubled and isinstance(part, Scalar)
        for problem in part.problems
    )


def _is_grave(problem: Problem) -> bool:
    return problem.fault.level in _SPEAKING and problem.fault not in _HARMLESS


def _has_odd_entries(text: str, way: _Way) -> bool:
    """Whether entries are sound but such that they are better left alone."""
    container = way.container
    if not container.block:
        return False
    if container.kind is Kind.OBJECT:
        if container.starts != container.key_offsets:
            return True  # `? key`
        is_root = way.around is not None and way.around.container.kind is Kind.DOCUMENT
        if is_root and container.entry_column > 0:
            return any(key.text.startswith(_NEVER_AT_MARGIN) for key in container.keys)
    return any(
        isinstance(child, Scalar)
        and spans_lines(child.text)
        and is_odd(text, way.start + offset, child.text)
        for child, offset in zip(container.children, container.offsets, strict=True)
    )


def is_same(one: Green, other: Green) -> bool:
    """Whether two trees say the same, wherever that stands."""
    return agree(one, other, _outline, _is_same_scalar)


def _is_same_scalar(one: Green, other: Green) -> bool:
    if not isinstance(one, Scalar) or not isinstance(other, Scalar):
        return False
    return one.kind is other.kind and _meaning(one) == _meaning(other)


def _meaning(scalar: Scalar) -> object:
    value = scalar.value
    return type(value), repr(value), "".join(scalar.text.split())


def _outline(container: Container) -> tuple[object, ...]:
    """What can be said of a container without what is in it."""
    stated = [p.fault for p in container.problems if p.fault.level is not Level.DUPLICATE]
    names = [key.text for key in container.keys]
    return container.kind, container.closed, container.block, len(container.children), names, stated
