"""The client that started us, at standard input and output."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from typing import TYPE_CHECKING

from bacalhau_ls.lsp import lifetime
from bacalhau_ls.lsp.framing import Framer, decoded, framed
from bacalhau_ls.lsp.session import Session

if TYPE_CHECKING:
    from bacalhau_ls.lsp.inbox import Inbox

_PIECE = 1 << 16


async def over_stdio() -> int:
    """Serve the client that started us."""
    session = Session()
    loop = asyncio.get_running_loop()
    source, sink = _own_streams()
    session.server.protocol.set_writer(_Pipe(sink, session.inbox))
    threading.Thread(target=_read, args=(source, loop, session.inbox), daemon=True).start()
    lifetime.watch(
        lambda: session.server.process_id,
        lambda: loop.call_soon_threadsafe(session.inbox.close),
    )
    return await session.run()


def _own_streams() -> tuple[int, int]:
    """Keep the streams to ourselves: what anybody else prints goes to standard error."""
    source, sink = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    with contextlib.suppress(OSError):  # there is no standard error
        os.dup2(2, 1)
    return source, sink


def _read(source: int, loop: asyncio.AbstractEventLoop, inbox: Inbox) -> None:
    """Fill *inbox* in a thread of its own: no system can wait for a pipe in another way."""
    framer = Framer()
    with contextlib.suppress(RuntimeError):  # the loop is closed, we are leaving
        try:
            while piece := os.read(source, _PIECE):
                if messages := [decoded(body) for body in framer.feed(piece)]:
                    loop.call_soon_threadsafe(inbox.put, messages)
        except OSError:
            pass  # as good as its end
        finally:
            loop.call_soon_threadsafe(inbox.close)


class _Pipe:
    """Writes messages to a file descriptor."""

    def __init__(self, sink: int, inbox: Inbox) -> None:
        self._sink = sink
        self._inbox = inbox

    def write(self, body: bytes) -> None:
        """Send a message; a client that does not listen any more has left."""
        rest = memoryview(framed(body))
        try:
            while rest:
                rest = rest[os.write(self._sink, rest) :]
        except OSError:
            self._inbox.close()

    def close(self) -> None:
        """Part of pygls's interface; the descriptor closes with the process."""
