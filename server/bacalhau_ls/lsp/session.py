"""One session from the first message to the last, over any transport."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bacalhau_ls.lsp.inbox import Inbox
from bacalhau_ls.lsp.notices import ClientLog
from bacalhau_ls.lsp.protocol import Stage
from bacalhau_ls.lsp.server import Server

if TYPE_CHECKING:
    from lsprotocol import types


class Session:
    """A server with its inbox. The transport fills the one and sets the other's writer."""

    def __init__(self) -> None:
        self.inbox = Inbox()
        self.server = Server()
        self.server.input_waits = lambda: len(self.inbox) > 0

    @property
    def has_begun(self) -> bool:
        """Whether the client has said anything that counts."""
        return self.server.protocol.stage is not Stage.NEW

    async def run(self) -> int:
        """Answer the client until it leaves; the exit code that LSP asks for."""
        protocol = self.server.protocol
        loop = asyncio.get_running_loop()
        with ClientLog(lambda params: loop.call_soon_threadsafe(self._log, params)):
            while (incoming := await self.inbox.get()) is not None:
                protocol.receive(incoming.message, withdrawn=incoming.withdrawn)
                if protocol.stage is Stage.ENDED:
                    break
                await asyncio.sleep(0)  # other tasks, and what has arrived meanwhile
        return protocol.exit_code

    def _log(self, params: types.LogMessageParams) -> None:
        if self.server.protocol.stage is Stage.RUNNING:
            self.server.window_log_message(params)
