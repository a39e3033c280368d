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
    """A server with its inbox. The transport fills the one and sets the other's writer.

    A message is taken out when the loop comes round after it has arrived, so that what has
    arrived meanwhile may overtake it. No task waits for messages: waking one takes its time.
    """

    def __init__(self) -> None:
        self.inbox = Inbox(self._call)
        self.server = Server()
        self.server.input_waits = lambda: len(self.inbox) > 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_called = False

    @property
    def has_begun(self) -> bool:
        """Whether the client has said anything that counts."""
        return self.server.protocol.stage is not Stage.NEW

    async def run(self) -> int:
        """Answer the client until it leaves; the exit code that LSP asks for."""
        self._loop = loop = asyncio.get_running_loop()
        self._over = loop.create_future()
        with ClientLog(lambda params: loop.call_soon_threadsafe(self._log, params)):
            self._call()
            await self._over
        return self.server.protocol.exit_code

    def _call(self) -> None:
        """Have the next message taken out soon."""
        if self._loop is not None and not self._is_called:
            self._is_called = True
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        """Handle one message; other tasks, and what arrives meanwhile, come before the next."""
        self._is_called = False
        if self._over.done():
            return
        try:
            self._handle_next()
        except Exception as error:  # noqa: BLE001 - whoever runs the session is to know
            self._over.set_exception(error)
            return
        if self.inbox.is_over or self.server.protocol.stage is Stage.ENDED:
            self._over.set_result(None)

    def _handle_next(self) -> None:
        incoming = self.inbox.take()
        if incoming is not None:
            self.server.protocol.receive(incoming.message, withdrawn=incoming.withdrawn)
            if len(self.inbox) > 0:
                self._call()

    def _log(self, params: types.LogMessageParams) -> None:
        if self.server.protocol.stage is Stage.RUNNING:
            self.server.window_log_message(params)
