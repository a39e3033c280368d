"""Diagnostics for clients that do not ask for them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp import uris

if TYPE_CHECKING:
    from bacalhau_ls.lsp.documents import OpenFile
    from bacalhau_ls.lsp.server import Server

logger = logging.getLogger(__name__)


_LONGEST_HOLD = 0.5
"""Seconds that a client has to answer our question for its settings."""


class Publisher:
    """Publishes the diagnostics of changed files as soon as no more input waits.

    There is no delay: of changes that have arrived together only the last
    version is judged, and a single change is judged at once.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._changed: dict[str, None] = {}
        self._published: set[str] = set()
        self._scheduled = False
        self._held = False

    def changed(self, *files: OpenFile) -> None:
        """The diagnostics of *files* may be others now."""
        if not self._server.client.pulls:
            self._changed.update(dict.fromkeys(file.uri for file in files))
            self._schedule()

    def closed(self, file: OpenFile) -> None:
        """The editor shows *file* no longer."""
        self._changed.pop(file.uri, None)
        self._clear(file.uri)

    def hold(self) -> None:
        """Wait a moment with publishing: the settings are about to come."""
        self._held = True
        asyncio.get_running_loop().call_later(_LONGEST_HOLD, self.release)

    def release(self) -> None:
        """Publish what has been waiting."""
        self._held = False
        self._schedule()

    def _schedule(self) -> None:
        if self._changed and not self._scheduled and not self._held:
            self._scheduled = True
            asyncio.get_running_loop().call_soon(self._take_turn)

    def _take_turn(self) -> None:
        self._scheduled = False
        if not self._server.input_waits() and not self._held and self._changed:
            uri = next(iter(self._changed))
            del self._changed[uri]
            try:
                self._publish(uri)
            except Exception as error:
                logger.exception("no diagnostics for %s: %s", uris.name(uri), error)  # noqa: TRY401
        self._schedule()

    def _publish(self, uri: str) -> None:
        file = self._server.documents.get(uri)
        report = self._server.report(uri) if file else None
        if file is None or report is None:
            self._clear(uri)
            return
        self._published.add(uri)
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, report.diagnostics, file.version)
        )

    def _clear(self, uri: str) -> None:
        if uri in self._published:
            self._published.discard(uri)
            self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
