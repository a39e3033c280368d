"""A session with a server process, byte for byte: nothing of pygls at this end."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

TIMEOUT = 60
"""Seconds; never reached unless something is wrong."""
SERVER = (sys.executable, "-W", "error", "-m", "bacalhau_ls", "serve")
INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}


def framed(message: Any, header: str = "Content-Length: {}") -> bytes:
    """A message as bytes; anything but bytes is sent as JSON."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return header.format(len(body)).encode() + b"\r\n\r\n" + body


class Wire:
    """Writes bytes, reads messages, and never waits for ever."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._sink = sink
        self._messages: queue.Queue[Any] = queue.Queue()
        threading.Thread(target=self._read, args=(source,), daemon=True).start()

    def _read(self, source: BinaryIO) -> None:
        with contextlib.suppress(OSError, ValueError):
            while line := source.readline():
                length = 0
                while line.strip():
                    name, _, value = line.partition(b":")
                    length = int(value) if name == b"Content-Length" else length
                    line = source.readline()
                self._messages.put(json.loads(source.read(length)))
        self._messages.put(None)

    def write(self, *pieces: bytes) -> None:
        for piece in pieces:
            self._sink.write(piece)
            self._sink.flush()

    def send(self, method: str, params: Any = None, **more: Any) -> None:
        self.write(framed({"jsonrpc": "2.0", "method": method, "params": params, **more}))

    def read(self) -> Any:
        """The next message; None if the server has closed the connection."""
        return self._messages.get(timeout=TIMEOUT)

    def reply(self, identity: Any) -> dict[str, Any]:
        """The answer to the request of that id; what comes before it is dropped."""
        while (message := self.read()) is not None:
            if message.get("id", ...) == identity and "method" not in message:
                assert isinstance(message, dict)
                return message
        message = "the server left"
        raise AssertionError(message)

    def initialize(self, **params: Any) -> dict[str, Any]:
        self.send("initialize", {**INITIALIZE, **params}, id="initialize")
        reply = self.reply("initialize")
        self.send("initialized", {})
        return reply

    def shut_down(self) -> None:
        self.send("shutdown", id="shutdown")
        assert self.reply("shutdown")["result"] is None
        self.send("exit")


class Process(Wire):
    """A server on standard input and output."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            command or SERVER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **environment},
        )
        assert self.process.stdin
        assert self.process.stdout
        super().__init__(self.process.stdout, self.process.stdin)  # type: ignore[arg-type]

    def exit_code(self) -> int:
        """The exit code, once the server has left."""
        return self.process.wait(TIMEOUT)

    def log(self) -> str:
        """All that the server wrote to standard error until it left."""
        self.process.wait(TIMEOUT)
        assert self.process.stderr
        return self.process.stderr.read().decode()


@contextlib.contextmanager
def started(*command: str, **environment: str) -> Iterator[Process]:
    """A server process that does not outlive the test."""
    wire = Process(*command, **environment)
    try:
        yield wire
    finally:
        wire.process.kill()
        with contextlib.suppress(OSError):
            assert wire.process.stdin
            wire.process.stdin.close()
        wire.process.wait(TIMEOUT)
        for stream in (wire.process.stdout, wire.process.stderr):
            assert stream
            stream.close()
