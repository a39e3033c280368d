"""Which files a command is about: those named, and the candidates in folders."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import globs, reading
from bacalhau_ls.cli.results import Failed, Skipped
from bacalhau_ls.syntax.notations import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.cli.configurations import Governing

STDIN = "-"

_FOREIGN_FOLDERS = frozenset({"node_modules", "__pycache__"})


class Candidate(NamedTuple):
    """A file to look at."""

    path: str
    is_named: bool
    """Whether the user named it: then it is a spec, whatever it looks like."""
    leads_out: bool = False
    """Whether it is a link to a file outside of the folder that the user named."""


def find(
    paths: Iterable[str], governing: Callable[[Path], Governing]
) -> list[Candidate | Failed | Skipped]:
    """What *paths* stand for, in a fixed order, each file once."""
    found: dict[str, Candidate | Failed | Skipped] = {}
    for path in paths:
        for item in _expanded(path, governing):
            key = _identity(item.path)
            known = found.get(key)
            if known is None or (isinstance(known, Skipped) and isinstance(item, Candidate)):
                found[key] = item
            elif isinstance(known, Candidate) and isinstance(item, Candidate):
                found[key] = _both(known, item)
    return list(found.values())


def _both(one: Candidate, other: Candidate) -> Candidate:
    """The same file found under two names."""
    is_named = one.is_named or other.is_named
    return Candidate(one.path, is_named, leads_out=one.leads_out and other.leads_out)


def _identity(path: str) -> str:
    """The same for all names of a file."""
    try:
        return path if path == STDIN else os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _expanded(
    path: str, governing: Callable[[Path], Governing]
) -> Iterator[Candidate | Failed | Skipped]:
    if path == STDIN:
        yield Candidate(path, is_named=True)
        return
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - Path would take "" for "."
        if is_folder:
            next(Path(path).iterdir(), None)  # raises if it must not be read
    except (OSError, ValueError) as error:
        why = reading.reason(error) if isinstance(error, OSError) else "no such file or folder"
        yield Failed(path, why)
        return
    if is_folder:
        yield from _in_folder(path, governing)
    else:
        yield Candidate(path, is_named=True)


def _in_folder(top: str, governing: Callable[[Path], Governing]) -> Iterator[Candidate | Skipped]:
    """The candidates below *top*, folder by folder in the order of their names."""
    pending: list[Candidate | Skipped | str] = [top]
    while pending:
        item = pending.pop()
        if not isinstance(item, str):
            yield item
            continue
        try:
            with os.scandir(item) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield Skipped(item, reading.reason(error), is_surprising=True)
            continue
        settings = governing(Path(item))
        judged = (_judged(entry, settings, top) for entry in ordered)
        pending += [each for each in judged if each is not None]


def _judged(
    entry: os.DirEntry[str], governing: Governing, top: str
) -> Candidate | Skipped | str | None:
    """A folder to search as its path, a file as a candidate; None for what does not matter."""
    path = _tidy(entry.path)
    try:
        if entry.is_dir(follow_symlinks=False):
            is_foreign = entry.name.startswith(".") or entry.name in _FOREIGN_FOLDERS
            return Skipped(path, "a folder that is not searched") if is_foreign else path
        if entry.is_symlink() and entry.is_dir():
            return Skipped(path, "a link to a folder")
    except OSError:
        pass  # a link to itself: reading it will tell
    if not _is_candidate(path, governing):
        return None
    leads_out = entry.is_symlink() and not _is_below(path, top)
    return Candidate(path, is_named=False, leads_out=leads_out)


def _is_below(path: str, folder: str) -> bool:
    """Whether the file that *path* leads to is somewhere in *folder*."""
    return Path(_identity(folder)) in Path(_identity(path)).parents


def _tidy(path: str) -> str:
    return path[2:] if path.startswith(f".{os.sep}") else path


def _is_candidate(path: str, governing: Governing) -> bool:
    if path.lower().endswith(ENDINGS):
        return True
    patterns = governing.settings.files
    return bool(patterns) and any(
        globs.matches(governing.relative(path), pattern) for pattern in patterns
    )
