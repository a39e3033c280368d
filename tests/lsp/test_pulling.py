"""Diagnostics for clients that ask: of one file and of the whole workspace."""

from __future__ import annotations

import asyncio
import gc
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk

if TYPE_CHECKING:
    from pathlib import Path

PULLS = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
REQUEST_CANCELLED = -32800


def pull(uri: str = URI, previous: str | None = None) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "previousResultId": previous}


def pull_all(previous: dict[str, str] | None = None, **tokens: str) -> dict[str, Any]:
    ids = [{"uri": uri, "value": value} for uri, value in (previous or {}).items()]
    return {"previousResultIds": ids, **tokens}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two specs, one of them bad, among other things."""
    (tmp_path / "good.json").write_text(JOB)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "bad.json").write_text(BROKEN_JOB)
    (tmp_path / "package.json").write_text('{"name": "x",}')
    (tmp_path / "README.md").write_text("Tasks")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "foreign.json").write_text(BROKEN_JOB)
    return tmp_path


def opened(folder: Path, *more: Path) -> dict[str, Any]:
    return {"workspaceFolders": [{"uri": each.as_uri(), "name": "x"} for each in (folder, *more)]}


def by_name(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["uri"].rpartition("/")[2]: item for item in items}


@pytest.mark.asyncio
async def test_an_answer_has_an_id_and_is_not_given_twice() -> None:
    async with Talk(PULLS) as talk:
        talk.open(BROKEN_JOB)
        first = await talk.request("textDocument/diagnostic", pull())
        again = await talk.request("textDocument/diagnostic", pull(previous=first["resultId"]))

    assert first["kind"] == "full"
    assert [each["code"] for each in first["items"]] == ["unknown-value"]
    assert again == {"kind": "unchanged", "resultId": first["resultId"]}


@pytest.mark.asyncio
async def test_the_tree_of_a_closed_file_is_let_go() -> None:
    """What was said about it is still known."""
    async with Talk(PULLS) as talk:
        talk.open(BROKEN_JOB)
        first = await talk.request("textDocument/diagnostic", pull())
        file = talk.server.documents.get(URI)
        assert file is not None
        document = weakref.ref(file.document)
        del file
        talk.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        await talk.settle()
        gc.collect()

        assert document() is None
        talk.open(BROKEN_JOB)
        again = await talk.request("textDocument/diagnostic", pull(previous=first["resultId"]))
        assert again["kind"] == "unchanged"


@pytest.mark.asyncio
async def test_the_id_changes_with_the_diagnostics_only() -> None:
    async with Talk(PULLS) as talk:
        talk.open(BROKEN_JOB)
        first = (await talk.request("textDocument/diagnostic", pull()))["resultId"]
        talk.change({"text": BROKEN_JOB + "\n\n"})
        same = await talk.request("textDocument/diagnostic", pull(previous=first))
        talk.change({"text": "\n" + BROKEN_JOB})
        moved = await talk.request("textDocument/diagnostic", pull(previous=first))

    assert same["kind"] == "unchanged"
    assert moved["kind"] == "full"
    assert moved["items"][0]["range"]["start"]["line"] == 3


@pytest.mark.asyncio
async def test_a_file_that_is_no_spec_has_an_empty_report() -> None:
    async with Talk(PULLS) as talk:
        talk.open("{,}", "file:///package.json")

        report = await talk.request("textDocument/diagnostic", pull("file:///package.json"))
        assert report == {"kind": "full", "items": []}


@pytest.mark.asyncio
async def test_files_that_are_not_open_are_read_from_the_disk(folder: Path) -> None:
    bad, missing = folder / "deep" / "er" / "bad.json", folder / "missing.json"
    async with Talk(PULLS, **opened(folder)) as talk:
        report = await talk.request("textDocument/diagnostic", pull(bad.as_uri()))
        assert [each["code"] for each in report["items"]] == ["unknown-value"]
        report = await talk.request("textDocument/diagnostic", pull(missing.as_uri()))
        assert report["items"] == []


@pytest.mark.asyncio
async def test_every_spec_of_the_workspace_is_reported(folder: Path) -> None:
    async with Talk(PULLS, **opened(folder)) as talk:
        report = await talk.request("workspace/diagnostic", pull_all())

    items = by_name(report["items"])
    assert sorted(items) == ["bad.json", "good.json"]
    assert items["good.json"]["items"] == []
    assert [each["code"] for each in items["bad.json"]["items"]] == ["unknown-value"]
    assert items["bad.json"]["version"] is None


@pytest.mark.asyncio
async def test_open_files_count_as_they_are_in_the_editor(folder: Path) -> None:
    good = folder / "good.json"
    async with Talk(PULLS, **opened(folder)) as talk:
        talk.open(BROKEN_JOB, good.as_uri(), version=7)
        talk.open(BROKEN_JOB, "untitled:Untitled-1")
        items = by_name((await talk.request("workspace/diagnostic", pull_all()))["items"])

    assert sorted(items) == ["bad.json", "good.json", "untitled:Untitled-1"]
    assert items["good.json"]["version"] == 7
    assert len(items["good.json"]["items"]) == 1


@pytest.mark.asyncio
async def test_what_has_not_changed_is_said_to_be_unchanged(folder: Path) -> None:
    bad, good = folder / "deep" / "er" / "bad.json", folder / "good.json"
    async with Talk(PULLS, **opened(folder)) as talk:
        first = (await talk.request("workspace/diagnostic", pull_all()))["items"]
        known = {item["uri"]: item["resultId"] for item in first}
        bad.write_text(JOB)
        good.unlink()
        (folder / "new.json").write_text(JOB)
        items = by_name((await talk.request("workspace/diagnostic", pull_all(known)))["items"])
        again = (await talk.request("workspace/diagnostic", pull_all(known)))["items"]

    assert items["bad.json"]["kind"] == "full"
    assert items["bad.json"]["items"] == []
    assert items["good.json"] == {
        "kind": "full", "uri": good.as_uri(), "version": None, "items": []
    }  # fmt: skip
    assert items["new.json"]["kind"] == "full"
    assert len(again) == 3


@pytest.mark.asyncio
async def test_ids_are_shared_between_the_two_ways_to_ask(folder: Path) -> None:
    bad = (folder / "deep" / "er" / "bad.json").as_uri()
    async with Talk(PULLS, **opened(folder)) as talk:
        report = await talk.request("textDocument/diagnostic", pull(bad))
        known = {bad: report["resultId"]}
        items = by_name((await talk.request("workspace/diagnostic", pull_all(known)))["items"])

    assert items["bad.json"]["kind"] == "unchanged"


@pytest.mark.asyncio
async def test_several_folders_each_file_once(folder: Path) -> None:
    inner = folder / "deep"
    async with Talk(PULLS, **opened(folder, inner)) as talk:
        report = await talk.request("workspace/diagnostic", pull_all())
        assert sorted(by_name(report["items"])) == ["bad.json", "good.json"]
        assert len(report["items"]) == 2

        event = {"added": [], "removed": [{"uri": folder.as_uri(), "name": "x"}]}
        talk.notify("workspace/didChangeWorkspaceFolders", {"event": event})
        report = await talk.request("workspace/diagnostic", pull_all())
        assert sorted(by_name(report["items"])) == ["bad.json"]

        event = {"added": event["removed"], "removed": []}
        talk.notify("workspace/didChangeWorkspaceFolders", {"event": event})
        report = await talk.request("workspace/diagnostic", pull_all())
        assert sorted(by_name(report["items"])) == ["bad.json", "good.json"]


@pytest.mark.asyncio
@pytest.mark.parametrize("root", ["rootUri", "rootPath"])
async def test_older_ways_to_name_the_folder(folder: Path, root: str) -> None:
    value = folder.as_uri() if root == "rootUri" else str(folder)
    async with Talk(PULLS, **{root: value}) as talk:
        report = await talk.request("workspace/diagnostic", pull_all())

    assert len(report["items"]) == 2


@pytest.mark.asyncio
async def test_no_folder_is_an_empty_workspace() -> None:
    async with Talk(PULLS) as talk:
        assert await talk.request("workspace/diagnostic", pull_all()) == {"items": []}


@pytest.mark.asyncio
async def test_results_come_in_parts_and_progress_is_told(tmp_path: Path) -> None:
    for number in range(45):
        (tmp_path / f"{number}.json").write_text(JOB)
    async with Talk(PULLS, **opened(tmp_path)) as talk:
        report = await talk.request(
            "workspace/diagnostic", pull_all(partialResultToken="part", workDoneToken="work")
        )
        progress = talk.said("$/progress")

    parts = [each["value"]["items"] for each in progress if each["token"] == "part"]  # noqa: S105
    work = [each["value"] for each in progress if each["token"] == "work"]  # noqa: S105
    assert report == {"items": []}
    assert [len(items) for items in parts] == [20, 20, 5]
    assert work[0]["kind"] == "begin"
    assert work[0]["cancellable"] is True
    assert work[-1]["kind"] == "end"
    assert work[-2]["message"] == "44 of 45"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "params"),
    [("$/cancelRequest", {"id": "all"}), ("window/workDoneProgress/cancel", {"token": "work"})],
)
async def test_work_can_be_cancelled(tmp_path: Path, method: str, params: dict[str, Any]) -> None:
    for number in range(200):
        (tmp_path / f"{number}.json").write_text(JOB)
    async with Talk(PULLS, **opened(tmp_path)) as talk:
        request = pull_all(workDoneToken="work")
        talk.send({"id": "all", "method": "workspace/diagnostic", "params": request})
        while len(talk.said("$/progress")) < 5:  # noqa: ASYNC110
            await asyncio.sleep(0)
        talk.notify(method, params)
        reply = await talk.reply("all")
        told = talk.said("$/progress")

        assert reply["error"]["code"] == REQUEST_CANCELLED
        assert len(told) < 20
        assert told[-1]["value"]["kind"] == "end"
        assert "active" in await talk.request("bacalhau/status", {"uri": URI})
        assert talk.said("window/logMessage") == []


@pytest.mark.asyncio
async def test_other_requests_are_answered_during_long_work(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.json").write_text(JOB)
    async with Talk(PULLS, **opened(tmp_path)) as talk:
        all_files = talk.ask("workspace/diagnostic", pull_all())
        status = talk.ask("bacalhau/status", {"uri": URI})
        await talk.reply(status)

        assert not any(each.get("id") == all_files for each in talk.sent)
        assert len((await talk.reply(all_files))["result"]["items"]) == 100


@pytest.mark.asyncio
async def test_shutdown_ends_long_work(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.json").write_text(JOB)
    async with Talk(PULLS, **opened(tmp_path)) as talk:
        all_files = talk.ask("workspace/diagnostic", pull_all())
        await asyncio.sleep(0)
        assert await talk.request("shutdown") is None

        assert (await talk.reply(all_files))["error"]["code"] == REQUEST_CANCELLED


@pytest.mark.asyncio
async def test_odd_files_do_not_stop_the_work(folder: Path) -> None:
    (folder / "latin.json").write_bytes(JOB.replace("hello", "hüllo").encode("latin-1"))
    (folder / "mark.json").write_bytes(b"\xef\xbb\xbf" + JOB.encode())
    (folder / "wide.bacalhau.json").write_bytes(JOB.encode("utf-16"))
    (folder / "nul.json").write_bytes(JOB.replace("{", "{\0", 1).encode())
    (folder / "loop").symlink_to(folder)
    (folder / "dangling.json").symlink_to(folder / "missing")
    (folder / "folder.json").mkdir()
    async with Talk(PULLS, **opened(folder)) as talk:
        report = await talk.request("workspace/diagnostic", pull_all())

    items = by_name(report["items"])
    codes = {name: [each["code"] for each in item["items"]] for name, item in items.items()}
    assert codes["mark.json"] == []
    assert "invalid-encoding" in codes["latin.json"]
    assert codes["wide.bacalhau.json"] == ["invalid-encoding"]
    assert "syntax-error" in codes["nul.json"]
    assert sorted(items) == sorted(
        ["bad.json", "good.json", "latin.json", "mark.json", "nul.json", "wide.bacalhau.json"]
    )


@pytest.mark.asyncio
async def test_a_file_that_fails_does_not_take_the_others_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bacalhau_ls import diagnosis, inspection  # noqa: PLC0415

    sound = diagnosis.diagnose

    def fails_on_bad(document: Any, *others: Any) -> Any:
        if "batsch" in document.content:
            raise ZeroDivisionError
        return sound(document, *others)

    monkeypatch.setattr(inspection, "diagnose", fails_on_bad)
    async with Talk(PULLS, **opened(folder)) as talk:
        report = await talk.request("workspace/diagnostic", pull_all())

        assert sorted(by_name(report["items"])) == ["good.json"]
        assert len(talk.said("window/logMessage")) == 1
