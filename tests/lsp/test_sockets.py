"""The server over TCP and WebSocket."""

from __future__ import annotations

import contextlib
import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.lsp.talk import BROKEN_JOB, URI
from tests.lsp.wire import INITIALIZE, SERVER, TIMEOUT, Process, Wire, started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection


@contextlib.contextmanager
def listening(option: str) -> Iterator[tuple[Process, str, int]]:
    """A server that listens, its host and its port."""
    with started(*SERVER, option, "127.0.0.1:0") as server:
        assert server.process.stderr
        line = server.process.stderr.readline().decode()
        host, port = line.rpartition("//")[2].strip().split(":")
        yield server, host, int(port)


@contextlib.contextmanager
def connected(host: str, port: int) -> Iterator[Wire]:
    """A client; the server may have closed the connection by the end."""
    with (
        socket.create_connection((host, port), TIMEOUT) as connection,
        connection.makefile("rb") as source,
        connection.makefile("wb") as sink,
    ):
        yield Wire(source, sink)
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def open_job(text: str = BROKEN_JOB) -> dict[str, Any]:
    return {"textDocument": {"uri": URI, "languageId": "json", "version": 1, "text": text}}


def test_a_session_over_tcp() -> None:
    with listening("--tcp") as (server, host, port):
        with connected(host, port) as wire:
            wire.initialize(processId=1 << 30)
            wire.send("textDocument/didOpen", open_job())
            assert wire.read()["params"]["diagnostics"][0]["code"] == "unknown-value"
            wire.shut_down()

        assert server.exit_code() == 0


def test_a_lost_tcp_client_leaves_1() -> None:
    with listening("--tcp") as (server, host, port):
        with connected(host, port) as wire:
            wire.initialize()

        assert server.exit_code() == 1


def test_who_only_knocks_at_the_tcp_port_does_not_end_the_server() -> None:
    with listening("--tcp") as (server, host, port):
        with connected(host, port):
            pass
        with connected(host, port) as wire:
            wire.initialize()
            wire.shut_down()

        assert server.exit_code() == 0


def test_one_client_at_a_time_over_tcp() -> None:
    with listening("--tcp") as (server, host, port):
        with connected(host, port), connected(host, port) as first:
            first.initialize()
            with connected(host, port) as second:
                assert second.read() is None
            first.shut_down()

        assert server.exit_code() == 0


def say(client: ClientConnection, method: str, params: Any = None, **more: Any) -> None:
    client.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}))


def hear(client: ClientConnection) -> Any:
    return json.loads(client.recv(TIMEOUT))


def test_a_session_over_websocket() -> None:
    with listening("--ws") as (server, host, port):
        with connect(f"ws://{host}:{port}") as client:
            say(client, "initialize", INITIALIZE, id=1)
            assert hear(client)["id"] == 1
            say(client, "initialized", {})
            say(client, "textDocument/didOpen", open_job())
            assert hear(client)["params"]["diagnostics"][0]["code"] == "unknown-value"
            change = {"text": BROKEN_JOB + " " * 2_000_000}
            document = {"uri": URI, "version": 2}
            params = {"textDocument": document, "contentChanges": [change]}
            say(client, "textDocument/didChange", params)
            assert hear(client)["params"]["version"] == 2
            client.send(b"{")
            assert hear(client)["error"]["code"] == -32700
            say(client, "shutdown", id=2)
            assert hear(client)["result"] is None
            say(client, "exit")

        assert server.exit_code() == 0


@pytest.mark.parametrize("end", ["close", "break"])
def test_a_lost_websocket_client_leaves_1(end: str) -> None:
    with listening("--ws") as (server, host, port):
        with connect(f"ws://{host}:{port}") as client:
            say(client, "initialize", INITIALIZE, id=1)
            hear(client)
            if end == "break":
                client.socket.shutdown(socket.SHUT_RDWR)

        assert server.exit_code() == 1


@pytest.mark.parametrize(
    ("origin", "served"),
    [
        (None, True),
        ("http://localhost:3000", True),
        ("http://127.0.0.1", True),
        ("https://evil.example", False),
        ("http://localhost.evil.example", False),
    ],
)
def test_only_pages_of_this_machine_are_served(origin: str | None, served: bool) -> None:
    with listening("--ws") as (_server, host, port):
        expected = contextlib.nullcontext() if served else pytest.raises(InvalidStatus)
        with expected, connect(f"ws://{host}:{port}", origin=origin) as client:  # type: ignore[arg-type]
            say(client, "initialize", INITIALIZE, id=1)
            assert hear(client)["id"] == 1


@pytest.mark.parametrize("option", ["--tcp", "--ws"])
def test_a_port_that_is_taken_is_one_line_and_2(option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(*SERVER, option, f"127.0.0.1:{port}") as server:
            assert server.exit_code() == 2
            assert len(server.log().splitlines()) == 1
