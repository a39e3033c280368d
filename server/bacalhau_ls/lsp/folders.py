"""The folders that a client has open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.lsp import uris

if TYPE_CHECKING:
    from collections.abc import Iterator


class Folder(NamedTuple):
    """A folder that is open in the editor."""

    uri: str
    path: Path | None


def folders_of(params: dict[str, Any]) -> Iterator[Folder]:
    """The folders that the params of `initialize` tell of, in one of three ways."""
    folders = params.get("workspaceFolders")
    found = [folder.get("uri") for folder in folders or () if isinstance(folder, dict)]
    if not found:
        found = [params.get("rootUri")]
    if found == [None] and isinstance(params.get("rootPath"), str):
        found = [Path(params["rootPath"]).absolute().as_uri()]
    yield from (Folder(uri, uris.to_path(uri)) for uri in found if isinstance(uri, str) and uri)
