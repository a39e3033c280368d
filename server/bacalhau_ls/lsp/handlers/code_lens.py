"""Code lenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp.findings import findings_of
from bacalhau_ls.lsp.handlers import about_specs
from bacalhau_ls.lsp.handlers.commands import GO_TO, SHOW_JSON

if TYPE_CHECKING:
    from bacalhau_ls.features.code_lens import Lens
    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot


@about_specs(types.TEXT_DOCUMENT_CODE_LENS, [])
def code_lens(
    server: Server, snapshot: Snapshot, _params: types.CodeLensParams
) -> list[types.CodeLens]:
    from bacalhau_ls.features.code_lens import code_lenses  # noqa: PLC0415

    lenses = code_lenses(snapshot.job, findings_of(server, snapshot))
    return [
        types.CodeLens(snapshot.range(lens.span), _command(server, snapshot, lens))
        for lens in lenses
    ]


def _command(server: Server, snapshot: Snapshot, lens: Lens) -> types.Command:
    """What the lens does; clients show one without a command as mere text."""
    if lens.action.name == "SHOW_JSON":
        return types.Command(lens.title, SHOW_JSON, arguments=[snapshot.uri])
    if lens.target is None or not server.client.can("window.showDocument.support"):
        return types.Command(lens.title, "")
    arguments = [snapshot.uri, snapshot.range(lens.target)]
    return types.Command(lens.title, GO_TO, arguments=arguments)
