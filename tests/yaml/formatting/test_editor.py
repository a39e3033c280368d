"""Formatting YAML through the language server."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lsp.talk import Talk

pytestmark = pytest.mark.asyncio
URI = "file:///specs/job.bacalhau.yaml"
OPTIONS = {"tabSize": 2, "insertSpaces": True}


async def asked(text: str, method: str, **params: Any) -> list[tuple[Any, ...]]:
    async with Talk() as talk:
        talk.open(text, uri=URI, language="yaml")
        place = {"textDocument": {"uri": URI}, "options": OPTIONS}
        edits = await talk.request(f"textDocument/{method}", place | params)
    return [(*place_of(edit, "start"), *place_of(edit, "end"), edit["newText"]) for edit in edits]


def place_of(edit: dict[str, Any], end: str) -> tuple[int, int]:
    place = edit["range"][end]
    return place["line"], place["character"]


async def test_document() -> None:
    found = await asked("Name:   job\nTasks:\n    - Name: a\n", "formatting")

    assert found == [(0, 6, 0, 8, ""), (2, 2, 2, 4, "")]


async def test_tabs_are_not_wanted_in_yaml() -> None:
    tabs = {"tabSize": 4, "insertSpaces": False}

    assert await asked("Name: job\nEnv:\n  A: b\n", "formatting", options=tabs) == []


async def test_range() -> None:
    a_range = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 9}}
    found = await asked("a:   1\nb:   2\nc:   3\n", "rangeFormatting", range=a_range)

    assert found == [(1, 3, 1, 5, "")]


async def test_line_break() -> None:
    where = {"position": {"line": 1, "character": 0}, "ch": "\n"}
    found = await asked("Tasks:\n\n", "onTypeFormatting", **where)

    assert found == [(1, 0, 1, 0, "  ")]
