"""What name stands at a place, and where else it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.cursor import Role, locate
from bacalhau_ls.domain import places
from bacalhau_ls.domain.anchors import anchor_at
from bacalhau_ls.domain.mentions import Characters
from bacalhau_ls.domain.names import Sort, uses_in
from bacalhau_ls.features.names.name import Name, Use

if TYPE_CHECKING:
    from bacalhau_ls.cursor import Cursor
    from bacalhau_ls.document import Document
    from bacalhau_ls.domain.anchors import Pointed
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_LABELS = (
    ("Name",),
    places.in_tasks(("Name",)),
    places.in_tasks(places.ALIAS),
    places.in_tasks(places.RESULT_NAME),
)


def name_at(document: Document, offset: int) -> Name | None:
    """The name that *offset* touches."""
    if pointed := anchor_at(document, offset):
        return _anchor(pointed)
    cursor = locate(document, offset)
    if cursor.role is Role.VALUE and any(places.is_at(cursor.node, path) for path in _LABELS):
        return _label(document, cursor)
    if cursor.role not in (Role.KEY, Role.VALUE):
        return None
    task = places.task_around(cursor.node)
    return _name_in(document, task, cursor) if task else None


def _anchor(pointed: Pointed) -> Name:
    uses = tuple(Use(use.span, use.node if use.declares else None) for use in pointed.group)
    return Name(pointed.use.name, Sort.ANCHOR, pointed.use.span, uses)


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
