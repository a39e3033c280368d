"""What we announce before the types of LSP are read is what the handlers add up to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bacalhau_ls.lsp.capabilities import announced
from bacalhau_ls.lsp.client import Client
from bacalhau_ls.lsp.greeting import CAPABILITIES, answer_to, greeting
from bacalhau_ls.lsp.server import Server

PREPARES = {"textDocument": {"rename": {"prepareSupport": True}}}


def added_up(client: dict[str, Any]) -> dict[str, Any]:
    """The capabilities that follow from the handlers and their options."""
    server = Server()
    server.meet({"capabilities": client})
    protocol = server.protocol
    body = json.dumps(announced(protocol.fm, server), default=protocol._serialize_message)
    result: dict[str, Any] = json.loads(body)
    return result


def test_the_file_says_what_the_handlers_announce(request: pytest.FixtureRequest) -> None:
    found = added_up(PREPARES)
    if request.config.getoption("--update-cases"):
        CAPABILITIES.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

    assert json.loads(CAPABILITIES.read_bytes()) == found


@pytest.mark.parametrize(
    "client",
    [
        {},
        PREPARES,
        {"general": {"positionEncodings": ["utf-8", "utf-16"]}},
        {"textDocument": {"diagnostic": {}}},
    ],
)
def test_what_depends_on_the_client(client: dict[str, Any]) -> None:
    assert greeting(Client(client))["capabilities"] == added_up(client)


@pytest.mark.parametrize(
    "message",
    [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": []},
        {"jsonrpc": "2.0", "id": None, "method": "initialize", "params": {}},
        {"jsonrpc": "2.0", "method": "initialize", "params": {}},
        {"jsonrpc": "1.0", "id": 1, "method": "initialize", "params": {}},
        {"jsonrpc": "2.0", "id": 1, "method": "shutdown", "params": {}},
        [],
    ],
)
def test_only_a_sound_greeting_is_answered_at_once(message: Any) -> None:
    assert answer_to(message) is None
