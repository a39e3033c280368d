"""Names of members that an object may choose itself: variables, labels, headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls import wording
from bacalhau_ls.domain import mentions, places
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.openings import Part, Phrase, Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.syntax.tree import Node


def names(place: Place) -> Iterator[Candidate]:
    """Variables that the task mentions, names that other tasks use here, and examples."""
    schema = place.around
    if not place.is_key or schema is None or schema.is_closed or schema.names or place.undecided:
        return
    for name in (*_mentioned(place), *_used_elsewhere(place)):
        if name not in place.present:
            yield _candidate(place, name, "", Rank.MENTIONED, "mentioned in this job")
    for example, meaning in wording.examples(schema):
        for name, value in example.items() if isinstance(example, dict) else ():
            if name not in place.present:
                yield _candidate(place, name, value, Rank.EXAMPLE, meaning)


def _candidate(place: Place, name: str, value: Any, rank: Rank, detail: str) -> Candidate:
    text = value if isinstance(value, str) else ""
    sketch = Phrase((Stop(1, text),)) if place.opening.part is Part.MEMBER else None
    kind = ItemKind.MENTION if rank is Rank.MENTIONED else ItemKind.KEY
    return Candidate(name, kind, rank, name, sketch, detail)


def _mentioned(place: Place) -> Iterator[str]:
    """Variables used in commands and scripts of the task, if they are set here."""
    owner = place.opening.container
    task = places.task_around(owner)
    environments = map(places.in_tasks, places.ENVIRONMENTS)
    if task is None or not any(places.is_at(owner, way) for way in environments):
        return
    for way in (*places.COMMANDS, places.SCRIPT):
        for top in places.below(task, way):
            for scalar in places.scalars(top):
                yield from (mention.name for mention in mentions.variables(places.word(scalar)))


def _used_elsewhere(place: Place) -> Iterator[str]:
    """The names under the same key in other tasks."""
    owner = place.opening.container
    task = places.task_around(owner)
    if task is None or task.parent is None or task == owner:
        return
    way = owner.path[len(task.path) :]
    for other in task.parent:
        twin = other.at(*way) if other != task else None
        if twin is not None and twin.kind is Kind.OBJECT:
            yield from filter(None, (_name(member) for member in twin))


def _name(member: Node) -> str:
    return member.name or ""
