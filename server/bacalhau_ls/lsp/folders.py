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
    listed = folders if isinstance(folders, list) else []
    found = [folder.get("uri") for folder in listed if isinstance(folder, dict)]
    if not found:
        found = [params.get("rootUri")]
    if found == [None]:
        found = [_uri_of(params.get("rootPath"))]
    yield from (Folder(uri, uris.to_path(uri)) for uri in found if isinstance(uri, str) and uri)


def _uri_of(path: Any) -> str | None:
    try:
        return Path(path).absolute().as_uri() if isinstance(path, str) else None
    except ValueError:  # no file can be called so
        return None
