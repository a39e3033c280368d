"""Folding ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_KINDS = {"COMMENT": types.FoldingRangeKind.Comment, "REGION": types.FoldingRangeKind.Region}
_MOST = 5000


@about_specs(types.TEXT_DOCUMENT_FOLDING_RANGE, [])
def folding_range(
    server: Server, snapshot: Snapshot, _params: types.FoldingRangeParams
) -> list[types.FoldingRange]:
    from bacalhau_ls.features.folding import folding_ranges  # noqa: PLC0415

    wanted = server.client.value("textDocument.foldingRange.rangeLimit")
    limit = min(wanted, _MOST) if isinstance(wanted, int) else _MOST
    shows_text = server.client.can("textDocument.foldingRange.foldingRange.collapsedText")
    return [
        types.FoldingRange(
            fold.start_line,
            fold.end_line,
            kind=_KINDS.get(fold.sort.name),
            collapsed_text=(fold.collapsed_text or None) if shows_text else None,
        )
        for fold in folding_ranges(snapshot.document, limit)
    ]
