"""Workspace symbols: the jobs, tasks and inputs of all specs, found by a few letters."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bacalhau_ls.domain import labels, places
from bacalhau_ls.prose import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span


Place = TypeVar("Place")


class Sort(Enum):
    """What kind of thing a symbol is."""

    JOB = auto()
    TASK = auto()
    ALIAS = auto()


class Symbol(NamedTuple):
    """Something with a name that can be gone to."""

    name: str
    sort: Sort
    span: Span
    """Its name in the text."""
    container: str
    """What it belongs to."""


def symbols_of(document: Document) -> Iterator[Symbol]:
    """What one spec contributes, in the order of the text."""
    job = document.root
    yield from _named(job.get("Name"), Sort.JOB, "")
    whose = labels.job(job) if job.get("Name") else ""
    for task in places.below(job, places.TASK):
        yield from _named(task.get("Name"), Sort.TASK, whose)
        for alias in places.below(task, places.ALIAS):
            yield from _named(alias, Sort.ALIAS, labels.task(task))


def _named(name: Node | None, sort: Sort, container: str) -> Iterator[Symbol]:
    shown = on_one_line(places.word(name)).strip()
    if name is not None and shown:
        yield Symbol(shown, sort, name.span, container)


def matching(symbols: Iterable[tuple[Symbol, Place]], query: str) -> list[tuple[Symbol, Place]]:
    """Those whose name holds the letters of *query* in their order, the closest first.

    With each symbol goes whatever the caller needs to find it again.
    """
    wanted = "".join(query.lower().split())
    ranked = [(_distance(each[0].name.lower(), wanted), each) for each in symbols]
    found = [(distance, each) for distance, each in ranked if distance is not None]
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def _distance(name: str, wanted: str) -> int | None:
    """How far apart the letters of *wanted* are in *name*; None if they are not all there."""
    if name.startswith(wanted):
        return 0
    at = first = name.find(wanted[0])
    for letter in wanted[1:]:
        if at < 0:
            return None
        at = name.find(letter, at + 1)
    return None if at < 0 else 1 + first + (at - first + 1 - len(wanted))
