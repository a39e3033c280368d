"""Every request gets exactly one answer, whatever it is and whenever it comes."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest

from bacalhau_ls.lsp.framing import Unreadable
from bacalhau_ls.lsp.session import Session
from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
NOT_INITIALIZED = -32002
CANCELLED = -32800

INITIALIZE = {"id": 0, "method": "initialize", "params": {"capabilities": {}}}
SHUTDOWN = {"id": 9, "method": "shutdown"}
EXIT = {"method": "exit"}
DIAGNOSTIC = {"textDocument": {"uri": URI}}


class Writer(list[Any]):
    def write(self, body: bytes) -> None:
        self.append(json.loads(body))

    def close(self) -> None:
        pass


def held(*messages: Any) -> tuple[list[Any], int]:
    """What the server says to *messages*, and its exit code when the client then leaves."""

    async def whole() -> tuple[list[Any], int]:
        session, writer = Session(), Writer()
        session.server.protocol.set_writer(writer)
        session.inbox.put(
            {"jsonrpc": "2.0", **each} if isinstance(each, dict) else each for each in messages
        )
        session.inbox.close()
        code = await session.run()
        return list(writer), code

    return asyncio.run(asyncio.wait_for(whole(), 10))


def code_of(reply: dict[str, Any]) -> int | None:
    return reply["error"]["code"] if "error" in reply else None


@pytest.mark.parametrize(
    ("messages", "codes"),
    [
        ([{"id": 1, "method": "textDocument/diagnostic", "params": DIAGNOSTIC}], [NOT_INITIALIZED]),
        ([{"id": 1, "method": "shutdown"}], [NOT_INITIALIZED]),
        ([{"id": 1, "method": "no/such"}, INITIALIZE], [NOT_INITIALIZED, None]),
        ([{"method": "textDocument/didOpen", "params": {}}, INITIALIZE], [None]),
        ([INITIALIZE, INITIALIZE], [None, INVALID_REQUEST]),
        ([INITIALIZE, {"id": 1, "method": "no/such"}], [None, METHOD_NOT_FOUND]),
        ([INITIALIZE, {"id": 1, "method": "$/such"}], [None, METHOD_NOT_FOUND]),
        ([INITIALIZE, {"method": "$/such"}, {"method": "no/such"}], [None]),
        ([INITIALIZE, SHUTDOWN, {"id": 1, "method": "x"}], [None, None, INVALID_REQUEST]),
        ([INITIALIZE, SHUTDOWN, SHUTDOWN], [None, None, INVALID_REQUEST]),
        ([INITIALIZE, SHUTDOWN, INITIALIZE], [None, None, INVALID_REQUEST]),
        ([INITIALIZE, SHUTDOWN, {"method": "textDocument/didOpen", "params": 3}], [None, None]),
        ([{"id": 1, "method": "initialize", "params": []}, INITIALIZE], [INVALID_PARAMS, None]),
        ([Unreadable("no"), INITIALIZE], [PARSE_ERROR, None]),
        ([[], INITIALIZE], [INVALID_REQUEST, None]),
        (
            [{"jsonrpc": "1.0", "id": 1, "method": "initialize"}, INITIALIZE],
            [INVALID_REQUEST, None],
        ),
        ([INITIALIZE, {"id": 1, "method": []}, {"method": None}], [None, *[INVALID_REQUEST] * 2]),
        ([{"id": 7, "result": {}}, {"id": 8, "error": 3}, {"id": [], "result": 1}], []),
        ([INITIALIZE, {"id": "a", "method": "x", "params": 3}], [None, METHOD_NOT_FOUND]),
    ],
)
def test_answers_in_every_stage(messages: list[Any], codes: list[int | None]) -> None:
    said, _code = held(*messages)

    assert [code_of(reply) for reply in said] == codes


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([INITIALIZE, SHUTDOWN, EXIT], 0),
        ([INITIALIZE, SHUTDOWN], 0),
        ([INITIALIZE, EXIT], 1),
        ([EXIT], 1),
        ([INITIALIZE], 1),
        ([], 1),
        ([INITIALIZE, EXIT, SHUTDOWN], 1),
    ],
    ids=["orderly", "no-exit", "no-shutdown", "at-once", "lost", "nothing", "after-exit"],
)
def test_exit_codes(messages: list[Any], code: int) -> None:
    assert held(*messages)[1] == code


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/diagnostic", None),
        ("textDocument/diagnostic", {}),
        ("textDocument/diagnostic", []),
        ("textDocument/diagnostic", {"textDocument": 3}),
        ("workspace/diagnostic", {"previousResultIds": 3}),
        ("bacalhau/status", {}),
        ("bacalhau/status", {"uri": 3}),
    ],
)
async def test_invalid_params_are_refused(method: str, params: Any) -> None:
    async with Talk() as talk:
        error = await talk.refusal(method, params)

        assert error["code"] == INVALID_PARAMS
        assert "data" not in error
        assert talk.said("window/showMessage") == []
        assert (await talk.request("bacalhau/status", {"uri": URI}))["active"] is False


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didOpen", {}),
        ("textDocument/didOpen", {"textDocument": {"uri": 3, "text": ""}}),
        ("textDocument/didChange", {"textDocument": {"uri": URI}}),
        ("textDocument/didChange", {"textDocument": {"uri": URI}, "contentChanges": [{"text": 1}]}),
        (
            "textDocument/didChange",
            {
                "textDocument": {"uri": URI},
                "contentChanges": [{"text": "", "range": {"start": {}, "end": {}}}],
            },
        ),
        ("textDocument/didClose", None),
        ("workspace/didChangeWorkspaceFolders", {"event": 3}),
        ("workspace/didChangeWatchedFiles", {"changes": [{}]}),
        ("$/cancelRequest", {"id": []}),
        ("window/workDoneProgress/cancel", {"token": {}}),
        ("$/setTrace", {"value": "loud"}),
    ],
)
async def test_invalid_notifications_are_logged_and_let_be(method: str, params: Any) -> None:
    async with Talk() as talk:
        talk.open()
        talk.notify(method, params)

        assert await talk.codes() == []
        assert talk.said("window/showMessage") == []
        assert [method in each["message"] for each in talk.said("window/logMessage")] == [True]


@pytest.mark.asyncio
async def test_a_nested_key_named_jsonrpc_is_a_key() -> None:
    async with Talk() as talk:
        item = {"uri": URI, "languageId": "json", "version": 1, "text": JOB, "jsonrpc": "2.0"}
        talk.notify("textDocument/didOpen", {"textDocument": item, "jsonrpc": {"id": 1}})
        options = {"uri": URI, "x": {"jsonrpc": "2.0", "method": "exit"}}

        assert (await talk.request("bacalhau/status", options))["active"]


@pytest.mark.asyncio
@pytest.mark.parametrize("identity", [1, 0, -1, "1", "", "ü"])
async def test_any_id_comes_back(identity: Any) -> None:
    async with Talk() as talk:
        talk.send({"id": identity, "method": "bacalhau/status", "params": {"uri": URI}})

        assert "result" in await talk.reply(identity)


@pytest.mark.asyncio
@pytest.mark.parametrize("identity", [None, [], {}, 1.5, True])
async def test_an_id_that_is_no_id_is_answered_too(identity: Any) -> None:
    async with Talk() as talk:
        talk.send({"id": identity, "method": "bacalhau/status", "params": {"uri": URI}})

        assert code_of(await talk.reply(None)) == INVALID_REQUEST


def test_odd_capabilities_do_not_keep_a_client_out() -> None:
    odd: Any = {
        "general": {"positionEncodings": [3, "utf-7"]},
        "textDocument": None,
        "workspace": [],
    }
    said, _code = held({**INITIALIZE, "params": {"capabilities": odd, "trace": "loud"}})

    assert said[0]["result"]["capabilities"]["positionEncoding"] == "utf-16"


@pytest.mark.parametrize(
    "odd",
    [
        {"workspaceFolders": 3},
        {"workspaceFolders": [3, {"uri": "file:///\ud800"}]},
        {"rootUri": "\udcff"},
        {"rootPath": "/\ud800"},
        {"initializationOptions": [], "processId": -(2**70), "clientInfo": 3},
    ],
    ids=str,
)
def test_odd_params_do_not_keep_a_client_out(odd: dict[str, Any]) -> None:
    said, _code = held({**INITIALIZE, "params": {"capabilities": {}, **odd}})

    assert code_of(said[0]) is None


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (None, "utf-16"),
        ([], "utf-16"),
        (["utf-16"], "utf-16"),
        (["utf-8", "utf-16", "utf-32"], "utf-8"),
        (["utf-32", "utf-16"], "utf-32"),
        (["utf-7", "utf-8"], "utf-8"),
    ],
)
def test_the_encoding_that_the_client_likes_best(offered: Any, chosen: str) -> None:
    capabilities = {"general": {"positionEncodings": offered}}
    said, _code = held({**INITIALIZE, "params": {"capabilities": capabilities}})

    assert said[0]["result"]["capabilities"]["positionEncoding"] == chosen


@pytest.mark.asyncio
async def test_a_failing_handler_is_answered_told_once_and_forgotten(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    async with Talk({"textDocument": {"diagnostic": {}}}) as talk:
        talk.open(BROKEN_JOB)
        with monkeypatch.context() as patched:
            patched.setattr("bacalhau_ls.diagnosis.diagnose", fail)
            errors = [await talk.refusal("textDocument/diagnostic", DIAGNOSTIC) for _ in range(3)]
        report = await talk.request("textDocument/diagnostic", DIAGNOSTIC)

        assert [error["code"] for error in errors] == [INTERNAL_ERROR] * 3
        assert "data" not in errors[0]
        assert "Traceback" not in errors[0]["message"]
        assert len(talk.said("window/logMessage")) == 1
        assert talk.said("window/showMessage") == []
        assert any(record.exc_info for record in caplog.records)
        assert len(report["items"]) == 1


@pytest.mark.asyncio
async def test_failing_diagnostics_do_not_stop_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    async with Talk() as talk:
        with monkeypatch.context() as patched:
            patched.setattr("bacalhau_ls.diagnosis.diagnose", fail)
            talk.open(BROKEN_JOB)
            await talk.settle()
            talk.change({"text": BROKEN_JOB + " "})
            await talk.settle()

            assert talk.said("textDocument/publishDiagnostics") == []
            assert len(talk.said("window/logMessage")) == 1
        talk.change({"text": BROKEN_JOB})

        assert await talk.codes() == ["unknown-value"]


@pytest.mark.asyncio
async def test_a_cancelled_request_that_waits_is_not_worked_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Talk({"textDocument": {"diagnostic": {}}}) as talk:
        talk.open()
        await talk.settle()
        calls: list[str] = []
        monkeypatch.setattr(talk.server, "report", calls.append)
        request = {"method": "textDocument/diagnostic", "params": DIAGNOSTIC}
        cancels = [{"method": "$/cancelRequest", "params": {"id": 100 + i}} for i in range(5)]
        talk.send(*({"id": 100 + i, **request} for i in range(6)), *cancels)

        replies = [await talk.reply(100 + i) for i in range(6)]
        assert [code_of(reply) for reply in replies] == [CANCELLED] * 5 + [None]
        assert len(calls) == 1


@pytest.mark.asyncio
async def test_late_and_odd_cancellations_are_let_be() -> None:
    async with Talk() as talk:
        status = await talk.request("bacalhau/status", {"uri": URI})
        for identity in (1, 2, 77, "x"):
            talk.notify("$/cancelRequest", {"id": identity})

        assert await talk.request("bacalhau/status", {"uri": URI}) == status
        assert talk.said("window/logMessage") == []


@pytest.mark.asyncio
async def test_answers_to_questions_never_asked_are_let_be() -> None:
    capabilities = {"workspace": {"configuration": True}}
    async with Talk(capabilities) as talk:
        question = next(m for m in talk.sent if m.get("method") == "workspace/configuration")
        answers = [{"id": question["id"], "result": [{}]}] * 2
        talk.send(*answers, {"id": "x", "error": {"code": 1, "message": "no"}})

        assert "active" in await talk.request("bacalhau/status", {"uri": URI})


@pytest.mark.asyncio
async def test_bodies_are_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with Talk() as talk:
        talk.open(JOB.replace("hello", "confidential").replace("batch", "batsch"))
        await talk.published()

    assert "confidential" not in caplog.text
