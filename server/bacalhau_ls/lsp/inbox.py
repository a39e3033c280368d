"""What the client has sent and nobody has looked at yet."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.lsp.framing import Message

_CANCEL = "$/cancelRequest"


class Incoming(NamedTuple):
    """A message whose turn has come."""

    message: Message
    withdrawn: bool = False
    """Whether the client has cancelled it while it was waiting."""


class Inbox:
    """Messages in order of arrival.

    A cancellation overtakes the request that it is meant for, as long as that
    one waits; nothing is computed for a request that nobody wants any more.
    """

    def __init__(self) -> None:
        self._waiting: deque[Message] = deque()
        self._requested: set[object] = set()
        self._withdrawn: set[object] = set()
        self._closed = False
        self._arrival = asyncio.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, messages: Iterable[Message]) -> None:
        """Append what has arrived together."""
        for message in messages:
            if not self._withdraws(message):
                self._waiting.append(message)
                self._requested.add(_request_id(message))
        self._arrival.set()

    def close(self) -> None:
        """Nothing will arrive any more; what waits is still to be handled."""
        self._closed = True
        self._arrival.set()

    async def get(self) -> Incoming | None:
        """The next message; None once the client is gone and nothing waits."""
        while not self._waiting:
            if self._closed:
                return None
            self._arrival.clear()
            await self._arrival.wait()
        message = self._waiting.popleft()
        identity = _request_id(message)
        self._requested.discard(identity)
        withdrawn = identity is not None and identity in self._withdrawn
        self._withdrawn.discard(identity)
        return Incoming(message, withdrawn)

    def _withdraws(self, message: Message) -> bool:
        if not isinstance(message, dict) or message.get("method") != _CANCEL:
            return False
        params = message.get("params")
        identity = params.get("id") if isinstance(params, dict) else None
        if not isinstance(identity, str | int) or identity not in self._requested:
            return False
        self._withdrawn.add(identity)
        return True


def _request_id(message: Message) -> object:
    """The id of a request; None if *message* is something else."""
    if not isinstance(message, dict) or "method" not in message:
        return None
    identity = message.get("id")
    return identity if isinstance(identity, str | int) else None
