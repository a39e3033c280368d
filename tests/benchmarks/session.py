"""One server over stdio, with raw messages: nothing of a client library is measured."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typing_extensions import Self

    from tests.benchmarks.peers import Peer

_PATIENCE = 120.0
_CAPABILITIES = {
    "workspace": {
        "configuration": True,
        "workspaceFolders": True,
        "diagnostics": {"refreshSupport": True},
    },
    "textDocument": {
        "synchronization": {"dynamicRegistration": False},
        "publishDiagnostics": {"versionSupport": True},
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "documentationFormat": ["markdown", "plaintext"],
                "resolveSupport": {"properties": ["documentation"]},
            }
        },
        "formatting": {"dynamicRegistration": False},
    },
}


class _Arrival(NamedTuple):
    time: float
    """When its last byte was here."""
    body: bytes


class Gone(Exception):  # noqa: N818 - it may have ended in good order
    """The server has ended or does not answer."""


class Session:
    """A running server. `sent` and `arrived` are the times of the last message either way."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.uri = f"file:///benchmark/{peer.file}"
        self.sent = self.arrived = 0.0
        self._count = 0
        self._arrivals: queue.Queue[_Arrival | None] = queue.Queue()
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            peer.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            self.request("shutdown")
            self.notify("exit")
            self._process.wait(5)
        except (Gone, OSError, subprocess.TimeoutExpired):
            self._process.kill()
        self._process.communicate()

    @property
    def pid(self) -> int:
        return self._process.pid

    # -- messages ------------------------------------------------------------

    def initialize(self) -> float:
        """Shake hands; the seconds from the start of the process to its answer."""
        capabilities = json.loads(json.dumps(_CAPABILITIES))
        if self.peer.pulls:
            capabilities["textDocument"]["diagnostic"] = {"dynamicRegistration": False}
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": None,
                "workspaceFolders": None,
                "capabilities": capabilities,
                "initializationOptions": self.peer.options,
            },
        )
        taken = self.arrived - self.started
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": self.peer.settings})
        return taken

    def notify(self, method: str, params: Any = None) -> float:
        """Send a notification; the time at which it was sent."""
        return self._send({"method": method, "params": params})

    def together(self, notifications: Iterable[tuple[str, Any]]) -> float:
        """Send notifications in one piece; the time at which they were sent."""
        bodies = [_body({"method": method, "params": params}) for method, params in notifications]
        return self._write(b"".join(bodies))

    def request(self, method: str, params: Any = None) -> Any:
        """The result of a request."""
        self._count += 1
        identity = self._count
        self._send({"id": identity, "method": method, "params": params})
        answer = self.until(lambda each: each.get("id") == identity and "method" not in each)
        if "error" in answer:
            message = f"{self.peer.name}: {method}: {answer['error']['message']}"
            raise Gone(message)
        return answer["result"]

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is *wanted*; questions of the server are answered meanwhile."""
        while True:
            message = self._next(_PATIENCE)
            if message is None:
                raise Gone(self.peer.name)
            if wanted(message):
                return message

    def settle(self, quiet: float) -> None:
        """Wait until the server has said nothing for so many seconds."""
        while self._next(quiet) is not None:
            pass

    def _next(self, patience: float) -> dict[str, Any] | None:
        try:
            arrival = self._arrivals.get(timeout=patience)
        except queue.Empty:
            return None
        if arrival is None:
            raise Gone(self.peer.name)
        self.arrived = arrival.time
        message: dict[str, Any] = json.loads(arrival.body)
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, question: dict[str, Any]) -> Any:
        if question["method"] != "workspace/configuration":
            return None
        items = question["params"]["items"]
        return [self.peer.settings.get(item.get("section")) for item in items]

    # -- bytes ---------------------------------------------------------------

    def _send(self, message: dict[str, Any]) -> float:
        return self._write(_body(message))

    def _write(self, piece: bytes) -> float:
        stream = _there(self._process.stdin)
        self.sent = time.perf_counter()
        stream.write(piece)
        stream.flush()
        return self.sent

    def _read(self) -> None:
        stream = _there(self._process.stdout)
        while (length := _length(stream)) is not None:
            body = stream.read(length)
            self._arrivals.put(_Arrival(time.perf_counter(), body))
        self._arrivals.put(None)


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _body(message: dict[str, Any]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def _length(stream: IO[bytes]) -> int | None:
    """The length that the headers announce; None at the end of the stream."""
    length = None
    while line := stream.readline():
        if line == b"\r\n":
            return length
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return None
