"""Why something cannot have a name, before anything is changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls import wording
from bacalhau_ls.domain import places
from bacalhau_ls.domain.mentions import VARIABLE_NAME
from bacalhau_ls.domain.names import Sort, uses_in
from bacalhau_ls.domain.places import word
from bacalhau_ls.prose import on_one_line
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.features.names.name import Name
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Node

_UNWRITABLE: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\"'\\`]|\{\{")
_ANCHOR: Final = re.compile(r"[A-Za-z0-9_-]+")
_IN_SCHEMA: Final = (None, Sort.PATH)
"""What the schema has a form for; None is what something is called."""


def refusal(document: Document, specification: Specification, name: Name, new: str) -> str:
    """Why *name* cannot be called *new*; empty if it can."""
    node = next(use.declares for use in name.uses if use.declares)
    return (
        _unwritable(name, new)
        or _against_schema(specification, name, node, new)
        or _taken(document, name, node, new)
    )


def _unwritable(name: Name, new: str) -> str:
    if not new.strip():
        return "a name must not be empty"
    if _UNWRITABLE.search(new):
        return "quotes, backslashes, backticks and control characters cannot stand in a name"
    if name.sort is Sort.VARIABLE and not VARIABLE_NAME.fullmatch(new):
        return "the name of a variable has letters, digits and `_`, and does not start with a digit"
    if name.sort is Sort.PATH and (not new.startswith("/") or new == "/"):
        return "the path must be absolute: it starts with `/`"
    if name.sort is Sort.ANCHOR and not _ANCHOR.fullmatch(new):
        return "the name of an anchor has letters, digits, `-` and `_` only"
    return ""


def _against_schema(specification: Specification, name: Name, node: Node, new: str) -> str:
    schema = specification.governing(node) if name.sort in _IN_SCHEMA else None
    for part in schema.parts if schema else ():
        if wording.refuses(part, new):
            return str(part.get("patternErrorMessage", "this is not allowed here"))
    return ""


def _taken(document: Document, name: Name, node: Node, new: str) -> str:
    is_taken = new in _names_beside(document, name, node)
    return f"`{on_one_line(new)}` is taken: names must differ" if is_taken else ""


def _names_beside(document: Document, name: Name, node: Node) -> Iterator[str]:
    """The names that *name* must differ from."""
    if name.sort is None:
        yield from _labels_beside(node)
    elif name.sort is Sort.ANCHOR:
        yield from (use.name for use in document.whole.anchor_uses())
    elif (task := places.task_around(node)) is not None:
        uses = uses_in(document, task)
        yield from (use.name for use in uses if use.declares and use.sort is name.sort)


def _labels_beside(node: Node) -> Iterator[str]:
    """What the other items of the list are called."""
    item = node.parent
    items = item.parent if item is not None else None
    if items is not None and items.kind is Kind.ARRAY and node.name is not None:
        yield from (word(other.get(node.name)) for other in items)
