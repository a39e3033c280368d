"""Settings that change in the editor, folders that come and go, files that change on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.folders import Folder
from bacalhau_ls.lsp.handlers import handles

if TYPE_CHECKING:
    from bacalhau_ls.lsp.server import Server


def _pushed(raw: Any) -> Any:
    return raw.get("settings") if isinstance(raw, dict) else None


@handles(types.WORKSPACE_DID_CHANGE_CONFIGURATION, read=_pushed)
def did_change_configuration(server: Server, settings: Any) -> None:
    if server.preferences.push(settings):
        server.settings_changed()
    server.ask_for_settings()


@handles(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
def did_change_workspace_folders(
    server: Server, params: types.DidChangeWorkspaceFoldersParams
) -> None:
    added = (Folder(folder.uri, uris.to_path(folder.uri)) for folder in params.event.added)
    removed = (folder.uri for folder in params.event.removed)
    server.preferences.change_folders(added, removed)
    server.settings_changed()
    server.ask_for_settings()


@handles(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    changed = [path for event in params.changes if (path := uris.to_path(event.uri))]
    if any(server.preferences.concerns(path) for path in changed):
        server.preferences.renew()
        server.settings_changed()
    server.specs.outdated()
