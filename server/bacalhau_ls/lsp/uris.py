"""URIs of documents: which of them mean the same file, and what its path is.

Clients spell one file in several ways: ``file:///C:/a`` and ``file:///c%3A/a``,
a host in capitals, characters escaped or not.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path, PurePath, PureWindowsPath
from typing import NamedTuple, TypeVar
from urllib.parse import unquote_to_bytes

_URI = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?(.*)", re.DOTALL)
_ENDING = re.compile(r"\.[A-Za-z0-9]+\Z")
_DRIVE = re.compile(r"/[A-Za-z]:(?=$|[/\\])")
_LOCAL_HOSTS = frozenset({"", "localhost"})

FilePath = TypeVar("FilePath", bound=PurePath)


class _Parts(NamedTuple):
    scheme: str
    host: str
    path: str


@lru_cache(maxsize=4096)
def key(uri: str) -> str:
    """A spelling of *uri* that all URIs of the same document share."""
    scheme, host, path = _parts(uri)
    return f"{scheme}://{host}{path}" if host or path.startswith("/") else f"{scheme}:{path}"


def to_path(uri: str) -> Path | None:
    """The path of the file that *uri* names; None if it is no file of this machine."""
    return path_as(uri, type(Path()))


def path_as(uri: str, flavour: type[FilePath]) -> FilePath | None:
    """Like `to_path`, for a system whose paths are of this *flavour*."""
    scheme, host, path = _parts(uri)
    if scheme != "file" or not path or "\0" in path:
        return None
    if not issubclass(flavour, PureWindowsPath):
        return None if host else flavour(path)
    if host:
        return flavour(f"//{host}{path}")
    return flavour(path[1:] if _DRIVE.match(path) else path)


def from_path(path: PurePath) -> str:
    """The URI of the file at *path*, which is absolute."""
    return path.as_uri()


def name(uri: str) -> str:
    """What a user calls the document: the last step of its path."""
    return _parts(uri).path.rpartition("/")[2]


def beside(uri: str, ending: str) -> str | None:
    """The URI of the file of the same name with another *ending*; None if that is there already.

    None too for what is no file of this machine.
    """
    new = f"{_ENDING.sub('', uri)}{ending}"
    path = to_path(new)
    return None if path is None or os.path.exists(path) else new  # noqa: PTH110 - never raises


def _parts(uri: str) -> _Parts:
    match = _URI.fullmatch(uri)
    assert match is not None, "the expression takes any text"
    scheme, host = (match[1] or "").lower(), (match[2] or "").lower()
    escaped = match[3].encode("utf-8", "surrogatepass")
    path = unquote_to_bytes(escaped).decode("utf-8", "surrogateescape")
    if scheme != "file":
        return _Parts(scheme, host, path)
    if drive := _DRIVE.match(path):
        path = drive[0].lower() + path[drive.end() :].replace("\\", "/")
    return _Parts(scheme, "" if host in _LOCAL_HOSTS else host, path)
