"""The features that read a spec, as a client sees them."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.lsp import uris
from bacalhau_ls.text import Encoding, Position, Text
from tests.lsp.talk import JOB, URI, Talk

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

SPEC = """{
  "Name": "😀", "Type": "batch", // a comment
  "Tasks": [
    {
      "Name": "main", "Meta": {"😀": "😀"}, "Env": {"DATA": "/inputs/a"},
      "Engine": {"Type": "docker", "Params": {
        "Image": "ubuntu:24.04", "Parameters": ["😀 $DATA /inputs/b"]
      }},
      "InputSources": [{"Target": "/inputs", "Alias": "in"}],
      "Timeouts": {"ExecutionTimeout": 3600}, "Resources": {"Memory": "2GB"}
    }
  ]
}
"""
TEXT = Text(SPEC)


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scene)


def at(needle: str, encoding: Encoding = Encoding.UTF16, **more: Any) -> dict[str, Any]:
    """The params of a request about the place where *needle* starts."""
    line, character = TEXT.position(SPEC.index(needle), encoding)
    place = {"line": line, "character": character}
    return {"textDocument": {"uri": URI}, "position": place, **more}


def covered(a_range: dict[str, Any], encoding: Encoding = Encoding.UTF16) -> str:
    """The text in a range."""
    start, end = (
        TEXT.offset(Position(a_range[side]["line"], a_range[side]["character"]), encoding)
        for side in ("start", "end")
    )
    return SPEC[start:end]


def whole(**more: Any) -> dict[str, Any]:
    start, end = {"line": 0, "character": 0}, {"line": 99, "character": 0}
    return {"textDocument": {"uri": URI}, "range": {"start": start, "end": end}, **more}


@pytest.mark.parametrize("encoding", Encoding)
def test_places_in_every_encoding(encoding: Encoding) -> None:
    """Behind an emoji on the line, the place and the range are right."""

    async def scene() -> None:
        offered = {"general": {"positionEncodings": [encoding.value]}}
        async with Talk(offered) as talk:
            talk.open(SPEC)
            hover = await talk.request("textDocument/hover", at('batch"', encoding))
            assert covered(hover["range"], encoding) == '"batch"'
            params = at("DATA /", encoding)
            found = await talk.request("textDocument/documentHighlight", params)
            assert [covered(each["range"], encoding) for each in found] == ["DATA", "DATA"]
            assert [each["kind"] for each in found] == [3, 2]
            target = await talk.request("textDocument/definition", at("/inputs/b", encoding))
            assert [covered(each["range"], encoding) for each in target] == ["/inputs"]

    run(scene())


@pytest.mark.parametrize(
    ("formats", "kind", "start"),
    [(["markdown"], "markdown", "**Job type**"), (["plaintext"], "plaintext", "Job type"),
     (None, "plaintext", "Job type")],
)  # fmt: skip
def test_hover_in_the_form_that_the_client_shows(
    formats: list[str] | None, kind: str, start: str
) -> None:
    async def scene() -> None:
        async with Talk({"textDocument": {"hover": {"contentFormat": formats}}}) as talk:
            talk.open(SPEC)
            contents = (await talk.request("textDocument/hover", at('batch"')))["contents"]
            assert contents["kind"] == kind
            assert contents["value"].startswith(start)
            assert await talk.request("textDocument/hover", at("// a")) is None

    run(scene())


def test_hover_on_a_finding() -> None:
    async def scene() -> None:
        async with Talk() as talk:
            talk.open(SPEC)
            hover = await talk.request("textDocument/hover", at('"Resources"'))
            assert "Error: Resources lacks CPU" in hover["contents"]["value"]

    run(scene())


def test_symbols_as_tree_and_as_list() -> None:
    async def scene() -> None:
        able = {"hierarchicalDocumentSymbolSupport": True}
        params = {"textDocument": {"uri": URI}}
        async with Talk({"textDocument": {"documentSymbol": able}}) as talk:
            talk.open(SPEC)
            (job,) = await talk.request("textDocument/documentSymbol", params)
            assert job["name"] == "job 😀 (batch)"
            (task,) = job["children"][2]["children"]
            assert task["name"] == "task main (docker ubuntu:24.04)"
            assert covered(task["selectionRange"]) == '"main"'
        async with Talk() as talk:
            talk.open(SPEC)
            symbols = await talk.request("textDocument/documentSymbol", params)
            assert {"job 😀 (batch)", "input in -> /inputs"} <= {each["name"] for each in symbols}
            assert max(each["kind"] for each in symbols) <= 18

    run(scene())


def test_folding_ranges() -> None:
    async def scene() -> None:
        able = {"rangeLimit": 2, "foldingRange": {"collapsedText": True}}
        params = {"textDocument": {"uri": URI}}
        async with Talk({"textDocument": {"foldingRange": able}}) as talk:
            talk.open(SPEC)
            folds = await talk.request("textDocument/foldingRange", params)
            assert folds == [
                {"startLine": 0, "endLine": 11, "collapsedText": "job 😀 (batch)"},
                {"startLine": 2, "endLine": 10, "collapsedText": "1 task: main"},
            ]
        async with Talk() as talk:
            talk.open(SPEC)
            folds = await talk.request("textDocument/foldingRange", params)
            assert len(folds) > 2
            assert not any("collapsedText" in fold for fold in folds)

    run(scene())


def test_selection_ranges() -> None:
    async def scene() -> None:
        async with Talk() as talk:
            talk.open(SPEC)
            place = at("buntu")["position"]
            params = {"textDocument": {"uri": URI}, "positions": [place, place]}
            first, second = await talk.request("textDocument/selectionRange", params)
            assert first == second
            found = []
            while first:
                found.append(covered(first["range"]))
                first = first.get("parent")
            assert found[:2] == ["ubuntu:24.04", '"ubuntu:24.04"']
            assert found[-1] == SPEC

    run(scene())


def test_links_to_pages_and_files(tmp_path: Path) -> None:
    source = {"Type": "local", "Params": {"SourcePath": "data/in 1.csv"}}
    spec = json.dumps({"Tasks": [{"Engine": {}, "InputSources": [{"Source": source}]}]})
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "in 1.csv").touch()
    uri = uris.from_path(tmp_path / "job.json")

    async def scene() -> None:
        async with Talk({"textDocument": {"documentLink": {"tooltipSupport": True}}}) as talk:
            talk.open(SPEC)
            talk.open(spec, uri)
            params = {"textDocument": {"uri": URI}}
            (link,) = await talk.request("textDocument/documentLink", params)
            assert link["target"] == "https://hub.docker.com/_/ubuntu"
            assert link["tooltip"]
            params = {"textDocument": {"uri": uri}}
            (link,) = await talk.request("textDocument/documentLink", params)
            assert uris.to_path(link["target"]) == tmp_path / "data" / "in 1.csv"

    run(scene())


def test_semantic_tokens() -> None:
    async def scene() -> None:
        async with Talk() as talk:
            provider = talk.result["capabilities"]["semanticTokensProvider"]
            assert provider["full"]
            assert provider["range"]
            talk.open(SPEC)
            params = {"textDocument": {"uri": URI}}
            full = await talk.request("textDocument/semanticTokens/full", params)
            part = await talk.request("textDocument/semanticTokens/range", whole())
            assert part == full
            names = provider["legend"]["tokenTypes"]
            assert _decoded(full["data"], names) == [
                ("batch", "type"), ("DATA", "variable"), ("docker", "type"), ("DATA", "variable"),
                ("2", "number"), ("GB", "keyword"),
            ]  # fmt: skip

    run(scene())


def _decoded(data: list[int], names: list[str]) -> list[tuple[str, str]]:
    found, line, column = [], 0, 0
    for index in range(0, len(data), 5):
        lines, columns, length, number, _ = data[index : index + 5]
        line, column = line + lines, columns + (column if not lines else 0)
        start = TEXT.offset(Position(line, column))
        end = TEXT.offset(Position(line, column + length))
        found.append((SPEC[start:end], names[number]))
    return found


def test_inlay_hints_and_their_switches() -> None:
    async def labels(**switches: bool) -> list[str]:
        settings = {"inlayHints": switches}
        async with Talk(initializationOptions={"bacalhau": settings}) as talk:
            talk.open(SPEC)
            hints = await talk.request("textDocument/inlayHint", whole())
            return [each["label"] for each in hints]

    async def scene() -> None:
        defaults = ["Namespace: default, Priority: 0, Count: 1", "Network: none"]
        assert await labels() == [*defaults, "1 hour", "2,000,000,000 bytes"]
        assert await labels(durations=False, sizes=False) == defaults
        assert await labels(defaults=False, sizes=False) == ["1 hour"]

    run(scene())


def test_settings_that_change_what_is_shown() -> None:
    async def scene() -> None:
        able = {name: {"refreshSupport": True} for name in ("inlayHint", "codeLens")}
        async with Talk({"workspace": able}) as talk:
            talk.open(SPEC)
            hints = {"bacalhau": {"inlayHints": {"defaults": False}}}
            talk.notify("workspace/didChangeConfiguration", {"settings": hints})
            await talk.settle()
            assert len(talk.said("workspace/inlayHint/refresh")) == 1
            assert len(talk.said("workspace/codeLens/refresh")) == 1
            assert not talk.said("workspace/semanticTokens/refresh")
            shown = await talk.request("textDocument/inlayHint", whole())
            assert [each["label"] for each in shown] == ["1 hour", "2,000,000,000 bytes"]

    run(scene())


def test_references() -> None:
    async def scene() -> None:
        async with Talk() as talk:
            talk.open(SPEC)
            for declared, expected in ((True, 3), (False, 2)):
                params = at("/inputs/b", context={"includeDeclaration": declared})
                found = await talk.request("textDocument/references", params)
                assert [covered(each["range"]) for each in found] == ["/inputs"] * expected

    run(scene())


@pytest.mark.parametrize("versioned", [True, False])
def test_rename(*, versioned: bool) -> None:
    async def scene() -> None:
        edits = {"workspaceEdit": {"documentChanges": versioned}}
        rename = {"rename": {"prepareSupport": True}}
        async with Talk({"workspace": edits, "textDocument": rename}) as talk:
            assert talk.result["capabilities"]["renameProvider"] == {"prepareProvider": True}
            talk.open(SPEC)
            name = await talk.request("textDocument/prepareRename", at("/inputs/b"))
            assert (covered(name["range"]), name["placeholder"]) == ("/inputs", "/inputs")
            assert await talk.request("textDocument/prepareRename", at("batch")) is None
            edit = await talk.request("textDocument/rename", at("/inputs/b", newName="/in"))
            if versioned:
                (change,) = edit["documentChanges"]
                assert change["textDocument"] == {"uri": URI, "version": 1}
                changes = change["edits"]
            else:
                changes = edit["changes"][URI]
            assert [covered(each["range"]) for each in changes] == ["/inputs"] * 3
            assert {each["newText"] for each in changes} == {"/in"}

    run(scene())


def test_a_name_that_is_refused_says_why() -> None:
    async def scene() -> None:
        async with Talk() as talk:
            talk.open(SPEC)
            error = await talk.refusal("textDocument/rename", at('main"', newName="a b"))
            assert error["code"] == -32803
            assert "letters, digits" in error["message"]

    run(scene())


def test_code_lenses_and_what_they_do() -> None:
    async def scene() -> None:
        async with Talk({"window": {"showDocument": {"support": True}}}) as talk:
            talk.answers["window/showDocument"] = {"success": True}
            talk.open(SPEC.replace('"Type": "batch"', '"Type": "bach"'))
            params = {"textDocument": {"uri": URI}}
            count, show = await talk.request("textDocument/codeLens", params)
            assert "error" in count["command"]["title"]
            await talk.request("workspace/executeCommand", _call(count))
            (shown,) = talk.said("window/showDocument")
            assert (shown["uri"], shown["selection"]["start"]["line"]) == (URI, 1)

            text = await talk.request("workspace/executeCommand", _call(show))
            assert json.loads(text)["Type"] == "bach"
            assert "//" not in text
            file = uris.to_path(talk.said("window/showDocument")[-1]["uri"])
            assert file is not None
            assert file.read_text(encoding="utf-8") == text

    run(scene())


def _call(lens: dict[str, Any]) -> dict[str, Any]:
    return {key: lens["command"][key] for key in ("command", "arguments")}


def test_clients_that_show_no_documents_get_the_text_alone() -> None:
    async def scene() -> None:
        async with Talk() as talk:
            talk.open(JOB)
            params = {"textDocument": {"uri": URI}}
            count, show = await talk.request("textDocument/codeLens", params)
            assert count["command"] == {"title": count["command"]["title"], "command": ""}
            text = await talk.request("workspace/executeCommand", _call(show))
            assert json.loads(text) == json.loads(JOB)
            assert not talk.said("window/showDocument")

    run(scene())


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"command": "bacalhau.showJson", "arguments": [URI]}, "line 2 cannot be written as JSON"),
        ({"command": "bacalhau.showJson", "arguments": ["file:///no.json"]}, "not open"),
        ({"command": "bacalhau.showJson"}, "first argument"),
        ({"command": "bacalhau.goTo", "arguments": [URI, {"start": 1}]}, "second argument"),
        ({"command": "bacalhau.nothing", "arguments": []}, "unknown command"),
    ],
)
def test_commands_that_cannot_be_run(arguments: dict[str, Any], reason: str) -> None:
    async def scene() -> None:
        async with Talk() as talk:
            talk.open('{"Tasks": [{"Engine": {}}],\n"Name": }')
            error = await talk.refusal("workspace/executeCommand", arguments)
            assert reason in error["message"]

    run(scene())


def test_symbols_of_the_workspace(tmp_path: Path) -> None:
    """Of files that are open as they are in the editor, of others as they are on the disk."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.json").write_text(JOB.replace("hello", f"hello-{name}"), "utf-8")
    (tmp_path / "other.json").write_text('{"Name": "hello-other"}', "utf-8")
    uri = uris.from_path(tmp_path / "two.json")

    async def scene() -> None:
        async with Talk(rootUri=uris.from_path(tmp_path)) as talk:
            talk.open(JOB.replace("hello", "hello-2"), uri)

            async def names(query: str) -> list[str]:
                found = await talk.request("workspace/symbol", {"query": query})
                return [each["name"] for each in found]

            assert sorted(await names("hel")) == ["hello-2", "hello-one"]
            assert await names("hone") == ["hello-one"]
            assert sorted(await names("")) == ["hello-2", "hello-one", "main", "main"]
            (tmp_path / "one.json").write_text(JOB.replace("hello", "hello-again"), "utf-8")
            assert await names("again") == ["hello-again"]
            (found,) = await talk.request("workspace/symbol", {"query": "o2"})
            assert found["location"]["uri"] == uri
            assert found["location"]["range"]["start"]["line"] == 1

    run(scene())


METHODS = {
    "textDocument/hover": at("Name"),
    "textDocument/documentSymbol": whole(),
    "textDocument/foldingRange": whole(),
    "textDocument/selectionRange": whole(positions=[{"line": 0, "character": 0}]),
    "textDocument/documentLink": whole(),
    "textDocument/semanticTokens/full": whole(),
    "textDocument/semanticTokens/range": whole(),
    "textDocument/inlayHint": whole(),
    "textDocument/definition": at("Name"),
    "textDocument/references": at("Name", context={"includeDeclaration": True}),
    "textDocument/documentHighlight": at("Name"),
    "textDocument/prepareRename": at("Name"),
    "textDocument/rename": at("Name", newName="x"),
    "textDocument/codeLens": whole(),
}


@pytest.mark.parametrize("text", ["", '{"other": "json"}'])
def test_files_that_are_no_specs_get_nothing(text: str) -> None:
    async def scene() -> None:
        async with Talk() as talk:
            talk.open(text)
            for method, params in METHODS.items():
                assert not await talk.request(method, params), method

    run(scene())


def test_deep_nesting_is_answered() -> None:
    """Answers nest too: they stay within what a client can read."""

    async def scene() -> None:
        able = {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}
        async with Talk({"textDocument": able}) as talk:
            talk.open('{"Tasks": [{"Engine": {}}], "x": ' + "[" * 2_000)
            deep = {"line": 0, "character": 1_500}
            for method, params in METHODS.items():
                if method == "textDocument/rename":
                    continue
                await talk.request(method, {**params, "position": deep, "positions": [deep]})

    run(scene())
