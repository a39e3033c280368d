"""From what a user wrote to `Settings`: the TOML file, or the settings of an editor.

The keys are the same everywhere. A key or value that is not understood gives
its default and one problem; nothing here fails.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls import reading
from bacalhau_ls.configuration.problems import ConfigurationProblem, Place
from bacalhau_ls.configuration.tables import read_settings
from bacalhau_ls.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Collection

FILE_NAME = ".bacalhau-ls.toml"


class Configuration(NamedTuple):
    """What a file of settings says."""

    settings: Settings = Settings()
    problems: tuple[ConfigurationProblem, ...] = ()
    is_readable: bool = True
    """Whether anything could be read at all."""


def parse_settings(
    mapping: Any, folder: Path | None = None, codes: Collection[str] | None = None
) -> tuple[Settings, list[ConfigurationProblem]]:
    """The settings in *mapping* and what in it was not understood.

    Relative paths are taken from *folder*. *codes* are those that may be given a
    severity; all that there are, unless given.
    """
    place = Place("", folder, codes, [])
    return read_settings(mapping, place), place.problems


def find_configuration(path: Path) -> Path | None:
    """The file of settings that governs *path*: in its folder or the nearest one above."""
    start = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
    folders = [start, *start.parents] if os.path.isdir(start) else start.parents  # noqa: PTH112 - never raises
    candidates = (folder / FILE_NAME for folder in folders)
    return next((found for found in candidates if os.path.isfile(found)), None)  # noqa: PTH113 - never raises


def load_configuration(path: Path) -> Configuration:
    """What the file of settings at *path* says; defaults if it cannot be read."""
    try:
        source = reading.read(path)
    except reading.Unreadable as why:
        return _unreadable(str(why))
    if any(source.findings()):
        return _unreadable("the file is not UTF-8")
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 - most runs have no such file
    else:
        import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    try:
        mapping = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return _broken(source.text, str(error))
    except (ValueError, RecursionError) as error:
        what = (
            "a number is too long" if isinstance(error, ValueError) else "it is nested too deeply"
        )
        return _unreadable(f"not valid TOML: {what}")
    folder = path.absolute().parent
    settings, problems = parse_settings(mapping, folder)
    if settings.schema and not _is_inside(settings.schema, folder):
        message = f"`schema` must not lead outside the folder of {path.name}"
        problems.append(ConfigurationProblem("schema", message))
        settings = replace(settings, schema="")
    return Configuration(settings, tuple(problems))


def _is_inside(path: str, folder: Path) -> bool:
    """Whether *path* stays in *folder*, links followed: the folder may be a stranger's."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):
        return False


def _unreadable(why: str) -> Configuration:
    return Configuration(problems=(ConfigurationProblem("", why),), is_readable=False)


def _broken(text: str, error: str) -> Configuration:
    """The problem that *error* of the TOML parser tells of, such as "... (at line 3, column 5)"."""
    message, _, place = error.removesuffix(")").rpartition(" (at ")
    number = place.removeprefix("line ").partition(",")[0]
    line = int(number) if number.isdigit() else text.count("\n") + 1
    message = f"not valid TOML: {message[:1].lower()}{message[1:]}"
    return Configuration(problems=(ConfigurationProblem("", message, line),), is_readable=False)
