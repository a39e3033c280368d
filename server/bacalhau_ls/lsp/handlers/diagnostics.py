"""Diagnostics for clients that ask: of one file, and of every spec in the folders."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from bacalhau_ls.lsp import raw, uris
from bacalhau_ls.lsp.handlers import handles
from bacalhau_ls.lsp.progress import WorkDone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bacalhau_ls.lsp.answers import Encoded
    from bacalhau_ls.lsp.reports import Report
    from bacalhau_ls.lsp.server import Server

logger = logging.getLogger(__name__)

_ITEMS_PER_PART = 20
_OPTIONS = types.DiagnosticOptions(
    inter_file_dependencies=False, workspace_diagnostics=True, identifier="bacalhau"
)


class _Asked(NamedTuple):
    uri: str
    known: str | None
    """The id of the report that the client has."""


def _asked(params: Any) -> _Asked:
    return _Asked(raw.uri(params), params.get("previousResultId"))


@handles(types.TEXT_DOCUMENT_DIAGNOSTIC, _OPTIONS, read=_asked)
def document_diagnostic(server: Server, asked: _Asked) -> types.DocumentDiagnosticReport | Encoded:
    report = server.report(asked.uri)
    if report is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    if report.result_id == asked.known:
        return types.RelatedUnchangedDocumentDiagnosticReport(report.result_id)
    return report.encoded(server.protocol.encoded)


@handles(types.WORKSPACE_DIAGNOSTIC)
async def workspace_diagnostic(
    server: Server, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    token, part = params.partial_result_token, []
    async for item in _items(server, params):
        part.append(item)
        if token is not None and len(part) == _ITEMS_PER_PART:
            _send(server, token, part)
            part = []
    if token is not None and part:
        _send(server, token, part)
        part = []
    return types.WorkspaceDiagnosticReport(part)


async def _items(
    server: Server, params: types.WorkspaceDiagnosticParams
) -> AsyncIterator[types.WorkspaceDocumentDiagnosticReport]:
    """A report for each spec, and an empty one for each file that is a spec no longer."""
    known = {uris.key(each.uri): each for each in params.previous_result_ids}
    with WorkDone(server, params.work_done_token, "Checking job specs") as work:
        files = await server.specs.uris()
        for done, uri in enumerate(files):
            if report := _report(server, uri):
                previous = known.pop(uris.key(uri), None)
                yield _item(server, uri, report, previous.value if previous else None)
            work.report(done, len(files))
            await asyncio.sleep(0)  # a cancellation, or the next keystroke
    for gone in known.values():
        yield types.WorkspaceFullDocumentDiagnosticReport(gone.uri, [])


def _report(server: Server, uri: str) -> Report | None:
    """The report of one file; one that cannot be judged does not take the others with it."""
    try:
        return server.report(uri)
    except Exception as error:
        logger.exception("no diagnostics for %s: %s", uris.name(uri), error)  # noqa: TRY401
        return None


def _item(
    server: Server, uri: str, report: Report, previous_id: str | None
) -> types.WorkspaceDocumentDiagnosticReport:
    file = server.documents.get(uri)
    version = file.version if file else None
    if report.result_id == previous_id:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, previous_id, version)
    return types.WorkspaceFullDocumentDiagnosticReport(
        uri, report.diagnostics, version, result_id=report.result_id
    )


def _send(
    server: Server,
    token: types.ProgressToken,
    items: list[types.WorkspaceDocumentDiagnosticReport],
) -> None:
    value = types.WorkspaceDiagnosticReportPartialResult(items)
    server.progress(types.ProgressParams(token, value))
