"""The streams of one run, and what can go wrong with them."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls.cli.output.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO, TextIO

PROGRAM = "bacalhau-ls"

_WIDTH, _NARROWEST, _GUTTER = 100, 40, 8
_NOBODY_READS = (errno.EPIPE, errno.EINVAL, errno.ESHUTDOWN)
"""What a pipe says whose other end is closed; EINVAL is how Windows puts it."""


class CannotRun(Exception):  # noqa: N818 - no error of ours
    """What was asked for cannot be done at all; the message is for the user."""


class Console:
    """Where a command reads and writes."""

    def __init__(self, stdin: BinaryIO, stdout: TextIO, stderr: TextIO) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr

    def say(self, message: str) -> None:
        """One line beside the output; lost if nobody can read it."""
        with suppress(OSError, ValueError):
            self.stderr.write(f"{PROGRAM}: {visible(message)}\n")
            self.stderr.flush()

    def write(self, chunks: Iterable[str]) -> None:
        """Send *chunks* to the output."""
        send(chunks, self.stdout)

    def finish(self) -> None:
        """Hand over what is still in the buffer."""
        send((), self.stdout)


def send(chunks: Iterable[str], stream: TextIO) -> None:
    """Write all *chunks*; they are made in any case, even if nobody reads any more."""
    for chunk in chunks:
        with _quiet_if_nobody_reads(stream):
            stream.write(chunk)
    with _quiet_if_nobody_reads(stream):
        stream.flush()


@contextmanager
def _quiet_if_nobody_reads(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _discard(stream)
        if not isinstance(error, BrokenPipeError) and error.errno not in _NOBODY_READS:
            message = f"cannot write the output: {error.strerror or error}"
            raise CannotRun(message) from None


def _discard(stream: TextIO) -> None:
    """Lead what is still to be written nowhere, or Python complains about it at its end."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def standard_streams() -> tuple[BinaryIO, TextIO, TextIO]:
    """Standard input, output and error, UTF-8 in any locale; closed ones are empty."""
    stdin: BinaryIO = sys.stdin.buffer if sys.stdin else io.BytesIO()
    return stdin, _in_utf8(sys.stdout), _in_utf8(sys.stderr)


def _in_utf8(stream: TextIO | None) -> TextIO:
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def open_output(path: str) -> TextIO:
    """The file at *path* for writing; raises `CannotRun`."""
    try:
        return Path(path).open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        message = f"cannot write {path}: {why}"
        raise CannotRun(message) from None


def wants_colour(choice: str, stream: TextIO) -> bool:
    """Whether text for *stream* is to be coloured; a *choice* is stronger than the environment."""
    if choice != "auto":
        return choice == "always"
    environment = os.environ
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    # The old Windows console shows escape sequences as they are.
    is_able = os.name != "nt" or any(name in environment for name in ("WT_SESSION", "TERM"))
    return is_able and stream.isatty()


def columns_of(stream: TextIO) -> int:
    """How wide a source line may be drawn on *stream*."""
    if not stream.isatty():
        return _WIDTH
    return max(shutil.get_terminal_size((_WIDTH + _GUTTER, 0)).columns - _GUTTER, _NARROWEST)
