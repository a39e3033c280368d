"""Paths as reports want them: below the current folder, with forward slashes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import PurePath


def relative(path: str, folder: PurePath) -> PurePath | None:
    """*path* below *folder*; None if it is not there. Both as written, links not followed."""
    whole = _without_dots(folder / path)
    try:
        return whole.relative_to(_without_dots(folder))
    except ValueError:
        return None


def posix(path: str, folder: PurePath) -> str:
    """*path* with forward slashes, relative to *folder* if it is below it."""
    below = relative(path, folder)
    return (type(folder)(path) if below is None else below).as_posix()


def uri_reference(path: str, folder: PurePath) -> str:
    """A link to *path*, relative if it is below *folder*."""
    below = relative(path, folder)
    if below is not None:
        return quote(below.as_posix().encode("utf-8", "surrogateescape"))
    whole = _without_dots(folder / path)
    return whole.as_uri() if whole.is_absolute() else quote(path)


def _without_dots(path: PurePath) -> PurePath:
    """*path* without ``..``, as far as it names a folder before it."""
    steps: list[str] = []
    for step in path.parts:
        if step == ".." and steps and steps[-1] not in {"..", path.anchor}:
            steps.pop()
        elif step != ".." or not path.anchor:
            steps.append(step)
    return type(path)(*steps)
