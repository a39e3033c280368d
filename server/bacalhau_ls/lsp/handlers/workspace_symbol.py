"""Workspace symbols: of every spec in the folders, open or not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from lsprotocol import types

from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.handlers import handles
from bacalhau_ls.lsp.preferences import stamp_of

if TYPE_CHECKING:
    from bacalhau_ls.features.workspace_symbols import Symbol
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_KINDS = {
    "JOB": types.SymbolKind.Module,
    "TASK": types.SymbolKind.Function,
    "ALIAS": types.SymbolKind.Variable,
}
_MOST = 500


class _Outline(NamedTuple):
    """The symbols of one file, and where it stood when they were found."""

    content: object
    symbols: dict[Symbol, types.Location]


_outlines: WeakKeyDictionary[Server, dict[str, _Outline]] = WeakKeyDictionary()


@handles(types.WORKSPACE_SYMBOL)
async def workspace_symbol(
    server: Server, params: types.WorkspaceSymbolParams
) -> list[types.SymbolInformation]:
    from bacalhau_ls.features.workspace_symbols import matching  # noqa: PLC0415

    places: list[tuple[Symbol, types.Location]] = []
    for uri in await server.specs.uris():
        places += _symbols(server, uri).items()
        await asyncio.sleep(0)  # a cancellation, or the next keystroke
    found = matching([symbol for symbol, _ in places], params.query)
    return found


def _symbols(server: Server, uri: str) -> dict[Symbol, types.Location]: ...
