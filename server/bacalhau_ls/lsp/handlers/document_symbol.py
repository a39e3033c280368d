"""Document symbols, as a tree or as a list for clients that know no trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.features.document_symbols import Symbol
    from bacalhau_ls.lsp.client import Client
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot

_KINDS = {
    "JOB": types.SymbolKind.Module,
    "TASK": types.SymbolKind.Function,
    "INPUT": types.SymbolKind.Variable,
    "RESULT": types.SymbolKind.Field,
    "OBJECT": types.SymbolKind.Object,
    "ARRAY": types.SymbolKind.Array,
    "STRING": types.SymbolKind.String,
    "NUMBER": types.SymbolKind.Number,
    "BOOLEAN": types.SymbolKind.Boolean,
    "NULL": types.SymbolKind.Null,
}
_LAST_OF_THE_OLD = types.SymbolKind.Array
"""What a client knows that does not say which kinds it knows."""


@about_specs(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, [], types.DocumentSymbolOptions(label="Bacalhau"))
def document_symbol(
    server: Server, snapshot: Snapshot, _params: types.DocumentSymbolParams
) -> Sequence[types.DocumentSymbol] | Sequence[types.SymbolInformation]:
    from bacalhau_ls.features.document_symbols import document_symbols  # noqa: PLC0415

    symbols = document_symbols(snapshot.job)
    if server.client.can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"):
        return [_to_tree(symbol, snapshot, server.client) for symbol in symbols]
    return list(_to_list(symbols, snapshot, server.client, None))


def _to_tree(symbol: Symbol, snapshot: Snapshot, client: Client) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail or None,
        kind=_kind(symbol, client),
        range=snapshot.range(symbol.span),
        selection_range=snapshot.range(symbol.selection),
        children=[_to_tree(child, snapshot, client) for child in symbol.children],
    )


def _to_list(
    symbols: Sequence[Symbol], snapshot: Snapshot, client: Client, container: str | None
) -> Iterator[types.SymbolInformation]:
    for symbol in symbols:
        location = types.Location(snapshot.uri, snapshot.range(symbol.span))
        kind = _kind(symbol, client)
        yield types.SymbolInformation(location, symbol.name, kind, container_name=container)
        yield from _to_list(symbol.children, snapshot, client, symbol.name)


def _kind(symbol: Symbol, client: Client) -> types.SymbolKind:
    kind = _KINDS[symbol.sort.name]
    known = client.values("textDocument.documentSymbol.symbolKind.valueSet")
    is_known = kind.value in known if known else kind.value <= _LAST_OF_THE_OLD.value
    return kind if is_known else types.SymbolKind.Variable
