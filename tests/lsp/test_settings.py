"""Settings from the client, from files, and which of them wins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk

if TYPE_CHECKING:
    from pathlib import Path

ASKS = {"workspace": {"configuration": True}}
COMMENTED = JOB.replace("{", "{ // a comment", 1)
HINT = {"severity": {"unknown-value": "hint"}}
OFF = {"severity": {"unknown-value": "off"}}
FILE = ".bacalhau-ls.toml"
WARNING = 2


def folders(*paths: Path) -> dict[str, Any]:
    return {"workspaceFolders": [{"uri": path.as_uri(), "name": "x"} for path in paths]}


async def severity(talk: Talk, uri: str = URI) -> int | None:
    """The severity of the one diagnostic; None if there is none."""
    diagnostics = (await talk.published(uri))["diagnostics"]
    assert len(diagnostics) < 2
    return diagnostics[0]["severity"] if diagnostics else None


# -- from the client ---------------------------------------------------------


@pytest.mark.asyncio
@pytest.mark.parametrize("options", [HINT, {"bacalhau": HINT}, {"settings": HINT},
                                     {"settings": {"bacalhau": HINT}}])  # fmt: skip
async def test_settings_come_with_initialize(options: Any) -> None:
    async with Talk(initializationOptions=options) as talk:
        talk.open(BROKEN_JOB)

        assert await severity(talk) == 4


@pytest.mark.asyncio
@pytest.mark.parametrize("pushed", [{"bacalhau": HINT}, {"settings": {"bacalhau": HINT}}, HINT])
async def test_settings_are_pushed(pushed: Any) -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB)
        assert await severity(talk) == 1
        talk.notify("workspace/didChangeConfiguration", {"settings": pushed})

        assert await severity(talk) == 4


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "pushed", [None, [], 3, {}, {"json": {"schemas": []}, "editor": 3}, {"bacalhau": None}]
)
async def test_other_things_that_are_pushed_change_nothing(pushed: Any) -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB)
        await talk.settle()
        talk.notify("workspace/didChangeConfiguration", {"settings": pushed})
        talk.notify("workspace/didChangeConfiguration")

        assert await severity(talk) == 1
        assert len(talk.said("textDocument/publishDiagnostics")) == 1
        assert talk.said("window/showMessage") == []


@pytest.mark.asyncio
async def test_settings_are_asked_for_per_folder(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    by_scope = {None: {}, one.as_uri(): HINT, two.as_uri(): OFF}

    def answer(params: Any) -> list[Any]:
        assert {item["section"] for item in params["items"]} == {"bacalhau"}
        return [by_scope[item.get("scopeUri")] for item in params["items"]]

    talk = Talk(ASKS, **folders(one, two))
    talk.answers["workspace/configuration"] = answer
    async with talk:
        for path in (one, two, tmp_path):
            talk.open(BROKEN_JOB, (path / "job.json").as_uri())

        assert await severity(talk, (one / "job.json").as_uri()) == 4
        assert await severity(talk, (two / "job.json").as_uri()) is None
        assert await severity(talk, (tmp_path / "job.json").as_uri()) == 1


@pytest.mark.asyncio
async def test_nothing_is_shown_before_the_settings_have_come() -> None:
    talk = Talk(ASKS)
    talk.answers["workspace/configuration"] = [OFF]
    async with talk:
        talk.open(BROKEN_JOB)
        await talk.settle()

        assert [each["diagnostics"] for each in talk.said("textDocument/publishDiagnostics")] == [
            []
        ]


@pytest.mark.asyncio
async def test_a_change_without_content_makes_us_ask_again() -> None:
    talk = Talk(ASKS)
    talk.answers["workspace/configuration"] = [{}]
    async with talk:
        talk.open(BROKEN_JOB)
        assert await severity(talk) == 1
        talk.answers["workspace/configuration"] = [HINT]
        talk.notify("workspace/didChangeConfiguration", {"settings": None})

        assert await severity(talk) == 4


@pytest.mark.asyncio
async def test_a_client_that_never_answers_holds_up_nothing() -> None:
    async with Talk(ASKS) as talk:
        talk.open(BROKEN_JOB)
        report = await talk.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})
        assert len(report["items"]) == 1
        await talk.heard(lambda m: m.get("method") == "textDocument/publishDiagnostics")

        assert await severity(talk) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("answer", [None, [], [None], [3, 4], {"bacalhau": HINT}, "no"])
async def test_odd_answers_are_no_settings(answer: Any) -> None:
    talk = Talk(ASKS)
    talk.answers["workspace/configuration"] = answer
    async with talk:
        talk.open(BROKEN_JOB)

        assert await severity(talk) == 1
        assert talk.said("window/logMessage") == []


@pytest.mark.asyncio
async def test_a_refusal_to_answer_is_no_settings() -> None:
    async with Talk(ASKS) as talk:
        question = next(m for m in talk.sent if m.get("method") == "workspace/configuration")
        talk.send({"id": question["id"], "error": {"code": -32601, "message": "no"}})
        talk.open(BROKEN_JOB)
        await talk.heard(lambda m: m.get("method") == "textDocument/publishDiagnostics")

        assert await severity(talk) == 1
        assert talk.said("window/showMessage") == []


@pytest.mark.asyncio
async def test_a_client_that_can_be_told_tells_us_of_changes() -> None:
    capabilities = {"workspace": {"didChangeConfiguration": {"dynamicRegistration": True}}}
    async with Talk(capabilities) as talk:
        registered = talk.said("client/registerCapability")[0]["registrations"][0]

    assert registered["method"] == "workspace/didChangeConfiguration"
    assert registered["registerOptions"] == {"section": "bacalhau"}


@pytest.mark.asyncio
async def test_clients_that_pull_are_asked_to_pull_again() -> None:
    capabilities = {
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": True}},
    }
    async with Talk(capabilities) as talk:
        assert talk.said("workspace/diagnostic/refresh") == []
        for _ in range(2):
            talk.notify("workspace/didChangeConfiguration", {"settings": {"bacalhau": HINT}})
        await talk.settle()

        assert len(talk.said("workspace/diagnostic/refresh")) == 1


@pytest.mark.asyncio
async def test_clients_without_settings_are_not_asked_to_pull_again() -> None:
    workspace = {"configuration": True, "diagnostics": {"refreshSupport": True}}
    talk = Talk({"textDocument": {"diagnostic": {}}, "workspace": workspace})
    talk.answers["workspace/configuration"] = [None]
    async with talk:
        await talk.settle()

        assert talk.said("workspace/diagnostic/refresh") == []


# -- broken settings ---------------------------------------------------------


@pytest.mark.asyncio
async def test_a_broken_setting_is_its_default_and_one_message() -> None:
    async with Talk(initializationOptions={"strictness": "josn", **HINT}) as talk:
        talk.open(BROKEN_JOB)
        talk.open(COMMENTED, "file:///other.json")

        assert await severity(talk) == 4
        assert await severity(talk, "file:///other.json") is None
        shown = talk.said("window/showMessage")
        assert len(shown) == 1
        assert shown[0]["type"] == WARNING
        assert "`strictness`" in shown[0]["message"]


@pytest.mark.asyncio
@pytest.mark.parametrize("content", ["strictness = ", "strictness = 3", "[]]", "\udcff = 1"])
async def test_a_broken_file_of_settings_is_one_message(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_bytes(content.encode("utf-8", "surrogateescape"))
    uri = (tmp_path / "job.json").as_uri()
    async with Talk(**folders(tmp_path)) as talk:
        talk.open(BROKEN_JOB, uri)

        assert await severity(talk, uri) == 1
        shown = [each["message"] for each in talk.said("window/showMessage")]
        assert len(shown) == 1
        assert FILE in shown[0]


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [None, "{", "[]", '"x"', '{"type": 3}'])
async def test_a_schema_that_is_no_good_is_one_message(tmp_path: Path, content: str | None) -> None:
    schema = tmp_path / "my.schema.json"
    if content is not None:
        schema.write_text(content)
    async with Talk(initializationOptions={"schema": str(schema)}) as talk:
        talk.open(BROKEN_JOB)
        talk.open(BROKEN_JOB, "file:///other.json")

        assert await severity(talk) == 1
        shown = [each["message"] for each in talk.said("window/showMessage")]
        assert [str(schema) in message for message in shown] == [True]


# -- files -------------------------------------------------------------------


@pytest.mark.asyncio
async def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / FILE).write_text('severity.unknown-value = "hint"')
    (tmp_path / "a" / FILE).write_text('severity.unknown-value = "information"')
    async with Talk(**folders(tmp_path / "a")) as talk:
        for path, expected in [(tmp_path, 4), (inner, 3)]:
            uri = (path / "job.json").as_uri()
            talk.open(BROKEN_JOB, uri)
            assert await severity(talk, uri) == expected


@pytest.mark.asyncio
@pytest.mark.parametrize("event", ["didOpen", "didSave"])
async def test_files_are_looked_at_when_the_client_does_not_watch(
    tmp_path: Path, event: str
) -> None:
    uri, settings = (tmp_path / "job.json").as_uri(), tmp_path / FILE

    async def look() -> None:
        if event == "didOpen":
            talk.open("{}", "file:///other.json")
        else:
            talk.notify("textDocument/didSave", {"textDocument": {"uri": uri}})

    async with Talk() as talk:
        talk.open(BROKEN_JOB, uri)
        assert await severity(talk, uri) == 1
        settings.write_text('severity.unknown-value = "hint"')
        await look()
        assert await severity(talk, uri) == 4
        settings.write_text('severity.unknown-value = "information"')
        await look()
        assert await severity(talk, uri) == 3
        settings.unlink()
        await look()
        assert await severity(talk, uri) == 1


@pytest.mark.asyncio
async def test_a_schema_of_ones_own_is_used_and_looked_at(tmp_path: Path) -> None:
    schema = tmp_path / "my.schema.json"
    uri = (tmp_path / "job.json").as_uri()
    schema.write_text(json.dumps({"type": "object", "properties": {"Type": {"enum": ["batsch"]}}}))
    (tmp_path / FILE).write_text(f'schema = "{schema.name}"')
    async with Talk() as talk:
        talk.open(BROKEN_JOB, uri)
        assert "unknown-value" not in await talk.codes(uri)
        schema.write_text(json.dumps({"properties": {"Type": {"enum": ["batch"]}}}))
        talk.notify("textDocument/didSave", {"textDocument": {"uri": uri}})

        assert "unknown-value" in await talk.codes(uri)


@pytest.mark.asyncio
async def test_patterns_name_further_files(tmp_path: Path) -> None:
    uri = (tmp_path / "jobs" / "x.txt").as_uri()
    async with Talk(**folders(tmp_path)) as talk:
        talk.open("[", uri)
        assert not (await talk.request("bacalhau/status", {"uri": uri}))["active"]
        settings = {"bacalhau": {"files": ["jobs/*.txt"]}}
        talk.notify("workspace/didChangeConfiguration", {"settings": settings})

        assert "syntax-error" in await talk.codes(uri)
