"""What clients do that LSP does not ask them to, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk, between

if TYPE_CHECKING:
    from pathlib import Path

PUBLISH = "textDocument/publishDiagnostics"
METHOD_NOT_FOUND = -32601
HINT = {"bacalhau": {"severity": {"unknown-value": "hint"}}}
LITERALS: dict[str, Any] = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
"""ALE announces that it knows no kind of action, and shows them all."""


# -- positions ---------------------------------------------------------------

WIDE = JOB.replace('  "Type": "batch"', '  "Labels": {"town": "Zürich 😀"}, "Type": "batsch"')
WIDTHS = {"utf-8": 3, "utf-16": 0, "utf-32": -1}
"""How many more units the line has before the mistake than in UTF-16."""


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", WIDTHS)
async def test_a_mistake_is_cured_in_every_encoding(encoding: str) -> None:
    capabilities = {
        "general": {"positionEncodings": [encoding]},
        "textDocument": {"codeAction": LITERALS},
    }
    async with Talk(capabilities) as talk:
        talk.open(WIDE)
        (found,) = (await talk.published())["diagnostics"]
        params = {"textDocument": {"uri": URI}, "range": found["range"]}
        context = {"diagnostics": [found], "only": ["quickfix"]}
        actions = await talk.request("textDocument/codeAction", params | {"context": context})
        (edit,) = actions[0]["edit"]["changes"][URI]
        talk.change({"range": edit["range"], "text": edit["newText"]})
        left = (await talk.published())["diagnostics"]
        file = talk.server.documents.get(URI)

    units = len(WIDE.splitlines()[2].partition('"batsch"')[0].encode("utf-16-le")) // 2
    assert found["range"]["start"] == {"line": 2, "character": units + WIDTHS[encoding]}
    assert left == []
    assert file
    assert file.document.content == WIDE.replace("batsch", "batch")


@pytest.mark.asyncio
async def test_a_place_beyond_the_line_is_its_end() -> None:
    place = {"line": 1, "character": 4000}
    async with Talk() as talk:
        talk.open(JOB)
        for method in ("hover", "completion", "definition", "documentHighlight"):
            params = {"textDocument": {"uri": URI}, "position": place}
            await talk.request(f"textDocument/{method}", params)
        await talk.request(
            "textDocument/hover", {**params, "position": {"line": 4000, "character": 0}}
        )

        assert talk.said("window/logMessage") == []


# -- text --------------------------------------------------------------------


@pytest.mark.asyncio
@pytest.mark.parametrize("version", [None, 1, 0, 7])
async def test_the_latest_text_counts_whatever_its_version(version: int | None) -> None:
    async with Talk() as talk:
        talk.open(JOB, version=5)
        talk.change({"text": BROKEN_JOB}, version=version)
        published = await talk.published()

    assert published.get("version") == version
    assert [each["code"] for each in published["diagnostics"]] == ["unknown-value"]


@pytest.mark.asyncio
@pytest.mark.parametrize("version", [2**31, -(2**70), True, 0.5, "1"])
async def test_a_version_that_is_none_is_left_out(version: Any) -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB, version=version)

        assert (await talk.published()).get("version") is None


@pytest.mark.asyncio
async def test_versions_may_be_left_out() -> None:
    item = {"uri": URI, "languageId": "json", "text": JOB}
    async with Talk() as talk:
        talk.notify("textDocument/didOpen", {"textDocument": item})
        change = {"textDocument": {"uri": URI}, "contentChanges": [{"text": BROKEN_JOB}]}
        talk.notify("textDocument/didChange", change)

        assert await talk.codes() == ["unknown-value"]


@pytest.mark.asyncio
async def test_a_client_may_send_all_of_the_text_each_time() -> None:
    async with Talk() as talk:
        talk.open("")
        for end in range(0, len(BROKEN_JOB) + 1, 7):
            talk.change({"text": BROKEN_JOB[:end]}, version=end)
        talk.change({"text": BROKEN_JOB}, version=len(BROKEN_JOB))

        assert await talk.codes() == ["unknown-value"]


@pytest.mark.asyncio
async def test_changes_of_both_kinds_may_come_together() -> None:
    old_style = {**between(2, 11, 16, "batsch"), "rangeLength": 5}
    async with Talk() as talk:
        talk.open("{}")
        talk.change({"text": JOB}, old_style, {"range": None, "text": JOB}, old_style)

        assert await talk.codes() == ["unknown-value"]


# -- what is not offered, and what is not there ------------------------------


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "method",
    [
        "textDocument/declaration",
        "textDocument/signatureHelp",
        "textDocument/willSaveWaitUntil",
        "textDocument/documentColor",
        "workspace/willRenameFiles",
        "custom/request",
    ],
)
async def test_requests_for_what_was_not_offered_are_refused(method: str) -> None:
    async with Talk() as talk:
        talk.open(JOB)
        error = await talk.refusal(method, {"textDocument": {"uri": URI}})

        assert error["code"] == METHOD_NOT_FOUND
        assert talk.said("window/showMessage") == []


@pytest.mark.asyncio
async def test_notifications_that_nobody_knows_are_passed_over() -> None:
    async with Talk() as talk:
        for method in (
            "textDocument/willSave",
            "$/setTrace",
            "custom/news",
            "workspace/didCreateFiles",
        ):
            talk.notify(method, {"textDocument": {"uri": URI}, "value": "off"})
        talk.open(BROKEN_JOB)

        assert await talk.codes() == ["unknown-value"]
        assert talk.said("window/logMessage") == []


@pytest.mark.asyncio
async def test_a_client_that_announces_nothing_is_asked_nothing() -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB)
        talk.notify("workspace/didChangeConfiguration", {"settings": HINT})
        await talk.settle()

        assert [each["method"] for each in talk.sent if "method" in each and "id" in each] == []
        assert len(talk.said(PUBLISH)) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("info", [None, "Editor", 3, [], {}, {"name": None}, {"name": 3}])
async def test_a_client_may_call_itself_anything(info: Any) -> None:
    async with Talk(clientInfo=info) as talk:
        talk.open(BROKEN_JOB)

        assert await talk.codes() == ["unknown-value"]


@pytest.mark.asyncio
async def test_without_saves_and_watching_settings_count_from_the_next_file_on(
    tmp_path: Path,
) -> None:
    uri = (tmp_path / "job.json").as_uri()
    async with Talk() as talk:
        talk.open(BROKEN_JOB, uri)
        assert await talk.codes(uri) == ["unknown-value"]
        (tmp_path / ".bacalhau-ls.toml").write_text('[severity]\nunknown-value = "off"\n')
        talk.open(JOB, (tmp_path / "other.json").as_uri())

        assert await talk.codes(uri) == []


@pytest.mark.asyncio
async def test_a_client_that_asks_but_takes_no_refresh_is_pushed_to() -> None:
    """Neovim 0.11: it would show old findings until the next edit."""
    able = {"diagnostic": {"dynamicRegistration": False}, "publishDiagnostics": {}}
    async with Talk({"textDocument": able}) as talk:
        assert "diagnosticProvider" not in talk.result["capabilities"]
        talk.open(BROKEN_JOB)
        before = (await talk.published())["diagnostics"]
        talk.notify("workspace/didChangeConfiguration", {"settings": HINT})
        after = (await talk.published())["diagnostics"]

    assert [each["severity"] for each in (*before, *after)] == [1, 4]


@pytest.mark.asyncio
async def test_actions_need_no_kinds_but_literals() -> None:
    found = []
    for able in (LITERALS, {}):
        async with Talk({"textDocument": {"codeAction": able}}) as talk:
            talk.open(BROKEN_JOB)
            a_range = between(2, 12, 12, "")["range"]
            params = {
                "textDocument": {"uri": URI},
                "range": a_range,
                "context": {"diagnostics": []},
            }
            found.append(await talk.request("textDocument/codeAction", params))

    assert "Change to `batch`" in [action["title"] for action in found[0]]
    assert found[1] == []
