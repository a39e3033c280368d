"""From the bytes of a file to a text, whatever the bytes are.

A spec is UTF-8. A byte order mark in front is dropped, as editors drop it, so
that positions are those that an editor shows. A byte that is not UTF-8 becomes
one character of its own (a lone surrogate), so the rest keeps its place.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MOST_BYTES = 50_000_000
INVALID_ENCODING = "invalid-encoding"

_MOST_SHOWN = 8
_UTF8_MARK = b"\xef\xbb\xbf"
_STRAY_BYTES = re.compile("[\udc80-\udcff]+")
_FOREIGN = (
    ("UTF-32", "utf-32-le", re.compile(rb"\xff\xfe\0\0|(?:[^\0]\0\0\0){2}")),
    ("UTF-32", "utf-32-be", re.compile(rb"\0\0\xfe\xff|(?:\0\0\0[^\0]){2}")),
    ("UTF-16", "utf-16-le", re.compile(rb"\xff\xfe|(?:[^\0]\0){2}")),
    ("UTF-16", "utf-16-be", re.compile(rb"\xfe\xff|(?:\0[^\0]){2}")),
)
_REASONS = {
    errno.ENOENT: "no such file or folder",
    errno.ENOTDIR: "no such file or folder",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: "a symbolic link that leads to itself",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "a folder, not a file",
}
_KINDS = {
    stat.S_IFDIR: "a folder, not a file",
    stat.S_IFIFO: "a pipe, not a file",
    stat.S_IFSOCK: "a socket, not a file",
    stat.S_IFCHR: "a device, not a file",
    stat.S_IFBLK: "a device, not a file",
}


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that cannot be read; the message says why, in a few words."""


class Source(NamedTuple):
    """What was read."""

    text: str
    encoding: str = "UTF-8"
    """What the bytes really are; text in another encoding is only good to be shown."""
    has_mark: bool = False
    """Whether a byte order mark stood in front, to be written back with the text."""

    @property
    def is_utf8(self) -> bool:
        """Whether the text can be judged."""
        return self.encoding == "UTF-8"

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the encoding."""
        if not self.is_utf8:
            message = f"the file is {self.encoding}, a spec is written in UTF-8"
            yield _finding(Span(0, min(len(self.text), 1)), message)
            return
        for stray in _STRAY_BYTES.finditer(self.text):
            yield _finding(Span(*stray.span()), f"not UTF-8: {_in_words(stray.group())}")


def _finding(span: Span, message: str) -> Finding:
    return Finding(span, INVALID_ENCODING, Severity.ERROR, message)


def _in_words(stray: str) -> str:
    shown = " ".join(f"{ord(each) - 0xDC00:02X}" for each in stray[:_MOST_SHOWN])
    more = " ..." if len(stray) > _MOST_SHOWN else ""
    return f"byte{'s' if len(stray) > 1 else ''} {shown}{more}"


def read(path: str | os.PathLike[str]) -> Source:
    """The text of the file at *path*; raises `Unreadable`."""
    try:
        refuse_special(os.stat(path))  # noqa: PTH116 - Path would take "" for "."
        with Path(path).open("rb") as file:
            return read_stream(file)
    except OSError as error:
        raise Unreadable(reason(error)) from None
    except ValueError:  # a NUL in the name
        raise Unreadable(_REASONS[errno.ENOENT]) from None


def read_stream(stream: BinaryIO) -> Source:
    """The text of all that *stream* still gives; raises `Unreadable`."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        message = f"too large: files above {MOST_BYTES // 1_000_000} MB are not read"
        raise Unreadable(message)
    return decode(data)


def decode(data: bytes) -> Source:
    """The text that *data* stands for; never fails."""
    for name, codec, opening in _FOREIGN:
        if opening.match(data):
            return Source(data.decode(codec, "replace").removeprefix("\ufeff"), name)
    text = data.removeprefix(_UTF8_MARK).decode("utf-8", "surrogateescape")
    return Source(text, has_mark=data.startswith(_UTF8_MARK))


def refuse_special(status: os.stat_result) -> None:
    """Raise `Unreadable` for anything but a regular file: opening a pipe might wait forever."""
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "not a regular file")
        raise Unreadable(kind)


def reason(error: OSError) -> str:
    """Why the file cannot be read, in a few words."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or "it cannot be read").lower()
