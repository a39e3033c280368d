"""Selection ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot


@about_specs(types.TEXT_DOCUMENT_SELECTION_RANGE, None)
def selection_range(
    _server: Server, snapshot: Snapshot, params: types.SelectionRangeParams
) -> list[types.SelectionRange] | None:
    return [_around(snapshot, position) for position in params.positions]


def _around(snapshot: Snapshot, position: types.Position) -> types.SelectionRange:
    from bacalhau_ls.features.selection import selection_ranges  # noqa: PLC0415

    spans = selection_ranges(snapshot.document, snapshot.offset(position))
    nested: types.SelectionRange | None = None
    for span in reversed(spans):
        nested = types.SelectionRange(snapshot.range(span), nested)
    assert nested is not None, "the last range is always the whole text"
    return nested
