"""What we tell the client that we can do: all that there are handlers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder

if TYPE_CHECKING:
    from pygls.feature_manager import FeatureManager

    from bacalhau_ls.lsp.client import Client
    from bacalhau_ls.lsp.server import Server


def announced(features: FeatureManager, server: Server) -> types.ServerCapabilities:
    """The capabilities that follow from the handlers and their options.

    `capabilities.json` says the same for clients that are answered before all that is read.
    """
    builder = ServerCapabilitiesBuilder(
        _relevant_to_builder(server.client),
        {*features.features, *features.builtin_features},
        features.feature_options,
        [],
        types.TextDocumentSyncKind.Incremental,
        None,
        server.documents.encoding.value,
    )
    capabilities: types.ServerCapabilities = builder.build()  # type: ignore[no-untyped-call]
    commands = features.feature_options.get(types.WORKSPACE_EXECUTE_COMMAND)
    capabilities.execute_command_provider = commands
    if server.client.would_miss_news:
        capabilities.diagnostic_provider = None
    if capabilities.workspace:
        capabilities.workspace.file_operations = None
    return capabilities


def _relevant_to_builder(client: Client) -> types.ClientCapabilities:
    """What pygls wants to know of the client before it announces a rename."""
    prepares = client.can("textDocument.rename.prepareSupport")
    rename = types.RenameClientCapabilities(prepare_support=prepares)
    text_document = types.TextDocumentClientCapabilities(rename=rename)
    return types.ClientCapabilities(text_document=text_document)
