"""Document links; whether a file exists is looked up here."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.handlers import about_specs

if TYPE_CHECKING:
    from pathlib import Path

    from bacalhau_ls.lsp.server import Server
    from bacalhau_ls.lsp.snapshot import Snapshot


@about_specs(types.TEXT_DOCUMENT_DOCUMENT_LINK, [])
def document_link(
    server: Server, snapshot: Snapshot, _params: types.DocumentLinkParams
) -> list[types.DocumentLink]:
    from bacalhau_ls.features.links import document_links  # noqa: PLC0415

    file = uris.to_path(snapshot.uri)
    folder = file.parent if file else None
    has_tooltips = server.client.can("textDocument.documentLink.tooltipSupport")
    return [
        types.DocumentLink(
            snapshot.range(link.span),
            target=link.url or _file_uri(folder, link.path),
            tooltip=link.tooltip if has_tooltips else None,
        )
        for link in document_links(snapshot.job, lambda path: _exists(folder, path))
    ]


def _exists(folder: Path | None, path: str) -> bool:
    return folder is not None and os.path.exists(folder / path)  # noqa: PTH110 - never raises


def _file_uri(folder: Path | None, path: str) -> str | None:
    if folder is None:
        return None
    return uris.from_path(type(folder)(os.path.normpath(folder / path)))
