"""What we ask the client to tell us besides: files that change, settings that change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.sections import SECTION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bacalhau_ls.lsp.server import Server

_WATCHERS = "watched-files"
_SETTINGS = "settings"


class Registrations:
    """Registers with clients that offer it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._watched: list[types.FileSystemWatcher] = []

    @property
    def watches(self) -> bool:
        """Whether the client tells us of files that change."""
        return bool(self._watched)

    def listen_to_settings(self) -> None:
        """Have the client tell us when our settings change."""
        if self._server.client.can("workspace.didChangeConfiguration.dynamicRegistration"):
            options = types.DidChangeConfigurationRegistrationOptions(SECTION)
            self._register(_SETTINGS, types.WORKSPACE_DID_CHANGE_CONFIGURATION, options)

    def watch_files(self) -> None:
        """Have the client watch specs, settings and schemas; again if others count now."""
        if not self._server.client.can("workspace.didChangeWatchedFiles.dynamicRegistration"):
            return
        watchers = list(self._watchers())
        if watchers == self._watched:
            return
        if self._watched:
            self._unregister(_WATCHERS, types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
        self._watched = watchers
        if watchers:
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            self._register(_WATCHERS, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)

    def _watchers(self) -> Iterator[types.FileSystemWatcher]:
        from bacalhau_ls.configuration import FILE_NAME  # noqa: PLC0415 - not needed at the start

        usual = f"**/{FILE_NAME}", "**/*.{json,jsonc,json5,yaml,yml}"
        preferences = self._server.preferences
        relative = self._server.client.can("workspace.didChangeWatchedFiles.relativePatternSupport")
        if not relative:
            yield from map(types.FileSystemWatcher, usual)
        for folder in preferences.folders:
            patterns = preferences.scope(f"{folder.uri}/-").settings.files
            for pattern in (*usual, *map(_anywhere, patterns)) if relative else ():
                yield types.FileSystemWatcher(types.RelativePattern(folder.uri, pattern))
        for path in preferences.files:
            if preferences.folder_of(uris.from_path(path)) is None or path.name != FILE_NAME:
                yield types.FileSystemWatcher(_pattern_of(path, relative=relative))

    def _register(self, identity: str, method: str, options: object) -> None:
        registration = types.Registration(identity, method, options)
        params = types.RegistrationParams([registration])
        self._server.ask(types.CLIENT_REGISTER_CAPABILITY, params)

    def _unregister(self, identity: str, method: str) -> None:
        params = types.UnregistrationParams([types.Unregistration(identity, method)])
        self._server.ask(types.CLIENT_UNREGISTER_CAPABILITY, params)


def _anywhere(pattern: str) -> str:
    """A pattern without a slash is held against the names of files in any folder."""
    pattern = pattern.removeprefix("./")
    return pattern.lstrip("/") if "/" in pattern else f"**/{pattern}"


def _pattern_of(path: Path, *, relative: bool) -> types.GlobPattern:
    if relative:
        return types.RelativePattern(uris.from_path(path.parent), path.name)
    return path.as_posix()
