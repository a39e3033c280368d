"""Leave when the editor that started us is gone, even if it left its pipe open."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

INTERVAL = 1.5
"""Seconds between two looks."""
GRACE = 1.5
"""Seconds to leave in good order."""


def watch(process_id: Callable[[], int | None], leave: Callable[[], object]) -> None:
    """Call *leave* once the process is gone; end this one if that does not help.

    *process_id* is asked again and again: it is known only after `initialize`.
    """
    threading.Thread(target=_watch, args=(process_id, leave), daemon=True).start()


def _watch(process_id: Callable[[], int | None], leave: Callable[[], object]) -> None:
    our_parent = os.getppid()
    while True:
        time.sleep(INTERVAL)
        pid = process_id()
        if pid is None:
            continue
        if not is_alive(pid) or (pid == our_parent != os.getppid()):
            break
    leave()
    time.sleep(GRACE)
    os._exit(1)


if sys.platform == "win32":
    import _winapi

    def is_alive(pid: int) -> bool:
        """Whether the process exists. `os.kill` would end it here."""
        try:
            handle = _winapi.OpenProcess(_winapi.SYNCHRONIZE, False, pid)  # noqa: FBT003
        except PermissionError:
            return True
        except OSError:
            return False
        try:
            return _winapi.WaitForSingleObject(handle, 0) != _winapi.WAIT_OBJECT_0
        finally:
            _winapi.CloseHandle(handle)

else:

    def is_alive(pid: int) -> bool:
        """Whether the process exists and is more than an entry that nobody has collected."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return not _is_zombie(pid)

    def _is_zombie(pid: int) -> bool:
        try:
            status = Path(f"/proc/{pid}/stat").read_bytes()
        except OSError:
            return False
        return status.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])
