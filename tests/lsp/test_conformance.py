"""Every announced method answers in the shape that LSP gives the answer, wherever it is asked."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from lsprotocol import converters, types

from bacalhau_ls.lsp import handlers
from tests.lsp.asking import PARAMS, at, params
from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk

pytestmark = pytest.mark.asyncio

FULL: dict[str, Any] = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "configuration": True,
        "symbol": {"resolveSupport": {"properties": ["location.range"]}},
    },
    "textDocument": {
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
            "isPreferredSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "diagnostic": {"relatedDocumentSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "hover": {"contentFormat": ["markdown"]},
        "rename": {"prepareSupport": True},
        "semanticTokens": {"requests": {"full": True, "range": True}, "tokenTypes": ["property"]},
    },
    "window": {"workDoneProgress": True},
}
LEAST: dict[str, Any] = {}
METHODS = sorted(PARAMS)
TEXTS = {
    "spec": JOB,
    "mistake": BROKEN_JOB,
    "half": JOB[: len(JOB) // 2],
    "empty": "",
    "other": '{"name": "left-pad", "version": "1.0.0"}',
    "odd": '{"Tasks": [{"Engine": {"Type": "\ud83d\ude00", \r "a\u2028b": [}',
}
PLACES = {
    "start": at(0, 0),
    "key": at(1, 4),
    "value": at(2, 12),
    "deep": at(6, 40),
    "behind-the-line": at(1, 2**31 - 1),
    "behind-the-file": at(2**31 - 1, 0),
}
REFUSALS = {types.ErrorCodes.InvalidParams.value, types.LSPErrorCodes.RequestFailed.value,
            types.LSPErrorCodes.ContentModified.value}  # fmt: skip
"""What a request may be refused with that is sound but cannot be done."""


@cache
def converter() -> Any:
    return converters.get_converter()


def structured(method: str, reply: dict[str, Any]) -> Any:
    """The reply as the type that LSP gives it; raises if it has another shape."""
    response_type: Any = types.METHOD_TO_TYPES[method][1]
    return converter().structure(reply, response_type)


async def test_every_request_is_here() -> None:
    asked = {each.method for each in handlers.all_handlers()}
    notifications = {
        method
        for method in asked
        if method in types.METHOD_TO_TYPES and types.METHOD_TO_TYPES[method][1] is None
    }

    assert asked - notifications == set(METHODS)


@pytest.mark.parametrize("capabilities", [FULL, LEAST], ids=["able", "plain"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("method", METHODS)
async def test_the_answer_has_its_shape(
    method: str, text: str, capabilities: dict[str, Any]
) -> None:
    async with Talk(capabilities) as talk:
        talk.open(text, language="bacalhau")
        for place in PLACES.values():
            reply = await talk.reply(talk.ask(method, params(method, place=place)))
            if "error" in reply:
                assert reply["error"]["code"] in REFUSALS, reply
                assert "Traceback" not in reply["error"]["message"]
            elif method in types.METHOD_TO_TYPES:
                structured(method, reply)
        assert talk.said("window/logMessage") == []
        assert talk.said("window/showMessage") == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("uri", ["file:///never/opened.json", "untitled:Untitled-1", "", "::"])
async def test_a_file_that_is_not_open(method: str, uri: str) -> None:
    async with Talk(FULL) as talk:
        reply = await talk.reply(talk.ask(method, params(method, uri=uri)))

        assert "result" in reply or reply["error"]["code"] in REFUSALS, reply
        assert talk.said("window/logMessage") == []


@pytest.mark.parametrize("method", [each for each in METHODS if each != "workspace/executeCommand"])
@pytest.mark.parametrize("wrong", [None, [], 3, "x", {"textDocument": None}, {"position": {}}])
async def test_params_of_another_shape(method: str, wrong: Any) -> None:
    """They are refused; what asks for nothing may answer all the same."""
    async with Talk(FULL) as talk:
        talk.open()
        reply = await talk.reply(talk.ask(method, wrong))

        refused = reply.get("error", {}).get("code") == types.ErrorCodes.InvalidParams.value
        assert refused or _asks_for_nothing(method, wrong), reply
        assert talk.said("window/logMessage") == []


def _asks_for_nothing(method: str, wrong: Any) -> bool:
    params_type: Any = types.METHOD_TO_TYPES.get(method, (None, None, None))[2]
    try:
        return params_type is not None and bool(converter().structure(wrong, params_type))
    except Exception:  # noqa: BLE001 - whatever the converter raises
        return False


@pytest.mark.parametrize("method", METHODS)
async def test_a_hundred_that_nobody_waits_for(method: str) -> None:
    """Requests withdrawn in one breath are all answered, and the next one works."""
    async with Talk(FULL) as talk:
        talk.open()
        asked = [talk.ask(method, params(method)) for _ in range(100)]
        for identity in asked:
            talk.notify("$/cancelRequest", {"id": identity})
        replies = [await talk.reply(identity) for identity in asked]

        cancelled = types.LSPErrorCodes.RequestCancelled.value
        codes = [reply["error"]["code"] for reply in replies if "error" in reply]
        assert set(codes) <= {cancelled, *REFUSALS}
        assert codes.count(cancelled) > 90
        assert "active" in await talk.request("bacalhau/status", {"uri": URI})
