"""The server as a process: bytes in, bytes out, and when it leaves."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls.lsp import lifetime, pipe
from tests.lsp.talk import BROKEN_JOB, JOB, URI
from tests.lsp.wire import INITIALIZE, SERVER, TIMEOUT, Wire, framed, started

if TYPE_CHECKING:
    from collections.abc import Iterator

HELLO = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": INITIALIZE}
STATUS = {"jsonrpc": "2.0", "id": 2, "method": "bacalhau/status", "params": {"uri": URI}}
WITH_THREADS = (
    "import sys; from bacalhau_ls.lsp import main, pipe\n"
    "pipe._are_awaitable = lambda *_: False\n"
    "sys.exit(main.serve_stdio())\n"
)
THREADED = (sys.executable, "-W", "error", "-c", WITH_THREADS)
"""The server where the system cannot wait for pipes without a thread."""
either_way = pytest.mark.parametrize("server", [SERVER, THREADED], ids=["awaited", "threaded"])


def did_open(text: str) -> bytes:
    item = {"uri": URI, "languageId": "json", "version": 1, "text": text}
    params = {"textDocument": item}
    return framed({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params})


@either_way
def test_an_orderly_session_leaves_0_and_writes_no_log(server: tuple[str, ...]) -> None:
    with started(*server) as wire:
        assert wire.initialize()["result"]["serverInfo"]["name"] == "bacalhau-ls"
        wire.write(did_open(BROKEN_JOB))
        assert wire.read()["params"]["diagnostics"][0]["code"] == "unknown-value"
        wire.shut_down()

        assert wire.exit_code() == 0
        assert wire.log() == ""


def test_exit_without_shutdown_leaves_1() -> None:
    with started() as wire:
        wire.initialize()
        wire.send("exit")

        assert wire.exit_code() == 1


@pytest.mark.parametrize(
    "header", ["content-length: {}", "CONTENT-LENGTH: {}", "Content-Type: x\r\ncontent-length:{}"]
)
def test_headers_in_any_case(header: str) -> None:
    with started() as wire:
        wire.write(framed(HELLO, header), framed(STATUS, header))

        assert [wire.read()["id"] for _ in range(2)] == [1, 2]


@either_way
def test_messages_split_anywhere_and_merged(server: tuple[str, ...]) -> None:
    with started(*server) as wire:
        stream = framed(HELLO) + framed(STATUS) + framed({**STATUS, "id": 3})
        cut = len(framed(HELLO)) + 7
        wire.write(stream[:5], stream[5:30], stream[30:cut], stream[cut:])

        assert [wire.read()["id"] for _ in range(3)] == [1, 2, 3]


def test_rubbish_is_answered_and_survived() -> None:
    with started() as wire:
        wire.write(framed(HELLO), framed(b"{"), framed(b"\xff"), b"X: y\r\n\r\n", framed(STATUS))
        replies = [wire.read() for _ in range(4)]

        assert [reply["id"] for reply in replies] == [1, None, None, 2]
        assert replies[1]["error"]["code"] == -32700


def test_a_nested_key_named_jsonrpc() -> None:
    with started() as wire:
        wire.initialize(initializationOptions={"trace": {"jsonrpc": "2.0", "id": 9}})
        wire.write(framed({**STATUS, "params": {"uri": URI, "jsonrpc": "2.0"}}))

        assert wire.reply(2)["result"]["active"] is False


def test_characters_beyond_ascii_and_line_separators() -> None:
    with started() as wire:
        wire.initialize()
        text = JOB.replace("hello", "h\u2028😀").replace('"batch"', '"\u2028ü😀"')
        wire.write(did_open(text))
        diagnostic = next(
            each for each in wire.read()["params"]["diagnostics"] if each["code"] == "unknown-value"
        )

        assert diagnostic["range"]["start"] == {"line": 2, "character": 10}
        assert diagnostic["range"]["end"] == {"line": 2, "character": 16}
        assert "\u2028ü😀" in diagnostic["message"]


def test_a_lone_surrogate_in_a_text() -> None:
    with started() as wire:
        wire.initialize()
        item = {"uri": URI, "languageId": "json", "version": 1, "text": "@"}
        body = json.dumps({"jsonrpc": "2.0", "method": "textDocument/didOpen",
                           "params": {"textDocument": item}})  # fmt: skip
        text = json.dumps(BROKEN_JOB).replace("batsch", "\\ud800")
        wire.write(framed(body.replace('"@"', text).encode()))

        assert wire.read()["params"]["diagnostics"]


@either_way
def test_a_closed_input_ends_the_server(server: tuple[str, ...]) -> None:
    with started(*server) as wire:
        wire.initialize()
        assert wire.process.stdin
        wire.process.stdin.close()

        assert wire.exit_code() == 1


@either_way
def test_what_came_before_the_end_of_the_input_is_answered(server: tuple[str, ...]) -> None:
    with started(*server) as wire:
        wire.write(framed(HELLO) + framed(STATUS))
        assert wire.process.stdin
        wire.process.stdin.close()

        assert [wire.read()["id"] for _ in range(2)] == [1, 2]
        assert wire.read() is None


@either_way
def test_a_client_that_does_not_listen_is_gone(server: tuple[str, ...]) -> None:
    script = (
        "import subprocess, sys\n"
        "server = subprocess.Popen(sys.argv[1:], stdin=0, stdout=subprocess.PIPE)\n"
        "server.stdout.close()\n"
        "sys.exit(server.wait())\n"
    )
    with started(sys.executable, "-c", script, *server) as wire:
        wire.write(framed(HELLO))

        assert wire.exit_code() == 1


def sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_server_leaves_when_its_editor_is_gone() -> None:
    """Though its input is still open, and nobody collects the editor's remains."""
    editor = sleeper()
    with started() as wire:
        wire.initialize(processId=editor.pid)
        time.sleep(2)
        assert wire.process.poll() is None
        editor.send_signal(signal.SIGKILL)
        code = wire.exit_code()
        editor.wait()

        assert code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_server_leaves_when_its_editor_was_gone_before() -> None:
    editor = sleeper()
    editor.kill()
    editor.wait()
    with started() as wire:
        wire.initialize(processId=editor.pid)

        assert wire.exit_code() == 1


def test_the_editor_is_looked_for_often_enough() -> None:
    assert lifetime.INTERVAL + lifetime.GRACE < 5


@contextlib.contextmanager
def unheard(server: tuple[str, ...], editor: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server that cannot go on writing, as its client does not read."""
    ours, theirs = os.pipe()
    process = subprocess.Popen(
        server, stdin=subprocess.PIPE, stdout=theirs, stderr=subprocess.DEVNULL
    )
    assert process.stdin
    try:
        process.stdin.write(framed({**HELLO, "params": {**INITIALIZE, "processId": editor}}))
        process.stdin.write(framed({**STATUS, "id": "x" * 1000}) * 200)
        process.stdin.flush()
        while select.select([], [theirs], [], 0)[1]:
            assert process.poll() is None
            time.sleep(0.01)
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (ours, theirs):
            os.close(stream)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
@either_way
def test_the_server_leaves_when_the_editor_dies_that_does_not_read(
    server: tuple[str, ...],
) -> None:
    editor = sleeper()
    with unheard(server, editor.pid) as process:
        editor.kill()
        editor.wait()

        assert process.wait(TIMEOUT) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
@either_way
def test_the_server_leaves_when_the_client_says_no_more_and_does_not_read(
    server: tuple[str, ...],
) -> None:
    """Its end of the pipe is still open: somebody else may hold it."""
    with unheard(server, os.getpid()) as process:
        assert process.stdin
        process.stdin.close()

        assert process.wait(TIMEOUT) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_client_that_reads_late_gets_everything() -> None:
    """It may send more than a pipe holds before it looks at the first answer."""
    ours, theirs = os.pipe()
    with subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=theirs) as process:
        os.close(theirs)
        assert process.stdin
        process.stdin.write(framed(HELLO) + framed({**STATUS, "id": "x" * 1000}) * 500)
        process.stdin.write(framed({"jsonrpc": "2.0", "id": 3, "method": "shutdown"}))
        process.stdin.write(framed({"jsonrpc": "2.0", "method": "exit"}))
        process.stdin.flush()
        with os.fdopen(ours, "rb") as answers:
            assert answers.read().count(b'"id":"xxx') == 500

        assert process.wait(TIMEOUT) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="sockets as streams")
def test_one_socket_that_is_input_and_output() -> None:
    ours, theirs = socket.socketpair()
    with ours, subprocess.Popen(SERVER, stdin=theirs.fileno(), stdout=theirs.fileno()) as process:
        theirs.close()
        with ours.makefile("rb") as source, ours.makefile("wb") as sink:
            wire = Wire(source, sink)
            assert wire.initialize()
            time.sleep(2)
            wire.shut_down()

            assert process.wait(TIMEOUT) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
def test_the_streams_are_left_as_they_were_found() -> None:
    ours, theirs = os.pipe()
    with subprocess.Popen(SERVER, stdin=ours, stdout=subprocess.PIPE) as process:
        os.write(theirs, framed(HELLO))
        time.sleep(2)
        os.close(theirs)
        process.communicate()

        assert os.get_blocking(ours)
    os.close(ours)


def test_a_client_that_does_not_read_is_not_waited_for_long() -> None:
    assert pipe.LONGEST_WRITE + 2 * pipe.LOOK < 5


def test_a_server_whose_editor_lives_stays() -> None:
    with started() as wire:
        wire.initialize(processId=os.getpid())
        time.sleep(2)
        wire.shut_down()

        assert wire.exit_code() == 0


def test_what_others_print_does_not_reach_the_client() -> None:
    code = (
        "import sys; from bacalhau_ls.lsp import main, session\n"
        "run = session.Session.run\n"
        "def noisy(self):\n"
        "    print('noise', flush=True)\n"
        "    return run(self)\n"
        "session.Session.run = noisy\n"
        "sys.exit(main.serve_stdio())\n"
    )
    with started(sys.executable, "-c", code) as wire:
        wire.initialize()
        wire.shut_down()

        assert wire.exit_code() == 0
        assert "noise" in wire.log()


def test_the_log_level_comes_from_the_environment() -> None:
    with started(BACALHAU_LS_LOG_LEVEL="debug") as wire:
        wire.initialize()
        wire.write(did_open(JOB.replace("hello", "confidential")))
        wire.shut_down()

        log = wire.log()
        assert "DEBUG" in log
        assert "confidential" not in log


def test_a_document_of_5_mb() -> None:
    with started() as wire:
        wire.initialize()
        wire.write(did_open(JOB.replace("hello", "x" * 5_000_000)))
        wire.read()
        wire.shut_down()

        assert wire.exit_code() == 0


def test_100_000_brackets() -> None:
    with started() as wire:
        wire.initialize()
        wire.write(did_open('{"Tasks": [{"Engine": ' + "[" * 100_000))
        assert "syntax-error" in [each["code"] for each in wire.read()["params"]["diagnostics"]]
        wire.shut_down()

        assert wire.exit_code() == 0


def test_the_answer_to_initialize_waits_for_no_more_than_it_needs() -> None:
    code = (
        "import sys, bacalhau_ls.lsp.stdio\n"
        "print([name for name in sys.argv[1:] if name in sys.modules])"
    )
    heavy = ["jsonschema", "json5", "websockets", "bacalhau_ls.diagnosis", "bacalhau_ls.rules"]
    command = [sys.executable, "-c", code, *heavy]
    found = subprocess.run(command, capture_output=True, check=True, text=True)

    assert found.stdout.strip() == "[]"
