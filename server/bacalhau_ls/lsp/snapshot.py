"""What a handler works on: one version of a spec and all that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bacalhau_ls.lsp import conversion

if TYPE_CHECKING:
    from lsprotocol import types

    from bacalhau_ls.document import Document
    from bacalhau_ls.lsp.preferences import Scope
    from bacalhau_ls.settings import Settings
    from bacalhau_ls.text import Encoding, Span


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One version of a spec with all that a feature needs to know."""

    uri: str
    version: int | None
    document: Document
    scope: Scope
    encoding: Encoding

    @cached_property
    def job(self) -> Document:
        """The job alone, where the file has it in the wrapper that the HTTP API takes."""
        from bacalhau_ls.document_checks.wrapper import unwrapped  # noqa: PLC0415 - not at the start

        return unwrapped(self.document)

    @property
    def settings(self) -> Settings:
        return self.scope.settings

    def offset(self, position: types.Position) -> int:
        """The offset of *position*."""
        return conversion.from_position(self.document.text, position, self.encoding)

    def span(self, a_range: types.Range) -> Span:
        """The span of *a_range*."""
        return conversion.from_range(self.document.text, a_range, self.encoding)

    def range(self, span: Span) -> types.Range:
        """The range of *span*."""
        return conversion.to_range(self.document.text, span, self.encoding)
