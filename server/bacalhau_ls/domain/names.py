"""The names of one task: paths and environment variables, where they are set and used.

A path is declared by the target of an input or by a result; a result below a
target only uses it. A variable is declared by its key, or by an item ``NAME=value``.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.domain import mentions, places
from bacalhau_ls.domain.mentions import Characters
from bacalhau_ls.domain.places import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_NO_NAME = re.compile(r"[*?\[\]\x00-\x1f]|\{\{")
"""What is in the path of many files, or of none that is known."""


class Sort(Enum):
    """What has a name."""

    PATH = auto()
    VARIABLE = auto()
    ANCHOR = auto()
    """A value of YAML that other places take over; it is no name of a task."""


class Use(NamedTuple):
    """One place where a name stands."""

    span: Span
    sort: Sort
    name: str
    """A path is without a slash at its end."""
    declares: Node | None = None
    """The value that declares the name here; of a variable the one behind its key."""


def uses_in(document: Document, task: Node) -> list[Use]:
    """All uses of names in *task*, in the order of the text."""
    return sorted([*variables_in(document, task), *paths_in(document, task)], key=_place)


def _place(use: Use) -> Span:
    return use.span


# -- variables ---------------------------------------------------------------------


def variables_in(document: Document, task: Node) -> Iterator[Use]:
    """Where *task* sets environment variables, and where it uses any."""
    for path in places.ENVIRONMENTS:
        for entry in places.below(task, (*path, places.ANY)):
            declared = _of_member(document, entry) if entry.key else _of_item(document, entry)
            yield from filter(None, (declared,))
    for path in places.EXPANDED:
        for text in _texts(document, task, path, "$"):
            for mention in mentions.variables(text.text):
                yield Use(text.span(mention.start, mention.end), Sort.VARIABLE, mention.name)


def _of_member(document: Document, member: Node) -> Use | None:
    key, name = member.key, member.name
    content = Characters(document, key).content if key else None
    return Use(content, Sort.VARIABLE, name, member) if name and content else None


def _of_item(document: Document, item: Node) -> Use | None:
    """The variable of an item such as ``NAME=value``."""
    name, equals, _ = word(item).partition("=")
    characters = Characters(document, item) if name and equals else None
    if characters is None or not characters.text:
        return None
    return Use(characters.span(0, len(name)), Sort.VARIABLE, name, item)


# -- paths -------------------------------------------------------------------------


def paths_in(document: Document, task: Node) -> Iterator[Use]:
    """Where *task* declares paths, and where it uses those."""
    declared = _declared_paths(task)
    seen = set()
    for path, nodes in declared.items():
        for node in nodes:
            characters = Characters(document, node)
            if characters.text:
                seen.add(node.start)
                yield Use(characters.span(0, len(path)), Sort.PATH, path, node)
    for place in places.WITH_PATHS:
        for text in _texts(document, task, place, "/"):
            for mention in mentions.paths(text.text, declared) if text.start not in seen else ():
                yield Use(text.span(mention.start, mention.end), Sort.PATH, mention.name)


def _declared_paths(task: Node) -> Mapping[str, list[Node]]:
    declared = _paths(task, places.TARGET)
    targets = set(declared)
    for path, nodes in _paths(task, places.RESULT_PATH).items():
        if path in targets or not any(mentions.paths(path, targets)):
            declared.setdefault(path, []).extend(nodes)
    return declared


def _paths(task: Node, place: places.Path) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in places.below(task, place):
        path = word(node).rstrip("/")
        if path.startswith("/") and not _NO_NAME.search(path):
            found.setdefault(path, []).append(node)
    return found


def _texts(document: Document, task: Node, place: places.Path, mark: str) -> Iterator[Characters]:
    """The strings at or below a place that hold *mark*."""
    for owner in places.below(task, place):
        for node in places.scalars(owner):
            if mark in word(node):
                yield Characters(document, node)
