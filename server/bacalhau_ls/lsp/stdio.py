"""The client that started us, at standard input and output."""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import TYPE_CHECKING, cast

from bacalhau_ls.lsp import lifetime
from bacalhau_ls.lsp.framing import decoded_together, framed
from bacalhau_ls.lsp.pipe import LONGEST_WRITE, PIECE
from bacalhau_ls.lsp.session import Session

if TYPE_CHECKING:
    from bacalhau_ls.lsp.framing import Framer, Message
    from bacalhau_ls.lsp.inbox import Inbox
    from bacalhau_ls.lsp.pipe import Pipe

_MOST_UNREAD = 1 << 20
"""Bytes that a client may leave unread before it gets no more answers."""


async def over_stdio(pipe: Pipe) -> int:
    """Serve the client at the other end of *pipe*."""
    converse = _without_thread if pipe.can_be_awaited else _with_thread
    return await converse(Session(), pipe)


async def _with_thread(session: Session, pipe: Pipe) -> int:
    loop = asyncio.get_running_loop()

    def deliver(messages: list[Message]) -> None:
        loop.call_soon_threadsafe(session.inbox.put, messages)

    def leave() -> None:
        loop.call_soon_threadsafe(session.inbox.close)

    session.server.protocol.set_writer(pipe)
    session.server.protocol.greeted = pipe.listen(deliver, leave)
    lifetime.watch(lambda: session.server.process_id, leave)
    return await session.run()


async def _without_thread(session: Session, pipe: Pipe) -> int:
    loop, inbox, streams = asyncio.get_running_loop(), session.inbox, pipe.hand_over()
    outgoing = _Outgoing(inbox)
    await loop.connect_write_pipe(lambda: outgoing, os.fdopen(streams.sink, "wb", 0))
    session.server.protocol.set_writer(outgoing)
    session.server.protocol.greeted = streams.greeted
    inbox.put(streams.messages)
    incoming = _Incoming(inbox, streams.source, streams.framer)
    lifetime.watch(
        lambda: session.server.process_id, lambda: loop.call_soon_threadsafe(inbox.close)
    )
    try:
        code = await session.run()
        return code if await outgoing.finished() else 1
    finally:
        incoming.close()
        outgoing.abort()


class _Incoming:
    """Puts what the client says into the inbox.

    It reads by itself: a transport of asyncio makes room for a quarter of a megabyte each time,
    which takes longer than all else that is done for a short message.
    """

    def __init__(self, inbox: Inbox, source: int, framer: Framer) -> None:
        self._inbox = inbox
        self._source = source
        self._framer = framer
        self._loop = asyncio.get_running_loop()
        os.set_blocking(source, False)
        self._loop.add_reader(source, self._read)

    def _read(self) -> None:
        """Take over a piece of the stream."""
        try:
            data = os.read(self._source, PIECE)
        except (BlockingIOError, InterruptedError):
            return  # another process has read it
        except OSError:
            data = b""  # as good as the end
        if data:
            self._inbox.put(decoded_together([*self._framer.feed(data)]))
        else:
            self.close()
            self._inbox.close()

    def close(self) -> None:
        """Read no more. Reads block again: somebody else may use the same stream after us."""
        if self._loop.remove_reader(self._source):
            os.set_blocking(self._source, True)


class _Outgoing(asyncio.Protocol):
    """Writes messages; a client that does not listen any more has left."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._is_lost = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Write to *transport* from now on."""
        self._transport = cast("asyncio.WriteTransport", transport)
        self._transport.set_write_buffer_limits(_MOST_UNREAD)

    def pause_writing(self) -> None:
        """Answer nothing more until the client has read what it was sent."""
        self._inbox.hold()

    def resume_writing(self) -> None:
        """Go on answering."""
        self._inbox.release()

    def connection_lost(self, _error: Exception | None) -> None:
        """Nobody reads any more, or all is written."""
        # Writes block again: somebody else may use the same stream after us.
        os.set_blocking(self._transport.get_extra_info("pipe").fileno(), True)
        self._inbox.close()
        self._is_lost.set()

    def write(self, body: bytes) -> None:
        """Send a message, now or as soon as the client reads."""
        if not self._transport.is_closing():
            self._transport.write(framed(body))

    def close(self) -> None:
        """Part of pygls's interface."""

    async def finished(self) -> bool:
        """Wait until all is written, as long as the client goes on reading; whether it is."""
        self._transport.close()
        before, left = -1, self._transport.get_write_buffer_size()
        while left != before and not self._is_lost.is_set():
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._is_lost.wait(), LONGEST_WRITE)
            before, left = left, self._transport.get_write_buffer_size()
        return self._is_lost.is_set()

    def abort(self) -> None:
        """Write no more."""
        if not self._is_lost.is_set():
            self._transport.abort()
