"""Hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp.findings import findings_of
from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from bacalhau_ls.lsp.client import Client
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot
    from bacalhau_ls.prose import Prose


@about_specs(types.TEXT_DOCUMENT_HOVER, None)
def hover(server: Server, snapshot: Snapshot, params: types.HoverParams) -> types.Hover | None:
    from bacalhau_ls.features import hover as feature  # noqa: PLC0415 - not needed at the start

    found = feature.hover(
        snapshot.job,
        server.validator(snapshot).specification,
        snapshot.offset(params.position),
        findings_of(server, snapshot),
    )
    if found is None:
        return None
    return types.Hover(_to_markup(found.content, server.client), snapshot.range(found.span))


def _to_markup(content: Prose, client: Client) -> types.MarkupContent:
    formats = client.values("textDocument.hover.contentFormat")
    if types.MarkupKind.Markdown.value in formats:
        return types.MarkupContent(types.MarkupKind.Markdown, content.markdown)
    return types.MarkupContent(types.MarkupKind.PlainText, content.plain)
