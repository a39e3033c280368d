"""Completion as clients of different abilities get it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.completion.accepting import expanded
from tests.lsp.talk import Talk

if TYPE_CHECKING:
    from pathlib import Path

URI = "file:///specs/job.bacalhau.json"
ITEM = {
    "snippetSupport": True,
    "labelDetailsSupport": True,
    "preselectSupport": True,
    "documentationFormat": ["markdown", "plaintext"],
    "insertTextModeSupport": {"valueSet": [1, 2]},
    "resolveSupport": {"properties": ["documentation"]},
    "tagSupport": {"valueSet": [1]},
}
ALL = {"completionItem": ITEM, "completionList": {"itemDefaults": ["editRange"]}}


def able(completion: dict[str, Any] | None = None, encoding: str = "utf-16") -> dict[str, Any]:
    return {
        "general": {"positionEncodings": [encoding]},
        "textDocument": {"completion": completion or {}},
    }


async def listed(talk: Talk, place: str, encoding: str = "utf-16") -> dict[str, Any]:
    """The list at the ``|`` in *place*."""
    before, _, behind = place.partition("|")
    talk.open(before + behind, URI)
    line, column = before.count("\n"), before.rpartition("\n")[2]
    unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    name = encoding if encoding == "utf-8" else f"{encoding}-le"
    position = {"line": line, "character": len(column.encode(name)) // unit}
    params = {"textDocument": {"uri": URI}, "position": position}
    found = await talk.request("textDocument/completion", params)
    assert isinstance(found, dict)
    return found


def item_of(found: dict[str, Any], label: str) -> dict[str, Any]:
    items = [item for item in found["items"] if item["label"] == label]
    assert len(items) == 1
    assert isinstance(items[0], dict)
    return items[0]


def accepted(place: str, item: dict[str, Any], encoding: str) -> str:
    """The text after the edits of *item*, all on one line."""
    text = place.replace("|", "", 1)
    edits = [item["textEdit"], *item.get("additionalTextEdits", [])]
    for edit in sorted(edits, key=lambda each: -each["range"]["start"]["character"]):
        name = encoding if encoding == "utf-8" else f"{encoding}-le"
        unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        raw = text.encode(name)
        ends = [edit["range"][end]["character"] * unit for end in ("start", "end")]
        text = (raw[: ends[0]] + edit["newText"].encode(name) + raw[ends[1] :]).decode(name)
    return text


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_edits_are_in_the_encoding_of_the_client(encoding: str) -> None:
    place = '{"Name": "😀ü" "Ty|'
    async with Talk(able(encoding=encoding)) as talk:
        item = item_of(await listed(talk, place, encoding), "Type")

    assert accepted(place, item, encoding) == '{"Name": "😀ü", "Type": "batch"'


@pytest.mark.asyncio
async def test_a_plain_client_gets_all_at_once_and_no_snippets() -> None:
    async with Talk(able()) as talk:
        found = await listed(talk, "{\n  |\n}")

    item = item_of(found, "Tasks")
    assert found["isIncomplete"] is False
    assert "itemDefaults" not in found
    assert item["documentation"].startswith("The work itself")
    assert item["detail"] == "required: list of objects"
    assert item["textEdit"]["newText"].startswith('"Tasks": [\n    {\n      "Name": "main",')
    assert not {"insertTextFormat", "preselect", "labelDetails", "data"} & item.keys()


@pytest.mark.asyncio
async def test_an_able_client_gets_what_it_can_show() -> None:
    async with Talk(able(ALL)) as talk:
        found = await listed(talk, "{\n  |\n}")
        item = item_of(found, "Tasks")
        resolved = await talk.request("completionItem/resolve", item)

    place = {"line": 1, "character": 2}
    assert found["itemDefaults"] == {"editRange": {"start": place, "end": place}}
    assert item["insertTextFormat"] == 2
    assert item["insertTextMode"] == 1
    assert expanded(item["textEditText"]).startswith('"Tasks": [\n    {\n      "Name": "main",')
    assert item["labelDetails"] == {"description": "required"}
    assert "documentation" not in item
    assert resolved["documentation"]["kind"] == "markdown"
    assert "[Guide" in resolved["documentation"]["value"]
    assert [each["label"] for each in found["items"] if each.get("preselect")] == ["Name"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("completion", "second_line"),
    [
        ({"completionItem": {"snippetSupport": True}}, "  {"),
        ({"completionItem": {"snippetSupport": False}}, "    {"),
        ({"completionItem": {"insertTextModeSupport": {"valueSet": [2]}}}, "  {"),
        ({"completionItem": {"insertTextModeSupport": {"valueSet": [1]}}}, "    {"),
    ],
)
async def test_lines_are_indented_once(completion: dict[str, Any], second_line: str) -> None:
    async with Talk(able(completion)) as talk:
        item = item_of(await listed(talk, "{\n  |\n}"), "Tasks")

    assert item["textEdit"]["newText"].split("\n")[1] == second_line


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("place", "start", "filter_text"),
    [
        ('{"Type": "|"}', 10, "batch"),
        ('{"Type": "ba|', 10, "batch"),
        ('{"Type": |"ba"', 9, '"batch"'),
        ('{"Type": \'ba|', 10, "batch"),
        ('{"Type": ba|', 9, "batch"),
    ],
)
async def test_a_word_starts_behind_its_quote_unless_that_is_replaced(
    place: str, start: int, filter_text: str
) -> None:
    async with Talk(able()) as talk:
        item = item_of(await listed(talk, place), "batch")

    assert item["textEdit"]["range"]["start"]["character"] == start
    assert item["filterText"] == filter_text


@pytest.mark.asyncio
async def test_images_of_other_open_specs_are_offered() -> None:
    other = {
        "Name": "a", "Type": "batch",
        "Tasks": [{"Name": "t", "Engine": {"Type": "docker", "Params": {"Image": "mine:7"}}}],
    }  # fmt: skip
    place = '{"Tasks": [{"Engine": {"Type": "docker", "Params": {"Image": "|"}}}]}'
    async with Talk(able()) as talk:
        talk.open(json.dumps(other), "file:///specs/other.json")
        found = await listed(talk, place)

    assert item_of(found, "mine:7")["filterText"] == "mine:7"


OTHER = {
    "Name": "a", "Type": "batch",
    "Tasks": [{"Name": "t", "Engine": {"Type": "docker", "Params": {"Image": "mine:8"}}}],
}  # fmt: skip


@pytest.mark.asyncio
async def test_images_of_specs_in_the_folder_are_offered(tmp_path: Path) -> None:
    place = '{"Tasks": [{"Engine": {"Type": "docker", "Params": {"Image": "|"}}}]}'
    file = tmp_path / "other.json"
    file.write_text(json.dumps(OTHER))
    folders = [{"uri": tmp_path.as_uri(), "name": "x"}]
    async with Talk(able(), workspaceFolders=folders) as talk:
        first = await listed(talk, place)
        file.write_text(json.dumps(OTHER).replace("mine:8", "mine:10"))
        second = await listed(talk, place)
        file.unlink()
        third = await listed(talk, place)

    found = [[each["label"] for each in answer["items"]] for answer in (first, second, third)]
    assert [[label for label in labels if "mine" in label] for labels in found] == [
        ["mine:8"], ["mine:10"], [],
    ]  # fmt: skip


PATH = '{"Tasks": [{"ResultPaths": [{"Path": "/outputs"}], "Engine": {"Type": "docker",'
PATH += ' "Params": {"Parameters": ["/o|x/a"]}}}]}'


@pytest.mark.asyncio
@pytest.mark.parametrize("defaults", [[], ["editRange"]])
@pytest.mark.parametrize("is_able", [True, False])
async def test_two_ranges_where_they_differ(defaults: list[str], is_able: bool) -> None:
    item = {"insertReplaceSupport": is_able}
    client = able({"completionItem": item, "completionList": {"itemDefaults": defaults}})
    async with Talk(client) as talk:
        edit = item_of(await listed(talk, PATH), "/outputs")["textEdit"]

    at = PATH.index("/o|")
    assert edit["newText"] == "/outputs"
    ranges = {name: (edit[name]["start"]["character"], edit[name]["end"]["character"])
              for name in edit if name != "newText"}  # fmt: skip
    both = {"insert": (at, at + 3), "replace": (at, at + 5)}
    assert ranges == (both if is_able else {"range": (at, at + 5)})


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["// |", "[|", '{"Nothing": |}'])
async def test_nothing_is_an_empty_list(text: str) -> None:
    async with Talk(able()) as talk:
        assert (await listed(talk, text))["items"] == []


@pytest.mark.asyncio
async def test_what_is_announced() -> None:
    async with Talk(able()) as talk:
        provider = talk.result["capabilities"]["completionProvider"]

    assert provider["triggerCharacters"] == ['"', ":", ",", "{", "[", " ", "*", "<", "="]
    assert provider["resolveProvider"] is True
