"""What a whole document comes to, task by task, so that an edit costs one task and not all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bacalhau_ls.domain import places
from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Node


class Placed(Protocol):
    """Something at a place of the text."""

    def shifted(self, by: int) -> Any:
        """The same, *by* code points further on."""


Found = TypeVar("Found", bound=Placed)


def by_tasks(
    document: Document,
    specification: Specification,
    find: Callable[[Document, Specification, Span], Iterable[Found]],
) -> Iterator[Found]:
    """All that *find* finds in the stretches before, in and behind the tasks.

    What it finds in a task must follow from the task and its schema alone; it is
    kept with the task's subtree, which other versions of the document share.
    """
    tasks = document.root.at(*places.TASKS)
    whole = Span(0, len(document.text))
    if tasks is None or tasks.kind is not Kind.ARRAY:
        yield from find(document, specification, whole)
        return
    yield from find(document, specification, Span(0, tasks.start))
    for task in tasks:
        yield from _in_task(document, specification, task, find)
    yield from find(document, specification, Span(tasks.end, whole.end))


def _in_task(
    document: Document,
    specification: Specification,
    task: Node,
    find: Callable[[Document, Specification, Span], Iterable[Found]],
) -> Iterator[Found]:
    if not isinstance(task.green, Container):
        yield from find(document, specification, task.span)
        return
    key, memo = (find, specification.governing(task)), task.green.memo
    if key not in memo:
        found = find(document, specification, task.span)
        memo[key] = [each.shifted(-task.start) for each in found]
    for each in memo[key]:
        yield each.shifted(task.start)
