"""The diagnostics of files, with an id that changes when they do.

A client that has seen the report of that id need not get it again. Ids hold for
one session only.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from bacalhau_ls.lsp import uris

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.lsp.answers import Encoded
    from bacalhau_ls.lsp.preferences import Scope


class Report:
    """What there is to say about one version of a file, and about all after it like that."""

    def __init__(self, diagnostics: list[types.Diagnostic], result_id: str) -> None:
        self.diagnostics = diagnostics
        self.result_id = result_id
        self._encoded: Encoded | None = None

    def encoded(self, encode: Callable[[object], Encoded]) -> Encoded:
        """All of it in JSON, as an answer; it is asked for after every letter."""
        if self._encoded is None:
            answer = types.RelatedFullDocumentDiagnosticReport(
                self.diagnostics, result_id=self.result_id
            )
            self._encoded = encode(answer)
        return self._encoded


class _Entry(NamedTuple):
    content: object
    scope: Scope
    report: Report | None


class Reports:
    """The latest report of each file; None for a file that is no spec."""

    def __init__(self) -> None:
        self._session = secrets.token_hex(4)
        self._count = 0
        self._entries: dict[str, _Entry] = {}

    def report(
        self,
        uri: str,
        content: object,
        scope: Scope,
        diagnose: Callable[[], list[types.Diagnostic] | None],
    ) -> Report | None:
        """The report of a file; *diagnose* is asked if its *content* or *scope* is new."""
        last = self._entries.get(uris.key(uri))
        if last and last.content == content and last.scope is scope:
            return last.report
        report = self._renewed(last.report if last else None, diagnose())
        self._entries[uris.key(uri)] = _Entry(content, scope, report)
        return report

    def closed(self, uri: str) -> None:
        """Let go of the content of a file; that it is still like its report may be seen later."""
        if (last := self._entries.get(uris.key(uri))) is not None:
            self._entries[uris.key(uri)] = last._replace(content=None)

    def _renewed(
        self, last: Report | None, diagnostics: list[types.Diagnostic] | None
    ) -> Report | None:
        if diagnostics is None or (last and last.diagnostics == diagnostics):
            return None if diagnostics is None else last
        self._count += 1
        return Report(diagnostics, f"{self._session}-{self._count}")
