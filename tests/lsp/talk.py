"""A session inside the test's own process: the fastest way to hear what the server says."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import TYPE_CHECKING, Any

from bacalhau_ls.lsp.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self

TIMEOUT = 10
JOB = """{
  "Name": "hello",
  "Type": "batch",
  "Tasks": [
    {
      "Name": "main",
      "Engine": {"Type": "docker", "Params": {"Image": "ubuntu:22.04"}},
      "Resources": {"CPU": "1", "Memory": "1GB", "Disk": "1GB"}
    }
  ]
}
"""
BROKEN_JOB = JOB.replace('"batch"', '"batsch"')
URI = "file:///specs/job.json"


class Talk:
    """The client's end of a session. Used as an asynchronous context manager."""

    def __init__(self, capabilities: dict[str, Any] | None = None, **initialize: Any) -> None:
        self.session = Session()
        self.server = self.session.server
        self.server.protocol.set_writer(self)
        self.sent: list[dict[str, Any]] = []
        """All that the server has said, in order."""
        self.answers: dict[str, Any] = {}
        """What to answer to requests of the server, by method; without an entry, nothing."""
        self.initialize_params = {
            "processId": None,
            "rootUri": None,
            "capabilities": capabilities or {},
            **initialize,
        }
        self.result: dict[str, Any] = {}
        self._ids = itertools.count(1)

    async def __aenter__(self) -> Self:
        self._running = asyncio.ensure_future(self.session.run())
        self.result = await self.request("initialize", self.initialize_params)
        self.notify("initialized", {})
        await self.settle()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.session.inbox.close()
        await asyncio.wait_for(self._running, TIMEOUT)

    # -- the writer of the server --------------------------------------------

    def write(self, body: bytes) -> None:
        message = json.loads(body)
        self.sent.append(message)
        if "method" in message and "id" in message and message["method"] in self.answers:
            answer = {"jsonrpc": "2.0", "id": message["id"]}
            given = self.answers[message["method"]]
            result = given(message.get("params")) if callable(given) else given
            self.session.inbox.put([{**answer, "result": result}])

    def close(self) -> None:
        pass

    # -- out -----------------------------------------------------------------

    def send(self, *messages: Any) -> None:
        """Messages that arrive together."""
        self.session.inbox.put(
            {"jsonrpc": "2.0", **each} if isinstance(each, dict) else each for each in messages
        )

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> int:
        """Send a request; its id."""
        identity = next(self._ids)
        self.send({"id": identity, "method": method, "params": params})
        return identity

    async def request(self, method: str, params: Any = None) -> Any:
        """The result of a request."""
        reply = await self.reply(self.ask(method, params))
        assert "error" not in reply, reply
        return reply["result"]

    async def refusal(self, method: str, params: Any = None) -> dict[str, Any]:
        """The error that a request is answered with."""
        error = (await self.reply(self.ask(method, params)))["error"]
        assert isinstance(error, dict)
        return error

    def open(
        self, text: str = JOB, uri: str = URI, version: int = 1, language: str = "json"
    ) -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, *changes: Any, uri: str = URI, version: int | None = 2) -> None:
        item = {"uri": uri, "version": version}
        self.notify(
            "textDocument/didChange", {"textDocument": item, "contentChanges": list(changes)}
        )

    # -- in ------------------------------------------------------------------

    async def reply(self, identity: Any) -> dict[str, Any]:
        """The answer to the request of that id."""
        return await self.heard(lambda m: m.get("id", ...) == identity and "method" not in m)

    async def heard(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that is *wanted*; fails if it does not come."""

        async def first() -> dict[str, Any]:
            while True:
                for message in self.sent:
                    if wanted(message):
                        return message
                await asyncio.sleep(0.001)

        return await asyncio.wait_for(first(), TIMEOUT)

    def said(self, method: str) -> list[Any]:
        """The params of all notifications and requests of *method* up to now."""
        return [each.get("params") for each in self.sent if each.get("method") == method]

    async def settle(self) -> None:
        """Wait until the server has nothing more to do."""
        for _ in range(50):
            await asyncio.sleep(0)
        while self.session.inbox:  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0)
        for _ in range(50):
            await asyncio.sleep(0)

    async def published(self, uri: str = URI) -> dict[str, Any]:
        """The latest diagnostics of a file, when all is said."""
        await self.settle()
        found = [
            each for each in self.said("textDocument/publishDiagnostics") if each["uri"] == uri
        ]
        assert found, "nothing was published"
        assert isinstance(found[-1], dict)
        return found[-1]

    async def codes(self, uri: str = URI) -> list[str]:
        """The codes of the latest diagnostics of a file."""
        return [each["code"] for each in (await self.published(uri))["diagnostics"]]


def between(line: int, start: int, end: int, text: str) -> dict[str, Any]:
    """A change on one line."""
    a_range = {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }
    return {"range": a_range, "text": text}
