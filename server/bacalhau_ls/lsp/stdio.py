"""The client that started us, at standard input and output."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bacalhau_ls.lsp import lifetime
from bacalhau_ls.lsp.session import Session

if TYPE_CHECKING:
    from bacalhau_ls.lsp.framing import Message
    from bacalhau_ls.lsp.pipe import Pipe


async def over_stdio(pipe: Pipe) -> int:
    """Serve the client at the other end of *pipe*."""
    session = Session()
    loop = asyncio.get_running_loop()

    def deliver(messages: list[Message]) -> None:
        loop.call_soon_threadsafe(session.inbox.put, messages)

    def leave() -> None:
        loop.call_soon_threadsafe(session.inbox.close)

    session.server.protocol.set_writer(pipe)
    session.server.protocol.greeted = pipe.listen(deliver, leave)
    lifetime.watch(lambda: session.server.process_id, leave)
    return await session.run()
