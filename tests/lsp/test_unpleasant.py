"""Clients and folders that nobody would wish for."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests import odd_files
from tests.lsp.asking import PARAMS, params
from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk, between
from tests.lsp.test_conformance import FULL, METHODS, REFUSALS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.asyncio
MANY = 5000
CLOSE = {"method": "textDocument/didClose", "params": {"textDocument": {"uri": URI}}}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def folders(path: Path) -> dict[str, Any]:
    return {"workspaceFolders": [{"uri": path.as_uri(), "name": "x"}]}


async def test_versions_that_go_back_and_files_opened_twice() -> None:
    """What came last counts, and diagnostics bear its version."""
    async with Talk() as talk:
        talk.open(JOB, version=9)
        talk.change(between(2, 11, 16, "batsch"), version=3)
        assert await talk.codes() == ["unknown-value"]
        talk.open(JOB, version=1)
        last = await talk.published()
        assert (last["version"], last["diagnostics"]) == (1, [])
        talk.change(between(2, 11, 16, "batsch"), version=1)
        assert await talk.codes() == ["unknown-value"]
        talk.send(CLOSE, CLOSE)

        assert await talk.codes() == []
        assert talk.said("window/showMessage") == []


@pytest.mark.parametrize("method", METHODS)
async def test_a_file_closed_while_it_is_worked_on(method: str, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.json").write_text(JOB)
    place = {"line": 6, "character": 60}
    async with Talk(FULL, **folders(tmp_path)) as talk:
        talk.open()
        ask = {"method": method, "params": params(method, place=place)}
        talk.send({"id": "a", **ask}, CLOSE, {"id": "b", **ask})
        for identity in ("a", "b"):
            reply = await talk.reply(identity)
            assert "result" in reply or reply["error"]["code"] in REFUSALS, reply

        assert [m for m in talk.said("window/logMessage") if m["type"] == 1] == []


@pytest.mark.parametrize("number", [-1000, -1, 1000, 2**70, True, 0.5, "x", {}, []])
async def test_data_that_we_never_gave(number: Any) -> None:
    async with Talk(FULL) as talk:
        talk.open()
        await talk.request("textDocument/completion", params("textDocument/completion"))
        item = {"label": "Name", "data": number}
        assert (await talk.request("completionItem/resolve", item))["label"] == "Name"
        data = {"uri": URI, "version": 1, "start": number, "end": number, "number": number}
        reply = await talk.reply(
            talk.ask("codeAction/resolve", {"title": "Remove it", "data": data})
        )

        assert "result" in reply or reply["error"]["code"] in REFUSALS, reply


async def test_a_client_that_answers_nothing() -> None:
    """Neither for settings nor for registrations, refreshes and progress."""
    refreshes = {
        name: {"refreshSupport": True}
        for name in ("diagnostics", "codeLens", "inlayHint", "semanticTokens")
    }
    able = {
        "workspace": {
            "configuration": True,
            "didChangeConfiguration": {"dynamicRegistration": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True},
            **refreshes,
        },
        "window": {"workDoneProgress": True},
    }
    async with Talk(able) as talk:
        talk.open(BROKEN_JOB)
        await asyncio.sleep(0.6)  # the settings are waited for so long
        assert await talk.codes() == ["unknown-value"]
        for number in range(50):
            severity = {"severity": {"unknown-value": ("hint", "warning")[number % 2]}}
            talk.notify("workspace/didChangeConfiguration", {"settings": {"bacalhau": severity}})
        await asyncio.sleep(0.6)

        assert (await talk.published())["diagnostics"][0]["severity"] == 2
        for method in sorted(PARAMS):
            await talk.reply(talk.ask(method, params(method)))


# -- folders ------------------------------------------------------------------


@POSIX
async def test_a_folder_with_very_many_files(tmp_path: Path) -> None:
    """And with pipes, links in a circle and what cannot be opened."""
    for number in range(MANY):
        folder = tmp_path / f"f{number % 50}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.json").write_text(JOB if number % 100 == 0 else "{}")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "self.json").symlink_to("self.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "closed.json").touch(mode=0)
    async with Talk(FULL, **folders(tmp_path)) as talk:
        long = talk.ask("workspace/diagnostic", {"previousResultIds": []})
        assert "active" in await talk.request("bacalhau/status", {"uri": URI})
        assert not any(each.get("id") == long for each in talk.sent)
        report = await asyncio.wait_for(reply_to(talk, long), 50)
        symbols = await talk.request("workspace/symbol", {"query": "hello"})

        assert len(report["result"]["items"]) == len(symbols) == MANY // 100
        assert [m for m in talk.said("window/logMessage") if m["type"] == 1] == []


async def reply_to(talk: Talk, identity: int) -> dict[str, Any]:
    while True:
        for message in talk.sent:
            if message.get("id") == identity and "method" not in message:
                return message
        await asyncio.sleep(0.01)


async def test_a_folder_that_vanishes_while_it_is_looked_through(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.json").write_text(JOB)
    async with Talk(FULL, **folders(folder)) as talk:
        diagnostic, symbol = "workspace/diagnostic", "workspace/symbol"
        asked = [talk.ask(method, params(method)) for method in (diagnostic, symbol)]
        for _ in range(60):
            await asyncio.sleep(0)
        shutil.rmtree(folder)
        report, symbols = [(await talk.reply(identity))["result"] for identity in asked]
        assert 0 < len(report["items"]) < 200
        assert len(symbols) < 200
        assert (await talk.request(diagnostic, params(diagnostic)))["items"] == []
        assert [m for m in talk.said("window/logMessage") if m["type"] == 1] == []


@POSIX
@pytest.mark.parametrize("name", ["job.json", ".bacalhau-ls.toml", "own.json"])
@pytest.mark.parametrize("kind", odd_files.KINDS)
async def test_what_is_no_file(kind: str, name: str, tmp_path: Path) -> None:
    """A spec, the settings or the schema: nothing is waited for, the rest is judged."""
    (tmp_path / ".bacalhau-ls.toml").write_text('schema = "own.json"\n')
    path = tmp_path / name
    odd_files.put(kind, path)
    other = (tmp_path / "other.json").as_uri()
    async with Talk(FULL, **folders(tmp_path)) as talk:
        asked = params("textDocument/diagnostic", path.as_uri())
        assert (await talk.request("textDocument/diagnostic", asked))["items"] == []
        talk.open(BROKEN_JOB, other)
        await talk.settle()

        asked = params("textDocument/diagnostic", other)
        found = (await talk.request("textDocument/diagnostic", asked))["items"]
        assert [each["code"] for each in found] == ["unknown-value"]
        assert [m for m in talk.said("window/logMessage") if m["type"] == 1] == []
