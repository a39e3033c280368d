"""The first client that connects, over TCP or a WebSocket."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import sys
from typing import TYPE_CHECKING, Any

from bacalhau_ls.lsp.framing import Framer, decoded, decoded_together, framed
from bacalhau_ls.lsp.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from websockets.asyncio.server import ServerConnection
    from websockets.http11 import Request, Response

    from bacalhau_ls.lsp.inbox import Inbox

_PIECE = 1 << 16
_LONGEST_GOODBYE = 2
"""Seconds that a WebSocket client has to confirm that we part."""
_LOCAL_ORIGIN = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)

# -- TCP ---------------------------------------------------------------------


async def over_tcp(host: str, port: int) -> int:
    """Serve the first client that connects to *host* and *port*."""

    async def serve(connected: Callable[[Any, Any], Awaitable[None]]) -> Any:
        async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.closing(writer):
                await connected(reader, writer)

        return await asyncio.start_server(connect, host, port)

    async def converse(
        session: Session, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> int:
        session.server.protocol.set_writer(_Stream(writer))
        filling = asyncio.ensure_future(_fill(session.inbox, reader))
        code = await session.run()
        filling.cancel()
        with contextlib.suppress(OSError):
            await writer.drain()
        return code

    return await _first_session("tcp", serve, converse)


async def _fill(inbox: Inbox, reader: asyncio.StreamReader) -> None:
    framer = Framer()
    with contextlib.suppress(OSError):
        while piece := await reader.read(_PIECE):
            inbox.put(decoded_together([*framer.feed(piece)]))
    inbox.close()


class _Stream:
    """Writes messages to a connection."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, body: bytes) -> None:
        """Send a message; what a lost client does not get is dropped."""
        if not self._writer.is_closing():
            self._writer.write(framed(body))

    def close(self) -> None:
        """Part of pygls's interface."""


# -- WebSocket ---------------------------------------------------------------


async def over_websocket(host: str, port: int) -> int:
    """Serve the first client that opens a WebSocket at *host* and *port*."""
    from websockets.asyncio.server import serve as serve_websocket  # noqa: PLC0415

    async def serve(connected: Callable[..., Awaitable[None]]) -> Any:
        return await serve_websocket(
            connected,
            host,
            port,
            max_size=None,
            compression=None,
            close_timeout=_LONGEST_GOODBYE,
            process_request=_refuse_strangers,
        )

    async def converse(session: Session, socket: ServerConnection) -> int:
        sender = _Sender(socket)
        session.server.protocol.set_writer(sender)
        filling = asyncio.ensure_future(_fill_from_socket(session.inbox, socket))
        code = await session.run()
        await sender.finish()
        await socket.close()
        filling.cancel()
        return code

    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    return await _first_session("ws", serve, converse)


def _refuse_strangers(socket: ServerConnection, request: Request) -> Response | None:
    """Web pages from elsewhere may not talk to a server on this machine."""
    origin = request.headers.get("Origin")
    if origin is None or _LOCAL_ORIGIN.fullmatch(origin):
        return None
    return socket.respond(403, "web pages from elsewhere are not served\n")


async def _fill_from_socket(inbox: Inbox, socket: ServerConnection) -> None:
    from websockets.exceptions import ConnectionClosed  # noqa: PLC0415

    with contextlib.suppress(ConnectionClosed):
        async for body in socket:
            inbox.put([decoded(body)])
    inbox.close()


class _Sender:
    """Sends messages over a WebSocket one after the other."""

    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket
        self._bodies: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._task = asyncio.ensure_future(self._send_all())

    def write(self, body: bytes) -> None:
        """Send a message, soon."""
        self._bodies.put_nowait(body)

    def close(self) -> None:
        """Part of pygls's interface."""

    async def finish(self) -> None:
        """Wait until all is sent, or the client gone."""
        self._bodies.put_nowait(None)
        await self._task

    async def _send_all(self) -> None:
        from websockets.exceptions import ConnectionClosed  # noqa: PLC0415

        with contextlib.suppress(ConnectionClosed):
            while (body := await self._bodies.get()) is not None:
                await self._socket.send(body.decode("ascii"))


# -- listening ---------------------------------------------------------------


async def _first_session(
    scheme: str,
    serve: Callable[[Any], Awaitable[Any]],
    converse: Callable[..., Awaitable[int]],
) -> int:
    """Listen until a session has been held; its exit code.

    Who connects without a word does not keep the next one out; who comes while a
    session is held is turned away.
    """
    outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    sessions: list[Session] = []

    async def connected(*connection: Any) -> None:
        if any(session.has_begun for session in sessions):
            return
        session = Session()
        sessions.append(session)
        code = await converse(session, *connection)
        if session.has_begun and not outcome.done():
            outcome.set_result(code)

    listener = await serve(connected)
    for socket in listener.sockets:
        host, port = socket.getsockname()[:2]
        sys.stderr.write(f"bacalhau-ls listens on {scheme}://{host}:{port}\n")
        sys.stderr.flush()
    code = await outcome
    listener.close()
    return code
