"""Completion in YAML as editors get it: files that may become specs, wrappers, lines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lsp.talk import Talk

SPEC = "file:///specs/job.bacalhau.yaml"
ANY = "file:///specs/values.yaml"
SNIPPETS = {"completionItem": {"snippetSupport": True}}
AS_IS = {"completionItem": {"snippetSupport": True, "insertTextModeSupport": {"valueSet": [1, 2]}}}
TASK = "Name: x\nTasks:\n  - Name: a\n    "


def able(completion: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"textDocument": {"completion": completion or {}}}


def position(place: str) -> dict[str, int]:
    before = place.partition("|")[0]
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}


async def asked(talk: Talk, method: str, place: str, uri: str) -> Any:
    """The answer to a question about the ``|`` in *place*."""
    language = "json" if uri.endswith("json") else "yaml"
    talk.open(place.replace("|", ""), uri, language=language)
    params = {"textDocument": {"uri": uri}, "position": position(place)}
    return await talk.request(f"textDocument/{method}", params)


async def items(place: str, uri: str, completion: dict[str, Any] | None = None) -> dict[str, Any]:
    """The items by their labels."""
    async with Talk(able(completion)) as talk:
        found = await asked(talk, "completion", place, uri)
    return {item["label"]: item for item in found["items"]}


# -- files that may become specs -------------------------------------------------------


@pytest.mark.asyncio
@pytest.mark.parametrize("uri", [ANY, "file:///specs/values.json"])
@pytest.mark.parametrize("place", ["|", "\n|", "do|"])
async def test_an_empty_file_is_offered_whole_jobs_by_our_name(place: str, uri: str) -> None:
    found = await items(place, uri)

    assert found
    assert all(label.startswith("Bacalhau ") for label in found)
    assert any(label.startswith("Bacalhau docker") for label in found)


@pytest.mark.asyncio
async def test_a_whole_job_is_written_as_a_block() -> None:
    text = (await items("|", ANY))["Bacalhau docker job"]["textEdit"]["newText"]

    assert text.startswith(
        "Name: hello\nType: batch\nCount: 1\nTasks:\n  - Name: main\n    Engine:"
    )


@pytest.mark.asyncio
async def test_nothing_is_said_about_an_empty_file() -> None:
    async with Talk(able()) as talk:
        talk.open("", ANY, language="yaml")
        await talk.settle()

        assert not any(each["diagnostics"] for each in talk.said("textDocument/publishDiagnostics"))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("Name: x\n|", "Type"),
        ("Type: batch\nCo|", "Count"),
        ("Name: x\nType: |", "service"),
        ("Name: x\nTasks:\n  - |", "docker task"),
        ("Job:\n  Name: x\n  |", "Tasks"),
        ("type: batch\nname: x\n|", "Tasks"),
    ],
)
async def test_a_file_with_the_keys_of_a_job_is_completed(place: str, label: str) -> None:
    assert label in await items(place, ANY)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "place",
    [
        *("name: x\n|", "Name: x\nsteps:\n  - |", "Resources:\n  |", "- |", "a: b\n---\n|"),
        *("name: x\ntype: module\n|", "type: service\nversion: 1\n|", "kind: Job\ntype: batch\n|"),
        *("name: x\nservices:\n  |", "name: ci\non: push\n|", "type: |", "name: x\ntype: |"),
    ],
)
async def test_other_files_are_left_alone(place: str) -> None:
    assert await items(place, ANY) == {}


# -- the wrapper of the HTTP API ---------------------------------------------------------

WRAPPED = [
    pytest.param("Job:\n  Name: x\n  Ty|pe: batch\n  Tasks: []\n", SPEC, id="yaml"),
    pytest.param('{"Job": {"Name": "x", "Ty|pe": "batch", "Tasks": []}}',
                 "file:///specs/job.bacalhau.json", id="json"),
]  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize(("place", "uri"), WRAPPED)
async def test_the_job_in_a_wrapper_is_explained_and_outlined(place: str, uri: str) -> None:
    async with Talk(able()) as talk:
        hover = await asked(talk, "hover", place, uri)
        symbols = await talk.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})

    assert "Job type" in str(hover["contents"])
    assert symbols[0]["name"] == "job x (batch)"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("place", "label", "written"),
    [
        ("Job:\n  Name: x\n  |", "Labels", "Labels:\n    "),
        ("Job:\n  |", "Type", "Type: batch"),
        ("Job:\n  Name: x\n  Type: |\n", "ops", "ops"),
    ],
)
async def test_the_job_in_a_wrapper_is_completed(place: str, label: str, written: str) -> None:
    assert (await items(place, SPEC))[label]["textEdit"]["newText"] == written


@pytest.mark.asyncio
async def test_beside_a_wrapped_job_nothing_is_offered() -> None:
    assert await items("Job:\n  Name: x\n|", SPEC) == {}


# -- lines ------------------------------------------------------------------------------


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("completion", "text"),
    [
        ({}, "Resources:\n      "),
        (SNIPPETS, "Resources:\n  $1"),
        (AS_IS, "Resources:\n      $1"),
    ],
)
async def test_the_next_line_is_indented_once(completion: dict[str, Any], text: str) -> None:
    item = (await items(f"{TASK}Re|", SPEC, completion))["Resources"]

    assert item["textEdit"]["newText"] == text
    assert item["textEdit"]["range"]["start"]["character"] == 4


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("completion", "text"),
    [
        ({}, '\n      CPU: "1"'),
        (SNIPPETS, '\n  CPU: "${1:1}"'),
        (AS_IS, '\n      CPU: "${1:1}"'),
    ],
)
async def test_what_belongs_below_a_key_leaves_no_blank(
    completion: dict[str, Any], text: str
) -> None:
    item = (await items(f"{TASK}Resources: |", SPEC, completion))["CPU"]

    assert item["textEdit"]["newText"] == text
    assert item["textEdit"]["range"]["start"]["character"] == len("    Resources:")


@pytest.mark.asyncio
@pytest.mark.parametrize(("key", "is_offered"), [("Resources", False), ("Name", True)])
async def test_the_end_of_a_line_accepts_nothing_by_accident(key: str, *, is_offered: bool) -> None:
    """A colon asks for items; whoever wants a block below it presses Enter next."""
    place = f"Tasks:\n  - {key}:|\n"
    context = {"triggerKind": 2, "triggerCharacter": ":"}
    async with Talk(able()) as talk:
        talk.open(place.replace("|", ""), SPEC, language="yaml")
        where = {"textDocument": {"uri": SPEC}, "position": position(place)}
        found = await talk.request("textDocument/completion", {**where, "context": context})

    assert bool(found["items"]) is is_offered


@pytest.mark.asyncio
async def test_what_is_typed_behind_the_blank_finds_it() -> None:
    item = (await items(f"{TASK}Resources: C|", SPEC))["CPU"]

    assert item["filterText"] == " CPU"


@pytest.mark.asyncio
@pytest.mark.parametrize("completion", [SNIPPETS, AS_IS])
async def test_a_line_that_is_moved_is_indented_once(completion: dict[str, Any]) -> None:
    """The client sees the line without what is replaced: there is nothing to add to."""
    place = f"{TASK}Engine:\n      Type: docker\n     |\n"
    item = (await items(place, SPEC, completion))["Params"]

    assert item["textEdit"]["range"]["start"]["character"] == 0
    assert item["textEdit"]["newText"].startswith("      Params:\n        Image:")


# -- aliases and comments to us --------------------------------------------------------

ANCHORED = "Name: &name x\nMeta: &meta {a: b}\n"


async def typed(place: str, sign: str, uri: str = SPEC) -> list[str]:
    """The labels that a sign just typed asks for."""
    context = {"triggerKind": 2, "triggerCharacter": sign}
    async with Talk(able()) as talk:
        talk.open(place.replace("|", ""), uri, language="yaml")
        where = {"textDocument": {"uri": uri}, "position": position(place)}
        found = await talk.request("textDocument/completion", {**where, "context": context})
    return [item["label"] for item in found["items"]]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("place", "sign", "labels"),
    [
        (f"{ANCHORED}Labels: *|\n", "*", ["meta", "name"]),
        (f"{ANCHORED}Labels:\n  <<: *|\n", "*", ["meta", "name"]),
        (f"{ANCHORED}Labels:\n  <|\n", "<", ["<<: *meta"]),
        ("A: a <|\n", "<", []),
        ("# bacalhau-ls: specification=|\n", "=", ["guide", "bacalhau"]),
        ("Name: *|\n", "*", []),
        ("Type: '*|'\n", "*", []),
        ("Type: =|\n", "=", []),
        ("*|", "*", []),
    ],
)
async def test_signs_that_ask_in_one_place_only(place: str, sign: str, labels: list[str]) -> None:
    assert await typed(place, sign) == labels


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("completion", "text"), [({}, "ignore["), (SNIPPETS, "ignore[$1]"), (AS_IS, "ignore[$1]")]
)
@pytest.mark.parametrize("uri", [SPEC, ANY, "file:///specs/job.bacalhau.json"])
async def test_comments_to_us(completion: dict[str, Any], text: str, uri: str) -> None:
    sign = "//" if uri.endswith("json") else "#"
    found = await items(f"{sign} 😀 bacalhau-ls: i|gn\n{{}}\n", uri, completion)

    assert found["ignore"]["textEdit"]["newText"] == text
    assert found["ignore"]["textEdit"]["range"] == {
        "start": {"line": 0, "character": len(sign) + 17},
        "end": {"line": 0, "character": len(sign) + 20},
    }


# -- names of anchors --------------------------------------------------------------------


@pytest.mark.asyncio
async def test_an_anchor_and_its_aliases() -> None:
    place = f"{ANCHORED}Labels:\n  <<: *me|ta\n"
    async with Talk({"textDocument": {"rename": {"prepareSupport": True}}}) as talk:
        (defined,) = await asked(talk, "definition", place, SPEC)
        params = {"textDocument": {"uri": SPEC}, "position": position(place)}
        name = await talk.request("textDocument/prepareRename", params)
        edit = await talk.request("textDocument/rename", {**params, "newName": "base"})
        marks = await talk.request("textDocument/documentHighlight", params)
        why = await talk.refusal("textDocument/rename", {**params, "newName": "name"})

    assert defined["range"] == span(1, 7, 11)
    assert name == {"range": span(3, 7, 11), "placeholder": "meta"}
    assert [each["range"] for each in edit["changes"][SPEC]] == [span(1, 7, 11), span(3, 7, 11)]
    assert [each["kind"] for each in marks] == [3, 2]
    assert why["message"] == "`name` is taken: names must differ"


def span(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }
