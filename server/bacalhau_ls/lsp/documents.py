"""The files that are open in the editor, kept on our own text.

pygls's store splits lines at U+2028 and loses the end of a last line, so it is
not used at all.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bacalhau_ls.detection import Detection, by_content
from bacalhau_ls.document import Document
from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.bursts import joined
from bacalhau_ls.lsp.changes import Replacement
from bacalhau_ls.syntax.notations import notation_of
from bacalhau_ls.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.lsp.changes import Change
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.text import Edit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenFile:
    """One version of a file that is open."""

    uri: str
    """As the client spells it."""
    language: str
    version: int | None
    """None if the client has not said."""
    document: Document
    recognised: Detection | None = None
    """Why its content made it a spec. It stays one while it is edited, whatever is broken."""


class Documents:
    """Every open file, by URI."""

    def __init__(self) -> None:
        self.encoding = Encoding.UTF16
        self._files: dict[str, OpenFile] = {}

    def __iter__(self) -> Iterator[OpenFile]:
        return iter(list(self._files.values()))

    def get(self, uri: str) -> OpenFile | None:
        """The file at *uri* if it is open."""
        return self._files.get(uris.key(uri))

    def open(self, uri: str, language: str, version: int | None, text: str) -> None:
        """Take over a file from the disk."""
        if self.get(uri):
            logger.warning("%s was opened twice, the later text counts", uri)
        document = read(text, notation_of(uri, language, text))
        file = OpenFile(uri, language, version, document, by_content(document))
        self._files[uris.key(uri)] = file

    def change(
        self, uri: str, version: int | None, changes: Iterable[Change | Replacement]
    ) -> bool:
        """Apply *changes* one after the other; whether the file is open at all."""
        file = self.get(uri)
        if file is None:
            logger.warning("%s was changed but is not open", uri)
            return False
        if version is not None and file.version is not None and version <= file.version:
            logger.warning("the version of %s went back, the latest text counts", uri)
        document, recognised = file.document, file.recognised
        for replacements, whole in _runs(changes):
            for edit in joined(document.text, replacements, self.encoding):
                if edit.start == 0 and edit.end == len(document.text):
                    recognised = None
                document = edited(document, edit)
            if whole is not None:
                document, recognised = read(whole, document.notation), None
        recognised = recognised or by_content(document)
        self._files[uris.key(uri)] = replace(
            file, version=version, document=document, recognised=recognised
        )
        return True

    def close(self, uri: str) -> OpenFile | None:
        """Give a file back to the disk; None if it was not open."""
        file = self._files.pop(uris.key(uri), None)
        if file is None:
            logger.warning("%s was closed but is not open", uri)
        return file


def read(content: str, notation: Notation) -> Document:
    """The document with this *content*; if we fail, at least the content is kept."""
    try:
        return Document.read(content, notation)
    except Exception:
        logger.exception("a text could not be read, nothing is said about it")
        return Document.unread(content, notation)


def edited(document: Document, edit: Edit) -> Document:
    """The version after *edit*: the same if a letter was typed and taken back meanwhile."""
    if edit.text == document.content[edit.start : edit.end]:
        return document
    try:
        return document.edited([edit])
    except Exception:
        logger.exception("an incremental change failed, the text is read anew")
        return read(document.text.apply(edit).content, document.notation)


def _runs(
    changes: Iterable[Change | Replacement],
) -> Iterator[tuple[list[Replacement], str | None]]:
    """Replacements that follow each other, with the whole text that comes after them."""
    run: list[Replacement] = []
    for change in changes:
        if isinstance(change, Replacement):
            run.append(change)
        else:
            yield run, change.text
            run = []
    yield run, None
