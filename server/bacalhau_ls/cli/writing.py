"""Putting a new text in the place of a file: all of it or nothing."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bacalhau_ls import reading
from bacalhau_ls.cli.results import Unwritable

if TYPE_CHECKING:
    from bacalhau_ls.cli.console import Console
    from bacalhau_ls.cli.specs import Spec
    from bacalhau_ls.reading import Source

_MARK = "\ufeff"
_DRAFT = ".bacalhau-ls-"
_REASONS = {
    errno.EACCES: "no permission to write it",
    errno.EPERM: "no permission to write it",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.ENOENT: "it is gone",
}


def deliver(console: Console, spec: Spec, text: str) -> None:
    """Put *text* where *spec* came from; raises `Unwritable`.

    What came from standard input goes to standard output, changed or not.
    """
    if spec.is_stdin:
        if any(spec.source.findings()):
            message = "it is not UTF-8"
            raise Unwritable(message)
        console.write([whole(spec.source, text)])
    elif text != spec.source.text:
        if spec.candidate.leads_out:
            message = "it is a link that leads out of the folder"
            raise Unwritable(message)
        replace(spec.path, spec.source, text)


def whole(source: Source, text: str) -> str:
    """*text* with the byte order mark that *source* had."""
    return _MARK + text if source.has_mark else text


def replace(path: str, source: Source, text: str) -> None:
    """Make *text* the content of the file at *path*, which *source* was read from.

    A link keeps leading to the same file. Raises `Unwritable`.
    """
    target = Path(os.path.realpath(path))
    try:
        _refuse_changed(target, source)
        _replace(target, whole(source, text).encode("utf-8", "surrogateescape"))
    except reading.Unreadable as why:
        raise Unwritable(str(why)) from None
    except OSError as error:
        why_not = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
        raise Unwritable(why_not) from None


def _refuse_changed(target: Path, source: Source) -> None:
    if reading.read(target) != source:
        message = "somebody else has changed it in the meantime"
        raise Unwritable(message)
    # Its folder might allow to replace it even if it must not be written.
    os.close(os.open(target, os.O_WRONLY))


def _replace(target: Path, data: bytes) -> None:
    """Write *data* beside *target*, then let it take its place in one step."""
    descriptor, name = tempfile.mkstemp(prefix=_DRAFT, dir=target.parent)
    draft = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - it is open already
            _take_over_rights(target, draft)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _take_over_rights(target: Path, draft: Path) -> None:
    """Give *draft* the owner, the access lists and the mode of *target*, as far as we may."""
    status = target.stat()
    if sys.platform != "win32":
        for owner in ((-1, status.st_gid), (status.st_uid, -1)):
            with suppress(OSError):
                os.chown(draft, *owner)
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(draft, name, os.getxattr(target, name))
    draft.chmod(stat.S_IMODE(status.st_mode))
