"""Workspace symbols: of every spec in the folders, open or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from lsprotocol import types

from bacalhau_ls.lsp.gleaning import Gleaning
from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.features.workspace_symbols import Symbol
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

    _Located: TypeAlias = tuple[Symbol, types.Location]

_KINDS = {
    "JOB": types.SymbolKind.Module,
    "TASK": types.SymbolKind.Function,
    "ALIAS": types.SymbolKind.Variable,
}
_MOST = 500


_outlines: WeakKeyDictionary[Server, Gleaning[_Located]] = WeakKeyDictionary()


@handles(types.WORKSPACE_SYMBOL)
async def workspace_symbol(
    server: Server, params: types.WorkspaceSymbolParams
) -> list[types.SymbolInformation]:
    from bacalhau_ls.features.workspace_symbols import matching  # noqa: PLC0415

    outlines = _outlines.setdefault(server, Gleaning(_symbols))
    symbols = await outlines.all(server)
    return [
        types.SymbolInformation(
            location, symbol.name, _KINDS[symbol.sort.name], container_name=symbol.container or None
        )
        for symbol, location in matching(symbols, params.query)[:_MOST]
    ]


def _symbols(snapshot: Snapshot) -> list[_Located]:
    from bacalhau_ls.features.workspace_symbols import symbols_of  # noqa: PLC0415

    return [
        (symbol, types.Location(snapshot.uri, snapshot.range(symbol.span)))
        for symbol in symbols_of(snapshot.job)
    ]
