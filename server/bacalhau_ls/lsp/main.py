"""Start the server; each function returns the exit code of the process.

0 after `shutdown` and `exit`, 1 if the client left in any other way, 2 if
nothing could be served.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from bacalhau_ls.lsp.pipe import Pipe

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

_OBJECTS_PER_COLLECTION = 20_000
LEVEL_VARIABLE = "BACALHAU_LS_LOG_LEVEL"
"""Environment variable: from which level on we log to standard error."""


def serve_stdio() -> int:
    """Serve the client at standard input and output."""
    try:
        pipe = Pipe()
    except OSError as error:
        return _cannot_serve(error)
    pipe.wait_for_words()
    with _importing():
        from bacalhau_ls.lsp import stdio  # noqa: PLC0415
    return _run(stdio.over_stdio(pipe))


def serve_tcp(host: str, port: int) -> int:
    """Serve one client over TCP; port 0 is any free one."""
    with _importing():
        from bacalhau_ls.lsp import sockets  # noqa: PLC0415
    return _run(sockets.over_tcp(host, port))


def serve_ws(host: str, port: int) -> int:
    """Serve one client over a WebSocket; port 0 is any free one."""
    with _importing():
        from bacalhau_ls.lsp import sockets  # noqa: PLC0415
    return _run(sockets.over_websocket(host, port))


@contextlib.contextmanager
def _importing() -> Iterator[None]:
    """Import without looking for garbage: of the 100,000 objects that are made all stay.

    Later it is looked for seldom: a tree is many objects, and none in a cycle.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(_OBJECTS_PER_COLLECTION, *gc.get_threshold()[1:])
        gc.enable()


def _run(session: Coroutine[Any, Any, int]) -> int:
    import asyncio  # noqa: PLC0415 - after the greeting

    _log_to_stderr()
    try:
        return asyncio.run(session)
    except OSError as error:
        return _cannot_serve(error)
    except KeyboardInterrupt:
        return 1


def _cannot_serve(why: OSError) -> int:
    sys.stderr.write(f"bacalhau-ls: cannot serve: {why}\n")
    return 2


def _log_to_stderr() -> None:
    import logging  # noqa: PLC0415 - after the greeting

    level = logging.getLevelName(os.environ.get(LEVEL_VARIABLE, "").upper())
    logging.basicConfig(
        stream=sys.stderr,
        level=level if isinstance(level, int) else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
