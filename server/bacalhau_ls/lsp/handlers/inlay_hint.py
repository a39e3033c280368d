"""Inlay hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp import conversion
from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server


@handles(types.TEXT_DOCUMENT_INLAY_HINT)
def inlay_hint(server: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    from bacalhau_ls.features.inlay_hints import inlay_hints  # noqa: PLC0415

    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return []
    hints = inlay_hints(
        snapshot.job,
        server.validators.governing(snapshot.document, snapshot.scope).specification,
        snapshot.span(params.range),
        snapshot.settings.inlay_hints,
    )
    text, encoding = snapshot.document.text, snapshot.encoding
    return [
        types.InlayHint(
            position=conversion.to_position(text, hint.offset, encoding),
            label=hint.label,
            tooltip=hint.tooltip,
            padding_left=True,
        )
        for hint in hints
    ]
