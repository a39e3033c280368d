"""What the client has sent and nobody has looked at yet."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

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
        self._changed: tuple[object, str] | None = None
        """What the last one that waits changes, if it does nothing else, see `_changed_by`."""
        self._closed = False
        self._held = False

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, messages: Iterable[Message]) -> None:
        """Append what has arrived together."""
        for message in messages:
            changed = _changed_by(message)
            if changed is not None:
                self._put_change(message, changed)
            elif not self._withdraws(message):
                self._changed = None
                self._waiting.append(message)
                if (identity := _request_id(message)) is not None:
                    self._requested.add(identity)
        self._ring()

    def _put_change(self, change: Message, changed: tuple[object, str]) -> None:
        if changed != self._changed:
            self._changed = changed
            params = {**change["params"], "contentChanges": [*change["params"]["contentChanges"]]}
            self._waiting.append({**change, "params": params})
            return
        params = self._waiting[-1]["params"]
        params["contentChanges"] += change["params"]["contentChanges"]
        params["textDocument"] = change["params"]["textDocument"]

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


def _changed_by(message: Message) -> tuple[object, str] | None:
    """The version of JSON-RPC and the file of a change that can be understood in all its parts."""
    if not isinstance(message, dict) or message.get("method") != _CHANGE or "id" in message:
        return None
    try:
        params = message["params"]
        uri = params["textDocument"]["uri"]
        is_sound = isinstance(uri, str) and all(map(_is_sound, params["contentChanges"]))
    except (LookupError, TypeError):
        return None
    return (message.get("jsonrpc"), uri) if is_sound else None


def _is_sound(change: Any) -> bool:
    if "range" in change:
        start, end = change["range"]["start"], change["range"]["end"]
        if not (type(start["line"]) is type(start["character"]) is int):
            return False
        if not (type(end["line"]) is type(end["character"]) is int):
            return False
    return isinstance(change["text"], str)
