"""Definition, references, highlight and rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from bacalhau_ls.lsp import conversion
from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot


@about_specs(types.TEXT_DOCUMENT_DEFINITION, [])
def definition(
    _server: Server, snapshot: Snapshot, params: types.DefinitionParams
) -> list[types.Location]:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    spans = names.definitions(snapshot.job, snapshot.offset(params.position))
    return [types.Location(snapshot.uri, snapshot.range(span)) for span in spans]


@about_specs(types.TEXT_DOCUMENT_REFERENCES, [])
def references(
    _server: Server, snapshot: Snapshot, params: types.ReferenceParams
) -> list[types.Location]:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    offset = snapshot.offset(params.position)
    wanted = params.context.include_declaration
    spans = names.references(snapshot.job, offset, with_declarations=wanted)
    return [types.Location(snapshot.uri, snapshot.range(span)) for span in spans]


@about_specs(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, [])
def document_highlight(
    _server: Server, snapshot: Snapshot, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight]:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(
            snapshot.range(use.span), kinds.Write if use.declares else kinds.Read
        )
        for use in names.highlights(snapshot.job, snapshot.offset(params.position))
    ]


@about_specs(types.TEXT_DOCUMENT_PREPARE_RENAME, None)
def prepare_rename(
    _server: Server, snapshot: Snapshot, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    name = names.renameable(snapshot.job, snapshot.offset(params.position))
    return types.PrepareRenamePlaceholder(snapshot.range(name.span), name.text) if name else None


@about_specs(types.TEXT_DOCUMENT_RENAME, None)
def rename(
    server: Server, snapshot: Snapshot, params: types.RenameParams
) -> types.WorkspaceEdit | None:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    validator = server.validator(snapshot)
    offset = snapshot.offset(params.position)
    try:
        edits = names.rename(snapshot.job, validator, offset, params.new_name)
    except names.CannotRenameError as why:
        code = types.LSPErrorCodes.RequestFailed.value
        raise JsonRpcException(str(why), code) from None
    return conversion.to_workspace_edit(edits, snapshot, server.client)
