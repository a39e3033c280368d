"""Inlay hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp import conversion
from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot


@about_specs(types.TEXT_DOCUMENT_INLAY_HINT, [])
def inlay_hint(
    server: Server, snapshot: Snapshot, params: types.InlayHintParams
) -> list[types.InlayHint]:
    from bacalhau_ls.features.inlay_hints import inlay_hints  # noqa: PLC0415

    hints = inlay_hints(
        snapshot.job,
        server.validator(snapshot).specification,
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
