"""A server on pygls that does nothing but answer: what the library alone costs."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("empty", "1")


@server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC)
def diagnostic(_params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    return types.RelatedFullDocumentDiagnosticReport([])


@server.feature(types.TEXT_DOCUMENT_COMPLETION)
def completion(_params: types.CompletionParams) -> list[types.CompletionItem]:
    return []


@server.feature(types.TEXT_DOCUMENT_FORMATTING)
def formatting(_params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    return []


if __name__ == "__main__":
    server.start_io()
