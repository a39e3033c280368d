"""The specs in the folders that are open, whether the editor shows them or not."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls import globs, reading
from bacalhau_ls.detection import by_name, detect, might_be_spec
from bacalhau_ls.document import Document
from bacalhau_ls.lsp import uris
from bacalhau_ls.lsp.preferences import stamp_of
from bacalhau_ls.lsp.snapshot import Snapshot
from bacalhau_ls.syntax.notations import ENDINGS, notation_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from lsprotocol import types

    from bacalhau_ls.lsp.preferences import Scope
    from bacalhau_ls.lsp.reports import Report
    from bacalhau_ls.lsp.server import Server

logger = logging.getLogger(__name__)

_MOST_BYTES = 10_000_000
_FOREIGN_FOLDERS = frozenset({"node_modules", "__pycache__"})


def candidates(folder: Path, patterns: Iterable[str]) -> Iterator[list[Path]]:
    """Files below *folder* that may be specs by their names, one list per folder."""
    patterns = tuple(patterns)
    pending = [folder]
    while pending:
        current = pending.pop()
        files, folders = _listed(current)
        pending.extend(reversed(folders))
        yield [file for file in files if _may_be_spec(file, folder, patterns)]


def _listed(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files and the folders in *folder*, links and other people's folders left out."""
    files, folders = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") and entry.name not in _FOREIGN_FOLDERS:
                        folders.append(Path(entry.path))
                elif entry.is_file():
                    files.append(Path(entry.path))
    except OSError as error:
        logger.info("%s is left out: %s", folder, reading.reason(error))
    return files, folders


def _may_be_spec(file: Path, folder: Path, patterns: tuple[str, ...]) -> bool:
    if file.name.lower().endswith(ENDINGS):
        return True
    name = file.relative_to(folder).as_posix()
    return any(globs.matches(name, pattern) for pattern in patterns)


class Specs:
    """Every spec in the open folders."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._listing: list[Path] | None = None

    def outdated(self) -> None:
        """Files have come or gone."""
        self._listing = None

    async def uris(self) -> list[str]:
        """All files that may be specs, the open ones included."""
        if self._listing is None or not self._server.registrations.watches:
            self._listing = [path async for path in self._walk()]
        found = {uris.key(uri): uri for uri in map(uris.from_path, self._listing)}
        found.update((uris.key(file.uri), file.uri) for file in self._server.documents)
        return list(found.values())

    async def _walk(self) -> AsyncIterator[Path]:
        seen: set[Path] = set()
        preferences = self._server.preferences
        for path in [folder.path for folder in preferences.folders if folder.path]:
            patterns = preferences.scope(uris.from_path(path / "-")).settings.files
            for files in candidates(path, patterns):
                for file in files:
                    if file not in seen:
                        yield file
                seen.update(files)
                await asyncio.sleep(0)

    def report(self, uri: str) -> Report | None:
        """The diagnostics of a file that is not open; None if it is no spec."""
        path = uris.to_path(uri)
        stamp = path and stamp_of(path)
        if path is None or stamp is None:
            return None
        scope = self._server.preferences.scope(uri)
        return self._server.reports.report(
            uri, stamp, scope, lambda: self._diagnostics(uri, path, scope)
        )

    def _diagnostics(self, uri: str, path: Path, scope: Scope) -> list[types.Diagnostic] | None:
        spec = self.read(uri, path, scope)
        return self._server.diagnostics(*spec) if spec else None

    def read(self, uri: str, path: Path, scope: Scope) -> tuple[Snapshot, reading.Source] | None:
        """A file as it is on the disk; None if it is no spec."""
        source = _read(path)
        if source is None or not _is_worthwhile(source.text, uri, scope):
            return None
        document = Document.read(source.text, notation_of(uri, content=source.text))
        if not detect(document, scope.name_of(uri), scope.settings.files).is_spec:
            return None
        snapshot = Snapshot(uri, None, document, scope, self._server.documents.encoding)
        return snapshot, source


def _read(path: Path) -> reading.Source | None:
    try:
        if path.stat().st_size <= _MOST_BYTES:
            return reading.read(path)
        reason = "it is very large"
    except (OSError, reading.Unreadable) as error:
        reason = str(error)
    logger.info("%s is not checked: %s", path, reason)
    return None


def _is_worthwhile(text: str, uri: str, scope: Scope) -> bool:
    name = scope.name_of(uri)
    return might_be_spec(text) or by_name(name, scope.settings.files) is not None
