"""Which settings govern which file; every file of settings is read once."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.cli.console import CannotRun
from bacalhau_ls.configuration import find_configuration, load_configuration
from bacalhau_ls.settings import Settings

if TYPE_CHECKING:
    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.configuration import Configuration


class Governing(NamedTuple):
    """The settings of a folder."""

    settings: Settings = Settings()
    base: Path | None = None
    """The folder of the file of settings: its patterns start there."""

    def relative(self, path: str) -> str:
        """*path* as the patterns of the settings see it."""
        if self.base is None:
            return path
        whole = _absolute(path)
        return str(whole.relative_to(self.base)) if self.base in whole.parents else path


class Configurations:
    """Finds, reads and remembers settings; says once what is wrong with them."""

    def __init__(self, console: Console, explicit: str | None) -> None:
        self._console = console
        self._explicit = Path(explicit) if explicit is not None else None
        self._read = cache(self._load)
        self._find = cache(find_configuration)
        if self._explicit is not None:
            self._insist(self._explicit)

    def governing(self, folder: Path) -> Governing:
        """The settings for the files of *folder*."""
        path = self._explicit or self._find(folder)
        if path is None:
            return Governing()
        return Governing(self._read(path).settings, _absolute(path).parent)

    def _insist(self, path: Path) -> None:
        """Settings that were asked for must not be silently replaced by defaults."""
        configuration = load_configuration(path)
        if not configuration.is_readable:
            message = f"{path}: {configuration.problems[0]}"
            raise CannotRun(message)

    def _load(self, path: Path) -> Configuration:
        configuration = load_configuration(path)
        for problem in configuration.problems:
            self._console.say(f"{_shortened(path)}: {problem}")
        return configuration


def _absolute(path: str | Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed


def _shortened(path: Path) -> Path:
    """*path* as seen from the current folder, if it is below it."""
    folder = Path.cwd()
    return path.relative_to(folder) if folder in path.parents else path
