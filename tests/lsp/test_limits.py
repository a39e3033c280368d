"""Large messages, large files and many of them: the server stays, and says where it stops."""

from __future__ import annotations

import json
from typing import Any

from tests.lsp.talk import BROKEN_JOB, JOB, URI
from tests.lsp.wire import Process, framed, started

MEGABYTE = 1_000_000
STATUS = {"jsonrpc": "2.0", "id": 2, "method": "bacalhau/status", "params": {"uri": URI}}


def open_in(wire: Process, text: str, uri: str = URI) -> None:
    item = {"uri": uri, "languageId": "bacalhau", "version": 1, "text": text}
    wire.send("textDocument/didOpen", {"textDocument": item})


def published(wire: Process, uri: str = URI) -> list[Any]:
    while (message := wire.read())["method"] != "textDocument/publishDiagnostics":
        pass
    assert message["params"]["uri"] == uri
    found = message["params"]["diagnostics"]
    assert isinstance(found, list)
    return found


def test_a_message_of_50_mb() -> None:
    """One that means nothing to us is answered like any other."""
    with started() as wire:
        wire.initialize()
        body = json.dumps({**STATUS, "params": {"uri": URI, "more": "x" * 50 * MEGABYTE}}).encode()
        wire.write(framed(body))
        assert wire.reply(2)["result"]["active"] is False
        wire.shut_down()

        assert wire.exit_code() == 0


def test_a_file_above_the_limit() -> None:
    """One finding says so; what is typed is not lost, and below the limit all is checked."""
    large = JOB.replace('"hello"', f'"{"x" * 21 * MEGABYTE}"')
    with started() as wire:
        wire.initialize()
        open_in(wire, large)
        found = published(wire)
        assert [each["code"] for each in found] == ["too-large"]
        assert "20 MB" in found[0]["message"]

        start = {"line": 1, "character": 11}
        end = {"line": 1, "character": 11 + 21 * MEGABYTE}
        change = {"range": {"start": start, "end": end}, "text": "hello"}
        item = {"uri": URI, "version": 2}
        wire.send("textDocument/didChange", {"textDocument": item, "contentChanges": [change]})
        assert published(wire) == []
        wire.shut_down()

        assert wire.exit_code() == 0


def test_two_thousand_open_files() -> None:
    uris = [f"file:///specs/{number}.job.json" for number in range(2000)]
    with started() as wire:
        wire.initialize()
        for uri in uris:
            open_in(wire, BROKEN_JOB, uri)
        said = [wire.read()["params"] for _ in uris]
        assert sorted(each["uri"] for each in said) == sorted(uris)
        assert {each["diagnostics"][0]["code"] for each in said} == {"unknown-value"}
        for uri in uris:
            wire.send("textDocument/didClose", {"textDocument": {"uri": uri}})
        wire.shut_down()

        assert wire.exit_code() == 0
