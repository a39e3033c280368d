"""Code actions: offered with their diagnostics, made for one version of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import URI, Talk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.asyncio
SPEC = """{
  "name": "job", // 😀
  "Type": "batch",
  "Priority": 1000
}
"""
LITERALS: dict[str, Any] = {
    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
    "isPreferredSupport": True,
}
LAZY = LITERALS | {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}
VERSIONED = {"workspaceEdit": {"documentChanges": True}}
NAME = {"start": {"line": 1, "character": 3}, "end": {"line": 1, "character": 3}}


def capabilities(code_action: dict[str, Any]) -> dict[str, Any]:
    return {"textDocument": {"codeAction": code_action}, "workspace": VERSIONED}


async def asked(talk: Talk, a_range: Any = None, **context: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await talk.request(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": URI},
            "range": a_range or NAME,
            "context": {"diagnostics": [], **context},
        },
    )
    return found


def named(actions: list[dict[str, Any]], title: str) -> dict[str, Any]:
    fitting = [each for each in actions if each["title"] == title]
    assert fitting, [each["title"] for each in actions]
    return fitting[0]


async def test_edits_are_for_a_version() -> None:
    async with Talk(capabilities(LITERALS)) as talk:
        talk.open(SPEC, version=7, language="bacalhau")
        action = named(await asked(talk), "Rename to `Name`")

        assert action["kind"] == "quickfix"
        assert action["isPreferred"]
        assert [each["code"] for each in action["diagnostics"]] == ["unknown-property"]
        (change,) = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": URI, "version": 7}
        assert [each["newText"] for each in change["edits"]] == ["N"]


async def test_edits_come_when_an_action_is_chosen() -> None:
    async with Talk(capabilities(LAZY)) as talk:
        talk.open(SPEC, language="bacalhau")
        action = named(await asked(talk), "Rename to `Name`")
        assert "edit" not in action
        resolved = await talk.request("codeAction/resolve", action)

        (change,) = resolved["edit"]["documentChanges"]
        assert [each["newText"] for each in change["edits"]] == ["N"]


async def test_no_edits_for_a_text_that_is_gone() -> None:
    async with Talk(capabilities(LAZY)) as talk:
        talk.open(SPEC, version=1, language="bacalhau")
        action = named(await asked(talk), "Rename to `Name`")
        talk.change({"text": SPEC.replace("name", "nam")}, version=2)

        assert (await talk.refusal("codeAction/resolve", action))["code"] == -32801


async def test_a_client_without_literals_gets_nothing() -> None:
    async with Talk() as talk:
        talk.open(SPEC, language="bacalhau")

        assert await asked(talk) == []


async def test_kinds_that_are_asked_for() -> None:
    async with Talk(capabilities(LITERALS)) as talk:
        talk.open(SPEC, language="bacalhau")
        kinds = {each["kind"] for each in await asked(talk, only=["source"])}
        assert kinds == {"source.fixAll.bacalhau", "source.organizeKeys.bacalhau"}
        automatic = await asked(talk, triggerKind=2)
        assert not [each for each in automatic if each["kind"].startswith("source")]
        refactorings = await asked(talk, only=["refactor"])
        assert {each["kind"] for each in refactorings} <= {"refactor.rewrite", "refactor.extract"}


async def test_all_safe_fixes() -> None:
    async with Talk(capabilities(LITERALS)) as talk:
        talk.open(SPEC, language="bacalhau")
        (action,) = await asked(talk, only=["source.fixAll"])

        (change,) = action["edit"]["documentChanges"]
        assert [each["newText"] for each in change["edits"]] == ["N"]


async def test_the_clients_own_diagnostic_comes_back() -> None:
    async with Talk(capabilities(LITERALS)) as talk:
        talk.open(SPEC, language="bacalhau")
        first = named(await asked(talk), "Rename to `Name`")["diagnostics"][0]
        own = first | {"data": {"mine": 1}}
        action = named(await asked(talk, diagnostics=[own]), "Rename to `Name`")

        assert action["diagnostics"][0].get("data") == {"mine": 1}


async def test_columns_count_as_agreed() -> None:
    async with Talk(capabilities(LITERALS)) as talk:
        talk.open('{"Labels": {"😀": 1}, "Name": "x"}', language="bacalhau")
        place = {"start": {"line": 0, "character": 18}, "end": {"line": 0, "character": 18}}
        action = named(await asked(talk, place), "Put it in quotes")

        (change,) = action["edit"]["documentChanges"]
        columns = [edit["range"]["start"]["character"] for edit in change["edits"]]
        assert columns == [18]


async def test_what_strict_json_cannot_say_is_said_in_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / ".bacalhau-ls.toml"
    settings.write_text('strictness = "json"\n', encoding="utf-8")
    uri = (tmp_path / "job.json").as_uri()
    async with Talk(capabilities(LITERALS)) as talk:
        talk.open(SPEC.replace(" // 😀", ""), uri=uri, language="bacalhau")
        params = {"textDocument": {"uri": uri}, "range": NAME, "context": {"diagnostics": []}}
        found = await talk.request("textDocument/codeAction", params)

    assert not [each for each in found if each["title"].startswith("Ignore")]
    action = named(found, "Turn off `unknown-property` in `.bacalhau-ls.toml`")
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"]["uri"] == settings.as_uri()
    assert change["edits"][0]["newText"] == '\n[severity]\nunknown-property = "off"\n'
