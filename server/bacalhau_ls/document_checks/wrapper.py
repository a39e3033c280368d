"""The job inside ``{"Job": ...}``, which is what the HTTP API takes, as a document of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.document import Document
from bacalhau_ls.document_checks.kinds import FileKind, whole_of
from bacalhau_ls.syntax.green import Container, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit


def unwrapped(document: Document) -> Document:
    """The job of *document* as if nothing were around it, at the offsets where it stands.

    *document* itself if its job is in no wrapper.
    """
    whole = whole_of(document)
    if whole.kind is FileKind.WRAPPER:
        return _JobDocument(document, whole.job)
    unwritten = _unwritten(document.root) if whole.kind is FileKind.JOB else None
    return document if unwritten is None else _JobDocument(document, unwritten)


def _unwritten(root: Node) -> Node | None:
    """What stands behind ``Job`` as long as no object does."""
    members = root if root.kind is Kind.OBJECT else ()
    named = (each for each in members if (each.name or "").lower() == "job")
    return next((each for each in named if each.kind not in (Kind.OBJECT, Kind.ARRAY)), None)


class _JobDocument(Document):
    """A document whose value is a part of that of another one."""

    __slots__ = ("_whole",)

    def __init__(self, whole: Document, job: Node) -> None:
        length = len(whole.content)
        tree = Container(Kind.DOCUMENT, length, (job.green,), (job.start,))
        view = whole._view  # noqa: SLF001 - its own kind
        super().__init__(
            whole.text, tree, whole.notation, view, marks=whole.marks, actions=whole.actions
        )
        self._whole = whole

    @property
    def whole(self) -> Document:
        """The document with the wrapper."""
        return self._whole

    def edited(self, edits: Iterable[Edit]) -> Document:
        """The job after *edits* of the whole text."""
        return unwrapped(self._whole.edited(edits))

    def seen(self, view: Callable[[Container, int], Node]) -> Document:
        """The same job, its nodes seen in another way."""
        return unwrapped(self._whole.seen(view))
