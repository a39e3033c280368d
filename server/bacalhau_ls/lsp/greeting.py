"""The answer to `initialize`, which needs none of the types of LSP.

What we can do is written down in `capabilities.json`; a test holds it to what
the handlers announce, and writes it anew with ``--update-cases``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bacalhau_ls import __version__
from bacalhau_ls.lsp.client import Client

NAME = "bacalhau-ls"
CAPABILITIES = Path(__file__).with_name("capabilities.json")


def greeting(client: Client) -> dict[str, Any]:
    """The result of `initialize` for this *client*."""
    capabilities = json.loads(CAPABILITIES.read_bytes())
    capabilities["positionEncoding"] = client.encoding.value
    if not client.can("textDocument.rename.prepareSupport"):
        capabilities["renameProvider"] = True
    if client.would_miss_news:
        del capabilities["diagnosticProvider"]
    return {
        "capabilities": capabilities,
        "serverInfo": {"name": NAME, "version": __version__},
    }


def answer_to(message: Any) -> bytes | None:
    """The body of the answer to a sound `initialize`; None for anything else."""
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return None
    identity, params = message.get("id"), message.get("params")
    if message.get("method") != "initialize" or not isinstance(params, dict):
        return None
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        return None
    result = greeting(Client(params.get("capabilities"), params.get("clientInfo")))
    return json.dumps({"jsonrpc": "2.0", "id": identity, "result": result}).encode("ascii")
