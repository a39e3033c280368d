"""Names that occur more than once: definition, references, highlight and rename.

A name is a path or environment variable of a task, which means nothing in other
tasks, or what a job, task, input or result is called, which is used nowhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import wording
from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.domain import places
from bacalhau_ls.domain.mentions import VARIABLE_NAME, Characters
from bacalhau_ls.domain.names import Sort, uses_in
from bacalhau_ls.domain.places import word
from bacalhau_ls.prose import on_one_line
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.cursor import Cursor
    from bacalhau_ls.document import Document
    from bacalhau_ls.specification import Specification
    from bacalhau_ls.syntax.tree import Node

_LABELS = (
    ("Name",),
    places.in_tasks(("Name",)),
    places.in_tasks(places.ALIAS),
    places.in_tasks(places.RESULT_NAME),
)
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\"'\\`]|\{\{")


class CannotRenameError(ValueError):
    """Why something cannot get a new name, in words for the user."""


class Use(NamedTuple):
    """One place where a name stands."""

    span: Span
    declares: Node | None
    """The value that declares the name here; of a variable the one behind its key."""


class Name(NamedTuple):
    """A name and all its uses in the order of the text."""

    text: str
    sort: Sort | None
    """None for what something is called."""
    span: Span
    """Where it was pointed at."""
    uses: tuple[Use, ...]


# -- questions -------------------------------------------------------------------


def name_at(document: Document, offset: int) -> Name | None:
    """The name that *offset* touches."""
    cursor = locate(document, offset)
    if cursor.role is Role.VALUE and any(places.is_at(cursor.node, path) for path in _LABELS):
        return _label(document, cursor)
    if cursor.role not in (Role.KEY, Role.VALUE):
        return None
    task = places.task_around(cursor.node)
    return _name_in(document, task, cursor) if task else None


def definitions(document: Document, offset: int) -> list[Span]:
    """Where the name at *offset* is declared."""
    return [use.span for use in highlights(document, offset) if use.declares]


def references(document: Document, offset: int, *, with_declarations: bool) -> list[Span]:
    """Where the name at *offset* is used."""
    uses = highlights(document, offset)
    return [use.span for use in uses if with_declarations or not use.declares]


def highlights(document: Document, offset: int) -> list[Use]:
    """All places of the name at *offset*."""
    name = name_at(document, offset)
    return list(name.uses) if name else []


def renameable(document: Document, offset: int) -> Name | None:
    """The name at *offset* if it can get another one."""
    name = name_at(document, offset)
    return name if name and any(use.declares for use in name.uses) else None


def rename(document: Document, specification: Specification, offset: int, new: str) -> list[Edit]:
    """The edits that give the name at *offset* the text *new*; raises `CannotRenameError`."""
    name = renameable(document, offset)
    if name is None:
        message = "no name that is set in this file stands here"
        raise CannotRenameError(message)
    if name.sort is Sort.PATH:
        new = new.rstrip("/") or new
    if new == name.text:
        return []
    if refusal := _refusal(document, specification, name, new):
        raise CannotRenameError(refusal)
    return [Edit(use.span.start, use.span.end, new) for use in name.uses]


# -- what stands where -------------------------------------------------------------


def _label(document: Document, cursor: Cursor) -> Name | None:
    node = cursor.node
    content = Characters(document, node).content
    if content is None or not node.string or not content.covers(cursor.offset):
        return None
    return Name(node.string, None, content, (Use(content, node),))


def _name_in(document: Document, task: Node, cursor: Cursor) -> Name | None:
    """The path or variable under the cursor."""
    uses = uses_in(document, task)
    touched = [use for use in uses if _touches(use.span, cursor)]
    if not touched:
        return None
    pointed = touched[-1]
    same = (use for use in uses if (use.sort, use.name) == (pointed.sort, pointed.name))
    return Name(
        pointed.name,
        pointed.sort,
        pointed.span,
        tuple(Use(use.span, use.declares) for use in same),
    )


def _touches(span: Span, cursor: Cursor) -> bool:
    is_in_token = cursor.token.start <= span.start and span.end <= cursor.token.end
    return is_in_token and span.covers(cursor.offset)


# -- what a new name must be --------------------------------------------------------


def _refusal(document: Document, specification: Specification, name: Name, new: str) -> str:
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
    return ""


def _against_schema(specification: Specification, name: Name, node: Node, new: str) -> str:
    schema = specification.governing(node) if name.sort is not Sort.VARIABLE else None
    for part in schema.parts if schema else ():
        if wording.refuses(part, new):
            return str(part.get("patternErrorMessage", "this is not allowed here"))
    return ""


def _taken(document: Document, name: Name, node: Node, new: str) -> str:
    taken = f"`{on_one_line(new)}` is taken: names must differ"
    if name.sort is None:
        return taken if new in _labels_beside(node) else ""
    task = places.task_around(node)
    others = uses_in(document, task) if task else []
    is_taken = any(use.declares and (use.sort, use.name) == (name.sort, new) for use in others)
    return taken if is_taken else ""


def _labels_beside(node: Node) -> Iterator[str]:
    """What the other items of the list are called."""
    item = node.parent
    items = item.parent if item is not None else None
    if items is not None and items.kind is Kind.ARRAY and node.name is not None:
        yield from (word(other.get(node.name)) for other in items)
