"""The conversion in an editor: a new file, if the client can make one and it is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import Talk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.asyncio
SPEC = "Name: job # c\nType: batch\n"
JSON_SPEC = '{"Name": "job", "Type": "batch", "Tasks": []}\n'
LITERALS: dict[str, Any] = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
LAZY = LITERALS | {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}
CREATES = {"documentChanges": True, "resourceOperations": ["create", "rename"]}
START = {"line": 0, "character": 0}


def capabilities(code_action: dict[str, Any], edit: dict[str, Any]) -> dict[str, Any]:
    return {"textDocument": {"codeAction": code_action}, "workspace": {"workspaceEdit": edit}}


async def offered(talk: Talk, uri: str) -> list[dict[str, Any]]:
    params = {
        "textDocument": {"uri": uri},
        "range": {"start": START, "end": START},
        "context": {"diagnostics": [], "only": ["refactor"]},
    }
    found = await talk.request("textDocument/codeAction", params)
    return [each for each in found if each["title"].endswith("in a new file")]


@pytest.mark.parametrize("code_action", [LITERALS, LAZY], ids=["at once", "lazily"])
async def test_a_new_file(tmp_path: Path, code_action: dict[str, Any]) -> None:
    uri = (tmp_path / "my job.bacalhau.yaml").as_uri()
    async with Talk(capabilities(code_action, CREATES)) as talk:
        talk.open(SPEC, uri=uri, language="yaml")
        (action,) = await offered(talk, uri)
        if "edit" not in action:
            action = await talk.request("codeAction/resolve", action)

        assert action["title"] == "Convert to JSON in a new file"
        new, change = action["edit"]["documentChanges"]
        assert new == {"kind": "create", "uri": (tmp_path / "my job.bacalhau.jsonc").as_uri()}
        assert change["textDocument"] == {"uri": new["uri"], "version": None}
        (edit,) = change["edits"]
        directive = "# bacalhau-ls: specification=bacalhau"
        assert edit["newText"] == f'{directive}\n{{\n  "Name": "job", # c\n  "Type": "batch"\n}}\n'
        assert edit["range"] == {"start": START, "end": START}


async def test_to_yaml(tmp_path: Path) -> None:
    uri = (tmp_path / "a.bacalhau.json").as_uri()
    async with Talk(capabilities(LITERALS, CREATES)) as talk:
        talk.open(JSON_SPEC, uri=uri, language="bacalhau")
        (action,) = await offered(talk, uri)

        new, change = action["edit"]["documentChanges"]
        assert new["uri"] == (tmp_path / "a.bacalhau.yaml").as_uri()
        assert change["edits"][0]["newText"] == "Name: job\nType: batch\nTasks: []\n"


@pytest.mark.parametrize(
    "edit", [{}, {"documentChanges": True}, {"resourceOperations": ["create"]}], ids=str
)
async def test_clients_that_cannot_make_files(tmp_path: Path, edit: dict[str, Any]) -> None:
    uri = (tmp_path / "a.bacalhau.yaml").as_uri()
    async with Talk(capabilities(LAZY, edit)) as talk:
        talk.open(SPEC, uri=uri, language="yaml")

        assert not await offered(talk, uri)


async def test_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.bacalhau.jsonc").write_text("mine")
    uri = (tmp_path / "a.bacalhau.yaml").as_uri()
    async with Talk(capabilities(LAZY, CREATES)) as talk:
        talk.open(SPEC, uri=uri, language="yaml")

        assert not await offered(talk, uri)


@pytest.mark.parametrize(
    "text", ["Name: *x\nType: &x batch\n", "Name: [\n", "a: 1\n---\nb: 1\n", "- a\n"]
)
async def test_what_cannot_be_converted(tmp_path: Path, text: str) -> None:
    uri = (tmp_path / "a.bacalhau.yaml").as_uri()
    async with Talk(capabilities(LAZY, CREATES)) as talk:
        talk.open(text, uri=uri, language="yaml")

        assert not await offered(talk, uri)
