"""Completion in the menus of real clients, few of which take an edit as LSP means it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.menus import ACCEPTS, CLIENTS, WITH_MENU_OF_VIM, text_of
from tests.lsp.talk import JOB, Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

URI = "file:///specs/job.bacalhau.json"


async def listed_at(talk: Talk, lines: Sequence[str]) -> tuple[dict[str, Any], str, str]:
    """The list at the ``|``, and what stands before and behind it on its line."""
    number = next(number for number, line in enumerate(lines) if "|" in line)
    before, _, behind = lines[number].partition("|")
    talk.open("\n".join(lines).replace("|", "", 1), URI)
    position = {"line": number, "character": len(before)}
    params = {"textDocument": {"uri": URI}, "position": position}
    return await talk.request("textDocument/completion", params), before, behind


def spec_with(line: str) -> list[str]:
    lines = JOB.splitlines()
    return [lines[0], line, *lines[2:]]


@pytest.mark.asyncio
@pytest.mark.parametrize("name", CLIENTS)
@pytest.mark.parametrize(
    ("line", "label", "after", "after_in_vim"),
    [
        ('  "Cou|', "Count", '  "Count": 1,', None),
        ('  "|', "Count", '  "Count": 1,', None),
        ('  "Cou|"', "Count", '  "Count": 1,', '  "Count"'),
        ('  "|"', "Count", '  "Count": 1,', '  "Count"'),
        ('  "Cou|": 3,', "Count", '  "Count": 3,', None),
        ('  "Namespace": "de|', "default", '  "Namespace": "default",', None),
    ],
)
async def test_a_word_is_found_and_written_behind_its_quote(
    name: str, line: str, label: str, after: str, after_in_vim: str | None
) -> None:
    params = CLIENTS[name]
    async with Talk(**params) as talk:
        listed, before, behind = await listed_at(talk, spec_with(line))
    (item,) = [each for each in listed["items"] if each["label"] == label]

    written = ACCEPTS[name](item, listed, before, behind)

    assert written == (after_in_vim if after_in_vim and name in WITH_MENU_OF_VIM else after)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "can"),
    [(name, name not in ("ALE 3.3", "Neovim 0.7")) for name in CLIENTS],
)
async def test_line_breaks_only_where_the_menu_can_write_them(name: str, can: bool) -> None:
    async with Talk(**CLIENTS[name]) as talk:
        listed, _, _ = await listed_at(talk, ["{", '  "Tas|', "}"])
    (tasks,) = [each for each in listed["items"] if each["label"] == "Tasks"]

    assert ("\n" in text_of(tasks)) is can
    assert '"Engine": {' in text_of(tasks)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["ALE 3.3", "Neovim 0.7"])
async def test_of_lines_that_cannot_be_one_the_first_is_left(name: str) -> None:
    uri = "file:///specs/job.bacalhau.yaml"
    async with Talk(**CLIENTS[name]) as talk:
        talk.open("Name: a\nTas\n", uri, language="yaml")
        place = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 3}}
        listed = await talk.request("textDocument/completion", place)
    (tasks,) = [each for each in listed["items"] if each["label"] == "Tasks"]

    assert text_of(tasks) == "Tasks:"


@pytest.mark.asyncio
@pytest.mark.parametrize("name", CLIENTS)
async def test_stops_only_for_clients_that_know_them(name: str) -> None:
    completion = CLIENTS[name]["capabilities"]["textDocument"]["completion"]
    knows = completion.get("completionItem", {}).get("snippetSupport", False)
    async with Talk(**CLIENTS[name]) as talk:
        listed, _, _ = await listed_at(talk, spec_with('  "|'))

    formats = {item.get("insertTextFormat", 1) for item in listed["items"]}
    assert (2 in formats) is knows
    assert knows or not any("$" in text_of(item) for item in listed["items"])


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "context",
    [
        {},
        {"context": None},
        {"context": {"triggerKind": 1}},
        {"context": {"triggerKind": 2, "triggerCharacter": '"'}},
        {"context": {"triggerKind": 2, "triggerCharacter": "."}},
        {"context": {"triggerKind": 3}},
    ],
)
async def test_completion_comes_however_it_was_asked_for(context: dict[str, Any]) -> None:
    place = {"textDocument": {"uri": URI}, "position": {"line": 1, "character": 3}}
    async with Talk() as talk:
        talk.open("\n".join(spec_with('  "')), URI)
        listed = await talk.request("textDocument/completion", place | context)

    assert "Count" in [item["label"] for item in listed["items"]]
