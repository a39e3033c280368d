"""Changes that an author may want though nothing is wrong: one file each, found by this folder.

A refactoring is a function with the decorator `refactoring`. It gets a `Place`
and yields the actions that are possible there. Making an action must be cheap,
as it is done at every move of the cursor; the edits are made when somebody asks.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from bacalhau_ls.isolation import found_by
from bacalhau_ls.repair import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.actions import Action
    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Operation
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit, Span

    Find: TypeAlias = Callable[["Place"], Iterator[Action]]


@dataclass(frozen=True)
class Place:
    """What is selected in a document."""

    document: Document
    specification: Specification
    span: Span

    @property
    def way(self) -> list[Node]:
        """The values around the start of the selection, the root first."""
        node = self.document.node_at(self.span.start)
        return [each for each in (*reversed([*node.ancestors()]), node) if each.parent]

    def edits(self, *operations: Operation) -> tuple[Edit, ...]:
        """The edits that do *operations*."""
        document = self.document
        return document.notation.edits(document.content, document.top, operations)


@dataclass(frozen=True)
class Refactoring:
    """What finds actions of one sort."""

    find: Find


def refactoring(find: Find) -> Refactoring:
    """Make a refactoring of a function."""
    return Refactoring(find)


@cache
def all_refactorings() -> tuple[Refactoring, ...]:
    """Every refactoring of the folder."""
    modules = (
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    )
    found = (each for module in modules for each in vars(module).values())
    return tuple(each for each in found if isinstance(each, Refactoring))


def refactorings(place: Place) -> list[Action]:
    """The changes that are possible at *place*."""
    found = (action for each in all_refactorings() for action in found_by(each.find, place))
    return [each if each.new_ending else _made_harmless(place.document, each) for each in found]


def _made_harmless(document: Document, action: Action) -> Action:
    return replace(action, edits=partial(_harmless, document, action.edits))


def _harmless(document: Document, make: Callable[[], tuple[Edit, ...]]) -> tuple[Edit, ...]:
    return harmless(document, make())
