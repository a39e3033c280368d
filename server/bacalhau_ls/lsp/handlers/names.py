"""Definition, references, highlight and rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from bacalhau_ls.lsp import conversion
from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server


@handles(types.TEXT_DOCUMENT_DEFINITION)
def definition(server: Server, params: types.DefinitionParams) -> list[types.Location]:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return []
    spans = names.definitions(snapshot.job, snapshot.offset(params.position))
    return [types.Location(snapshot.uri, snapshot.range(span)) for span in spans]


@handles(types.TEXT_DOCUMENT_REFERENCES)
def references(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return []
    offset = snapshot.offset(params.position)
    wanted = params.context.include_declaration
    spans = names.references(snapshot.job, offset, with_declarations=wanted)
    return [types.Location(snapshot.uri, snapshot.range(span)) for span in spans]


@handles(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
def document_highlight(
    server: Server, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight]:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return []
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(
            snapshot.range(use.span), kinds.Write if use.declares else kinds.Read
        )
        for use in names.highlights(snapshot.job, snapshot.offset(params.position))
    ]


@handles(types.TEXT_DOCUMENT_PREPARE_RENAME)
def prepare_rename(
    server: Server, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    name = names.renameable(snapshot.job, snapshot.offset(params.position))
    return types.PrepareRenamePlaceholder(snapshot.range(name.span), name.text) if name else None


@handles(types.TEXT_DOCUMENT_RENAME)
def rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    from bacalhau_ls.features import names  # noqa: PLC0415 - not needed at the start

    snapshot = server.snapshot(params.text_document.uri)
    if snapshot is None:
        return None
    validator = server.validators.governing(snapshot.document, snapshot.scope)
    offset = snapshot.offset(params.position)
    try:
        edits = names.rename(snapshot.job, validator, offset, params.new_name)
    except names.CannotRenameError as why:
        code = types.LSPErrorCodes.RequestFailed.value
        raise JsonRpcException(str(why), code) from None
    return conversion.to_workspace_edit(edits, snapshot, server.client)
