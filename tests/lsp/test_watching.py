"""Files that the client watches for us."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import BROKEN_JOB, JOB, Talk

if TYPE_CHECKING:
    from pathlib import Path

FILE = ".bacalhau-ls.toml"
WATCHES = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
WATCHES_RELATIVE = {
    "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True}
}


def folders(path: Path) -> dict[str, Any]:
    return {"workspaceFolders": [{"uri": path.as_uri(), "name": "x"}]}


async def severities(talk: Talk, uri: str) -> list[int]:
    return [each["severity"] for each in (await talk.published(uri))["diagnostics"]]


def watched(talk: Talk) -> list[Any]:
    """The patterns that the client was asked to watch last."""
    asked = [
        each["registerOptions"]["watchers"]
        for params in talk.said("client/registerCapability")
        for each in params["registrations"]
        if each["method"] == "workspace/didChangeWatchedFiles"
    ]
    return [watcher["globPattern"] for watcher in asked[-1]] if asked else []


@pytest.mark.asyncio
async def test_what_is_watched_by_patterns(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('schema = "own.json"')
    inner = tmp_path / "inner"
    async with Talk({"workspace": WATCHES}, **folders(inner)) as talk:
        assert watched(talk) == [
            f"**/{FILE}",
            "**/*.{json,jsonc,json5,yaml,yml}",
            (tmp_path / FILE).as_posix(),
            (tmp_path / "own.json").as_posix(),
        ]


@pytest.mark.asyncio
async def test_what_is_watched_by_relative_patterns(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('files = ["*.txt"]')
    inner = tmp_path / "inner"
    async with Talk({"workspace": WATCHES_RELATIVE}, **folders(inner)) as talk:
        base, above = inner.as_uri(), tmp_path.as_uri()
        assert watched(talk) == [
            {"baseUri": base, "pattern": f"**/{FILE}"},
            {"baseUri": base, "pattern": "**/*.{json,jsonc,json5,yaml,yml}"},
            {"baseUri": base, "pattern": "**/*.txt"},
            {"baseUri": above, "pattern": FILE},
        ]


@pytest.mark.asyncio
async def test_a_client_that_cannot_is_not_asked() -> None:
    async with Talk({"workspace": {"didChangeWatchedFiles": {}}}) as talk:
        assert talk.said("client/registerCapability") == []


@pytest.mark.asyncio
async def test_another_schema_is_watched_instead(tmp_path: Path) -> None:
    async with Talk({"workspace": WATCHES}, **folders(tmp_path)) as talk:
        for name in ("a.json", "a.json", "b.json"):
            settings = {"bacalhau": {"schema": name}}
            talk.notify("workspace/didChangeConfiguration", {"settings": settings})
            await talk.settle()

        assert len(talk.said("client/registerCapability")) == 3
        assert len(talk.said("client/unregisterCapability")) == 2
        assert watched(talk)[-1] == (tmp_path / "b.json").as_posix()


@pytest.mark.asyncio
async def test_a_watched_file_of_settings_takes_effect_at_once(tmp_path: Path) -> None:
    uri, settings = (tmp_path / "job.json").as_uri(), tmp_path / FILE
    settings.write_text('severity.unknown-value = "hint"')
    stamp = settings.stat()
    async with Talk({"workspace": WATCHES}, **folders(tmp_path)) as talk:
        talk.open(BROKEN_JOB, uri)
        assert await severities(talk, uri) == [4]
        settings.write_text('severity.unknown-value = "off" ')
        os.utime(settings, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        change = {"uri": settings.as_uri(), "type": 2}
        talk.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

        assert await severities(talk, uri) == []


@pytest.mark.asyncio
async def test_new_files_are_found_when_the_client_tells_of_them(tmp_path: Path) -> None:
    capabilities = {"workspace": WATCHES, "textDocument": {"diagnostic": {}}}
    async with Talk(capabilities, **folders(tmp_path)) as talk:
        assert await talk.request("workspace/diagnostic", {"previousResultIds": []}) == {
            "items": []
        }
        job = tmp_path / "job.json"
        job.write_text(JOB)
        change = {"uri": job.as_uri(), "type": 1}
        talk.notify("workspace/didChangeWatchedFiles", {"changes": [change]})
        report = await talk.request("workspace/diagnostic", {"previousResultIds": []})

        assert [item["uri"] for item in report["items"]] == [job.as_uri()]
