"""Names that occur more than once: definition, references, highlight and rename.

A name is a path or environment variable of a task, which means nothing in other
tasks; what a job, task, input or result is called, which is used nowhere else; or
an anchor of YAML with its aliases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.domain.anchors import merge_key_at, taken_over
from bacalhau_ls.features.names.name import Name, Use
from bacalhau_ls.features.names.renaming import CannotRenameError, rename, renameable
from bacalhau_ls.features.names.uses import name_at

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
    from bacalhau_ls.text import Span

__all__ = [
    "CannotRenameError",
    "Name",
    "Use",
    "definitions",
    "highlights",
    "name_at",
    "references",
    "rename",
    "renameable",
]


def definitions(document: Document, offset: int) -> list[Span]:
    """Where the name at *offset* is declared; of a merge key, what it takes over."""
    merged = merge_key_at(document, offset)
    if merged is not None and (taken := taken_over(document, merged)):
        return [use.span for each in taken for use in each.group if use.declares]
    return [use.span for use in highlights(document, offset) if use.declares]


def references(document: Document, offset: int, *, with_declarations: bool) -> list[Span]:
    """Where the name at *offset* is used."""
    uses = highlights(document, offset)
    return [use.span for use in uses if with_declarations or not use.declares]


def highlights(document: Document, offset: int) -> list[Use]:
    """All places of the name at *offset*."""
    name = name_at(document, offset)
    return list(name.uses) if name else []
