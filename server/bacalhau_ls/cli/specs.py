"""From a candidate to a spec: its bytes read, its text parsed, its settings found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import detection, reading
from bacalhau_ls.cli.results import Failed, Skipped
from bacalhau_ls.cli.search import STDIN
from bacalhau_ls.document import Document
from bacalhau_ls.syntax.notations import notation_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from bacalhau_ls.cli.configurations import Governing
    from bacalhau_ls.cli.search import Candidate
    from bacalhau_ls.reading import Source
    from bacalhau_ls.settings import Settings


class Spec(NamedTuple):
    """A spec that was read."""

    path: str
    """As the user wrote it, or below the folder that the user named."""
    source: Source
    document: Document
    settings: Settings
    candidate: Candidate

    @property
    def is_stdin(self) -> bool:
        """Whether it came from standard input, so that its text goes to standard output."""
        return self.candidate.path == STDIN


class Reader(NamedTuple):
    """What is needed to read any candidate."""

    stdin: BinaryIO
    stdin_name: str
    governing: Callable[[Path], Governing]
    trusts_names: bool = True
    """Whether a file that the user named is a spec, whatever it looks like."""

    def read(self, candidate: Candidate) -> Spec | Failed | Skipped:
        """The spec that *candidate* is, or why it is none."""
        is_stdin = candidate.path == STDIN
        path = self.stdin_name if is_stdin else candidate.path
        try:
            source = reading.read_stream(self.stdin) if is_stdin else reading.read(path)
        except reading.Unreadable as why:
            named = candidate.is_named
            return Failed(path, str(why)) if named else Skipped(path, str(why), is_surprising=True)
        governing = self.governing(Path(path).parent)
        document = self._document(candidate, governing.relative(path), source, governing.settings)
        if document is None:
            return Skipped(path, detection.NO_SPEC.reason)
        return Spec(path, source, document, governing.settings, candidate)

    def _document(
        self, candidate: Candidate, path: str, source: Source, settings: Settings
    ) -> Document | None:
        """The document, if it is that of a spec; *path* is as patterns see it."""
        notation = notation_of(path, content=source.text)
        if candidate.path == STDIN or (candidate.is_named and self.trusts_names):
            return Document.read(source.text, notation)
        by_name = detection.by_name(path, settings.files)
        if not by_name and not detection.might_be_spec(source.text):
            return None
        document = Document.read(source.text, notation)
        return document if by_name or detection.by_content(document) else None
