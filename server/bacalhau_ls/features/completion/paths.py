"""Paths that the same task speaks of already: where inputs are, where results are to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.domain import places
from bacalhau_ls.features.completion.items import Candidate, ItemKind, Rank
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.features.completion.place import Place
    from bacalhau_ls.syntax.tree import Node

_USES = (places.TARGET, places.MODULE, places.RESULT_PATH, ("Engine", "Params", "WorkingDirectory"))
_ORIGINS = {places.TARGET: "where an input is", places.RESULT_PATH: "where a result is"}
_MODULES = (places.MODULE, places.IMPORTED)
_EXTENSION_OF_MODULES = ".wasm"


def paths(place: Place) -> Iterator[Candidate]:
    """Targets of inputs where a path is used, and paths that are used where a target is set."""
    task = places.task_around(place.node)
    if place.is_key or task is None:
        return
    if _is_at(place.node, places.TARGET):
        wanted = dict.fromkeys(_texts(task, places.MODULE), "where the module is looked for")
    elif _takes_paths(place.node):
        wanted = {path: words for way, words in _ORIGINS.items() for path in _texts(task, way)}
    else:
        return
    is_module = any(_is_at(place.node, way) for way in _MODULES)
    taken = _taken(place, task)
    for path, words in wanted.items():
        if path.startswith("/") and path not in taken:
            is_likely = is_module and path.endswith(_EXTENSION_OF_MODULES)
            yield Candidate(
                path, ItemKind.MENTION, Rank.MENTIONED, sketch=path, detail=words,
                is_likely=is_likely,
            )  # fmt: skip


def _taken(place: Place, task: Node) -> frozenset[str]:
    """The paths that would be told twice; no module is imported twice, nor by itself."""
    if not _is_at(place.node, places.IMPORTED):
        return place.taken(place.node.name)
    return frozenset(path for way in _MODULES for path in _texts(task, way))


def _texts(task: Node, way: places.Path) -> Iterator[str]:
    return filter(None, map(places.word, places.below(task, way)))


def _is_at(node: Node, way: places.Path) -> bool:
    return places.is_at(node, places.in_tasks(way))


def _takes_paths(node: Node) -> bool:
    parent = node.parent
    if parent is not None and parent.kind is Kind.ARRAY:
        is_argument = any(_is_at(parent, way) for way in places.COMMANDS)
        return is_argument or _is_at(node, places.IMPORTED)
    return any(_is_at(node, way) for way in _USES)
