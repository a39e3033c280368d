"""What the client has sent and nobody has looked at yet."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.lsp import raw
from bacalhau_ls.lsp.changes import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bacalhau_ls.lsp.framing import Message

_CANCEL = "$/cancelRequest"
_CHANGE = "textDocument/didChange"


class Incoming(NamedTuple):
    """A message whose turn has come."""

    message: Message
    withdrawn: bool = False
    """Whether the client has cancelled it while it was waiting."""


class Inbox:
    """Messages in order of arrival.

    A cancellation overtakes the request that it is meant for, as long as that
    one waits; nothing is computed for a request that nobody wants any more.
    Changes of one file that wait behind each other become one message.
    """

    def __init__(self, ring: Callable[[], None] = lambda: None) -> None:
        self._ring = ring
        """Called when there may be something to take out, or nothing any more."""
        self._waiting: deque[Message] = deque()
        self._requested: set[object] = set()
        self._withdrawn: set[object] = set()
        self._changed: object = None
        """The file of the last one that waits, if it is a change."""
        self._closed = False
        self._held = False

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, messages: Iterable[Message]) -> None:
        """Append what has arrived together."""
        for message in messages:
            if not self._takes_change(message) and not self._withdraws(message):
                self._changed = None
                self._waiting.append(message)
                if (identity := _request_id(message)) is not None:
                    self._requested.add(identity)
        self._ring()

    def _takes_change(self, message: Message) -> bool:
        """Append a change, or join it to the one before; whether *message* is a sound one."""
        uri = _changed_by(message)
        if uri is None:
            return False
        try:
            if uri == self._changed:
                self._waiting[-1]["params"].add(message["params"])
            else:
                self._waiting.append({**message, "params": changed(message["params"])})
                self._changed = uri
        except raw.UNSOUND:
            return False
        return True

    def close(self) -> None:
        """Nothing will arrive any more; what waits is still to be handled."""
        self._closed = True
        self._ring()

    def hold(self) -> None:
        """Give out nothing for now: the client does not take the answers."""
        self._held = True

    def release(self) -> None:
        """Go on."""
        self._held = False
        self._ring()

    @property
    def is_over(self) -> bool:
        """Whether the client is gone and nothing waits."""
        return self._closed and not self._waiting

    def take(self) -> Incoming | None:
        """The next message; None if there is none now."""
        if not self._waiting or (self._held and not self._closed):
            return None
        message = self._waiting.popleft()
        if not self._waiting:
            self._changed = None
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
    identity = message.get("id") if isinstance(message, dict) else None
    return identity if isinstance(identity, (str, int)) and "method" in message else None


def _changed_by(message: Message) -> object:
    """The file that *message* changes, if it does that and is not to be refused."""
    if not isinstance(message, dict) or message.get("method") != _CHANGE:
        return None
    if "id" in message or message.get("jsonrpc") != "2.0":
        return None
    try:
        return message["params"]["textDocument"]["uri"]
    except (LookupError, TypeError):
        return None
