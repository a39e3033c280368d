"""What can stand in the place of a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("pipe", "device", "folder", "circle", "closed", "nothing")


def put(kind: str, path: Path) -> None:
    """Put one of `KINDS` at *path*, whatever is there; a closed file may not be read."""
    path.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "circle":
            path.symlink_to(path.name)
        case "closed":
            path.touch(mode=0)
