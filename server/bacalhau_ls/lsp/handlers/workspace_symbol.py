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
    from bacalhau_ls.lsp.preferences import Scope
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_KINDS = {
    "JOB": types.SymbolKind.Module,
    "TASK": types.SymbolKind.Function,
    "ALIAS": types.SymbolKind.Variable,
}
_MOST = 500


class _Outline(NamedTuple):
    """The symbols of one file, and of which content and scope they are."""

    content: object
    scope: Scope
    symbols: list[tuple[Symbol, types.Location]]


_outlines: WeakKeyDictionary[Server, dict[str, _Outline]] = WeakKeyDictionary()


@handles(types.WORKSPACE_SYMBOL)
async def workspace_symbol(
    server: Server, params: types.WorkspaceSymbolParams
) -> list[types.SymbolInformation]:
    from bacalhau_ls.features.workspace_symbols import matching  # noqa: PLC0415

    symbols: list[tuple[Symbol, types.Location]] = []
    known = _outlines.setdefault(server, {})
    for uri in await server.specs.uris():
        outline = known[uris.key(uri)] = _outline(server, uri, known.get(uris.key(uri)))
        symbols += outline.symbols
        await asyncio.sleep(0)  # a cancellation, or the next keystroke
    return [
        types.SymbolInformation(
            location, symbol.name, _KINDS[symbol.sort.name], container_name=symbol.container or None
        )
        for symbol, location in matching(symbols, params.query)[:_MOST]
    ]


def _outline(server: Server, uri: str, known: _Outline | None) -> _Outline:
    """The symbols of a file, open or not; the known ones if nothing has changed."""
    file, path = server.documents.get(uri), uris.to_path(uri)
    content = file or (path and stamp_of(path))
    scope = server.preferences.scope(uri)
    if known and known.content == content and known.scope is scope:
        return known
    if file is not None:
        snapshot = server.snapshot(uri)
    else:
        spec = server.specs.read(uri, path, scope) if path else None
        snapshot = spec[0] if spec else None
    return _Outline(content, scope, _symbols(snapshot) if snapshot else [])


def _symbols(snapshot: Snapshot) -> list[tuple[Symbol, types.Location]]:
    from bacalhau_ls.features.workspace_symbols import symbols_of  # noqa: PLC0415

    return [
        (symbol, types.Location(snapshot.uri, snapshot.range(symbol.span)))
        for symbol in symbols_of(snapshot.document)
    ]
