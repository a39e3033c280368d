"""What fails in us is logged, told once, and hurts nothing else."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from lsprotocol import types

from bacalhau_ls import standards
from bacalhau_ls.governing import GUIDE
from bacalhau_ls.lsp import handlers, server
from bacalhau_ls.rules import rules_of
from tests.lsp.asking import params
from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk, between

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.rules import Rule

pytestmark = pytest.mark.asyncio
FEATURES: dict[str, Any] = {
    "workspace": {"symbol": {}},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}},
        "hover": {"contentFormat": ["markdown"]},
    },
}
INTERNAL_ERROR = types.ErrorCodes.InternalError.value
NEEDED = {"initialized", "textDocument/didOpen", "bacalhau/status"}
"""What the test itself makes use of."""
METHODS = sorted({each.method for each in handlers.all_handlers()} - NEEDED)
NOTIFICATIONS: dict[str, Any] = {
    "textDocument/didChange": {
        "textDocument": {"uri": URI, "version": 2},
        "contentChanges": [{"text": JOB}],
    },
    "textDocument/didSave": {"textDocument": {"uri": URI}},
    "textDocument/didClose": {"textDocument": {"uri": URI}},
    "workspace/didChangeConfiguration": {"settings": {}},
    "workspace/didChangeWorkspaceFolders": {"event": {"added": [], "removed": []}},
    "workspace/didChangeWatchedFiles": {"changes": []},
}
FULL_JOB = """{
  "Name": "all", "Type": "batsch", "Count": 1, "Constraints": [], "Labels": {}, "Meta": {},
  "Tasks": [
    {
      "Name": "main", "Env": {"A": "1"}, "Meta": {},
      "Engine": {"Type": "docker", "Params": {
        "Image": "ubuntu:22.04", "Entrypoint": ["a"], "Parameters": ["b"],
        "EnvironmentVariables": {"B": "2"}, "WorkingDirectory": "/w", "Ports": [{}]}},
      "Resources": {"CPU": "1", "Memory": "1GB", "Disk": "1GB", "GPU": "1"},
      "Network": {"Type": "HTTP", "Domains": ["a.b"], "DNS": ["1.1.1.1"], "Ports": [{"Name": "p"}],
        "Policies": {"Egress": {"Ports": [1]}}},
      "InputSources": [{"Target": "/a", "Alias": "a", "Source": {"Type": "urlDownload",
        "Params": {"URL": "https://a.b/c", "Headers": {"a": "b"}}}}],
      "ResultPaths": [{"Name": "o", "Path": "/o", "Type": "file"}],
      "Publisher": {"Type": "s3", "Params": {"Bucket": "abc", "Key": "k"}},
      "Timeouts": {"ExecutionTimeout": 60, "QueueTimeout": 1, "TotalTimeout": 100}
    },
    {"Name": "wasm", "Engine": {"Type": "wasm", "Params": {"Entrypoint": "a", "Parameters": ["b"],
      "Module": "/m", "EnvironmentVariables": {"A": "b"}, "ImportModules": []}}}
  ]
}
"""


def fail(*_: object, **__: object) -> NoReturn:
    raise ZeroDivisionError


async def fail_later(*_: object) -> NoReturn:
    raise ZeroDivisionError


@pytest.mark.parametrize("failing", [fail, fail_later], ids=["at-once", "later"])
@pytest.mark.parametrize("method", METHODS)
async def test_a_handler(
    method: str,
    failing: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    damaged = [
        replace(each, respond=failing) if each.method == method else each
        for each in handlers.all_handlers()
    ]
    monkeypatch.setattr(server, "all_handlers", lambda: damaged)
    async with Talk(FEATURES) as talk:
        talk.open(BROKEN_JOB)
        for _ in range(3):
            if method in NOTIFICATIONS:
                talk.notify(method, NOTIFICATIONS[method])
            else:
                assert (await talk.refusal(method, params(method)))["code"] == INTERNAL_ERROR
        await talk.settle()

        assert len(talk.said("window/logMessage")) == 1
        assert talk.said("window/showMessage") == []
        assert any(record.exc_info for record in caplog.records)
        assert (await talk.request("bacalhau/status", {"uri": URI}))["active"]
        assert "unknown-value" in await talk.codes()


@pytest.mark.parametrize("broken", rules_of(GUIDE), ids=lambda each: each.code)
async def test_a_rule(broken: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings of all others are there."""
    rules = [replace(broken, check=fail) if each is broken else each for each in rules_of(GUIDE)]
    monkeypatch.setattr(standards, "rules_of", lambda _: rules)
    standards.standard.cache_clear()
    try:
        async with Talk(FEATURES) as talk:
            talk.open(FULL_JOB)
            assert "unknown-value" in await talk.codes()
            talk.change({"text": FULL_JOB + "\n"})
            assert "unknown-value" in await talk.codes()
            (told,) = talk.said("window/logMessage")
            assert broken.code in told["message"]
    finally:
        standards.standard.cache_clear()


async def test_the_front_end_when_a_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is kept, so that what is typed next has its place."""
    async with Talk(FEATURES) as talk:
        with monkeypatch.context() as patched:
            patched.setattr("bacalhau_ls.syntax.json.reading.parser.parse", fail)
            talk.open(BROKEN_JOB, language="bacalhau")
            await talk.settle()
            assert len(talk.said("window/logMessage")) == 1
        talk.change(between(1, 2, 2, " "))

        assert await talk.codes() == ["unknown-value"]
        file = talk.server.documents.get(URI)
        assert file is not None
        assert file.document.content == BROKEN_JOB.replace('"Name"', ' "Name"', 1)


async def test_the_front_end_while_a_file_is_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Talk(FEATURES) as talk:
        talk.open(BROKEN_JOB)
        await talk.settle()
        with monkeypatch.context() as patched:
            patched.setattr("bacalhau_ls.syntax.json.reading.incremental.reparse", fail)
            patched.setattr("bacalhau_ls.syntax.json.reading.parser.parse", fail)
            talk.change(between(1, 2, 2, " "))
            talk.change(between(1, 2, 2, " "))
            await talk.settle()
        talk.change(between(1, 2, 2, " "))

        assert await talk.codes() == ["unknown-value"]
        file = talk.server.documents.get(URI)
        assert file is not None
        assert file.document.content == BROKEN_JOB.replace('"Name"', '   "Name"', 1)


async def test_a_converter(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An answer that cannot be written is an error of the request."""
    caplog.set_level(logging.CRITICAL)
    async with Talk(FEATURES) as talk:
        talk.open()
        with monkeypatch.context() as patched:
            patched.setattr(type(talk.server.protocol._converter), "unstructure", fail)
            refusal = await talk.refusal("textDocument/hover", params("textDocument/hover"))

        assert refusal["code"] == INTERNAL_ERROR
