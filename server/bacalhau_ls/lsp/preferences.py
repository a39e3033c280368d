"""The settings of each file, from all the places where a user may write them.

From weakest to strongest: the defaults, the nearest `.bacalhau-ls.toml` upwards,
what came with `initialize`, what the client pushed, what it answered when asked,
what it answered for the folder of the file. Each overrides the one before key by
key. A client that never answers is a client without settings.

What reads settings is imported when settings are first needed, which is after
the answer to `initialize`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.sections import pushed_section, section
from bacalhau_ls.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bacalhau_ls.configuration import Configuration
    from bacalhau_ls.lsp.folders import Folder


class Scope(NamedTuple):
    """What holds for a file because of where it is."""

    settings: Settings = Settings()
    base: Path | None = None
    """The folder that the patterns of `Settings.files` start from."""

    @property
    def schema(self) -> Path | None:
        """The schema to use instead of ours."""
        schema = self.settings.schema
        return Path(os.path.normpath(Path(schema).absolute())) if schema else None

    def name_of(self, uri: str) -> str:
        """The path of the file at *uri* from that folder on, or just its name."""
        path = uris.to_path(uri)
        if path is None or self.base is None or not path.is_relative_to(self.base):
            return uris.name(uri)
        return path.relative_to(self.base).as_posix()


class Preferences:
    """All settings of a session; *complain* gets what is wrong with them."""

    def __init__(self, complain: Callable[[str], object]) -> None:
        self.folders: list[Folder] = []
        self._complain = complain
        self._options: Any = {}
        self._pushed: Any = {}
        self._pulled: dict[str, Any] = {}
        self._files: dict[Path, Configuration] = {}
        self._nearest: dict[Path, Path | None] = {}
        self._stamps: dict[Path, object] = {}
        self._scopes: dict[tuple[Folder | None, Path | None], Scope] = {}
        self._by_uri: dict[str, Scope] = {}
        """Asked for at every keystroke."""

    # -- questions -----------------------------------------------------------

    def scope(self, uri: str) -> Scope:
        """What holds for the file at *uri*."""
        if uri not in self._by_uri:
            folder, nearest = self.folder_of(uri), self._nearest_file(uri)
            if (folder, nearest) not in self._scopes:
                self._scopes[folder, nearest] = self._merged(folder, nearest)
            self._by_uri[uri] = self._scopes[folder, nearest]
        return self._by_uri[uri]

    def folder_of(self, uri: str) -> Folder | None:
        """The innermost open folder that holds the file at *uri*."""
        key = uris.key(uri)
        holding = [f for f in self.folders if key.startswith(f"{uris.key(f.uri).rstrip('/')}/")]
        return max(holding, key=lambda folder: len(uris.key(folder.uri)), default=None)

    @property
    def files(self) -> list[Path]:
        """The files outside the specs that findings depend on: settings, schemas."""
        return list(self._stamps)

    def concerns(self, path: Path) -> bool:
        """Whether settings may be others when the file at *path* has changed."""
        from bacalhau_ls.configuration import FILE_NAME  # noqa: PLC0415

        return path.name == FILE_NAME or path in self._stamps

    # -- news ----------------------------------------------------------------

    def start(self, options: Any) -> None:
        """Take over the `initializationOptions`."""
        self._options = section(options)

    def push(self, settings: Any) -> bool:
        """Take over what the client has pushed; whether it is new."""
        before, self._pushed = self._pushed, pushed_section(settings)
        return self._renewed(outdated=before != self._pushed)

    def pull(self, answers: Mapping[str, Any]) -> bool:
        """Take over what the client answered, by URI of folder, "" for all; whether it is new."""
        before = self._pulled
        found = {uri: section(answer) for uri, answer in answers.items()}
        self._pulled = {uri: ours for uri, ours in found.items() if ours != {}}
        return self._renewed(outdated=before != self._pulled)

    def change_folders(self, added: Iterable[Folder], removed: Iterable[str]) -> None:
        """Folders were added to the workspace, or removed from it by URI."""
        gone = {uris.key(uri) for uri in removed}
        kept = [folder for folder in self.folders if uris.key(folder.uri) not in gone]
        known = {uris.key(folder.uri) for folder in kept}
        self.folders = [*kept, *(each for each in added if uris.key(each.uri) not in known)]
        self._renewed(outdated=True)

    def look_at_files(self) -> bool:
        """Whether a file of settings or a schema has come, gone or changed on the disk."""
        from bacalhau_ls.configuration import find_configuration  # noqa: PLC0415

        changed = any(stamp_of(path) != stamp for path, stamp in self._stamps.items())
        moved = any(find_configuration(at) != found for at, found in self._nearest.items())
        return self._renewed(outdated=changed or moved)

    def renew(self) -> None:
        """Files have changed on the disk, says the client."""
        self._renewed(outdated=True)

    def _renewed(self, *, outdated: bool) -> bool:
        if outdated:
            memories = (self._files, self._nearest, self._stamps, self._scopes, self._by_uri)
            for memory in memories:
                memory.clear()
        return outdated

    # -- merging -------------------------------------------------------------

    def _nearest_file(self, uri: str) -> Path | None:
        path = uris.to_path(uri)
        if path is None:
            return None
        from bacalhau_ls.configuration import find_configuration  # noqa: PLC0415

        if path.parent not in self._nearest:
            self._nearest[path.parent] = find_configuration(path.parent)
        return self._nearest[path.parent]

    def _merged(self, folder: Folder | None, nearest: Path | None) -> Scope:
        from bacalhau_ls.lsp import layers  # noqa: PLC0415

        written = self._read(nearest) if nearest else Settings()
        path = folder.path if folder else None
        own = self._pulled.get(folder.uri, {}) if folder else {}
        sent = (self._options, self._pushed, self._pulled.get("", {}), own)
        tables, broken = layers.tables_in(sent)
        wanted = layers.merged(*tables)
        settings, problems = layers.effective(written, wanted, path)
        for problem in (*broken, *problems):
            self._complain(f"settings: {problem}")
        from_file = nearest is not None and "files" not in wanted and bool(written.files)
        base = nearest.parent if nearest and (from_file or not path) else path
        scope = Scope(settings, base)
        if scope.schema:
            self._watch(scope.schema)
        return scope

    def _read(self, path: Path) -> Settings:
        from bacalhau_ls.configuration import load_configuration  # noqa: PLC0415

        if path not in self._files:
            self._watch(path)
            self._files[path] = load_configuration(path)
            for problem in self._files[path].problems:
                self._complain(f"{path}: {problem}")
        return self._files[path].settings

    def _watch(self, path: Path) -> None:
        self._stamps.setdefault(path, stamp_of(path))


def stamp_of(path: Path) -> tuple[int, int] | None:
    """What changes when the file at *path* does; None if there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
