"""Formatting as a client asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lsp.talk import JOB, URI, Talk

pytestmark = pytest.mark.asyncio
OPTIONS = {"tabSize": 4, "insertSpaces": True}


async def formatted(talk: Talk, method: str, options: Any = None, **params: Any) -> list[Any]:
    options = OPTIONS | (options or {})
    found: list[Any] = await talk.request(
        f"textDocument/{method}", {"textDocument": {"uri": URI}, "options": options, **params}
    )
    return found


def place(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


async def test_document_with_the_requests_indentation() -> None:
    async with Talk() as talk:
        talk.open(JOB)
        edits = await formatted(talk, "formatting")

        assert edits[0] == {
            "range": {"start": place(1, 2), "end": place(1, 2)},
            "newText": "  ",
        }


async def test_nothing_to_do() -> None:
    async with Talk() as talk:
        talk.open(JOB)

        assert await formatted(talk, "formatting", {"tabSize": 2}) == []


async def test_line_end_at_the_end() -> None:
    async with Talk() as talk:
        talk.open(JOB.rstrip("\n"))
        (edit,) = await formatted(talk, "formatting", {"tabSize": 2, "insertFinalNewline": True})

        assert edit["newText"] == "\n"


async def test_blank_lines_at_the_end() -> None:
    async with Talk() as talk:
        talk.open(JOB.rstrip("\n") + "\n\n\n")
        kept = await formatted(talk, "formatting", {"tabSize": 2, "trimFinalNewlines": False})
        (edit,) = await formatted(talk, "formatting", {"tabSize": 2, "trimFinalNewlines": True})

        assert kept == []
        assert edit["newText"] == ""


async def test_blanks_behind_a_comment() -> None:
    async with Talk() as talk:
        talk.open(JOB.replace('"Name": "main",', '"Name": "main", // first  '))
        kept = await formatted(talk, "formatting", {"tabSize": 2, "trimTrailingWhitespace": False})
        (edit,) = await formatted(talk, "formatting", {"tabSize": 2})

        assert kept == []
        assert edit["range"]["end"]["character"] - edit["range"]["start"]["character"] == 2


async def test_tabs() -> None:
    async with Talk() as talk:
        talk.open(JOB)
        edits = await formatted(talk, "formatting", {"tabSize": 8, "insertSpaces": False})

        assert edits[0] == {
            "range": {"start": place(1, 0), "end": place(1, 2)},
            "newText": "\t",
        }


async def test_after_an_edit_of_what_was_formatted() -> None:
    async with Talk() as talk:
        talk.open(JOB)
        assert await formatted(talk, "formatting", {"tabSize": 2}) == []
        line = JOB.split("\n").index(next(at for at in JOB.split("\n") if '"main"' in at))
        start = JOB.split("\n")[line].index(":")
        talk.change(
            {"range": {"start": place(line, start), "end": place(line, start)}, "text": " "}
        )

        assert await formatted(talk, "formatting", {"tabSize": 2}) == [
            {"range": {"start": place(line, start), "end": place(line, start + 1)}, "newText": ""}
        ]


async def test_range_touches_whole_lines_only() -> None:
    async with Talk() as talk:
        talk.open(JOB.replace('"Name": "main"', '"Name" :"main"').replace('"hello"', ' "hello"'))
        a_range = {"start": place(5, 10), "end": place(6, 0)}
        edits = await formatted(talk, "rangeFormatting", {"tabSize": 2}, range=a_range)

        assert {edit["range"]["start"]["line"] for edit in edits} == {5}


async def test_on_type() -> None:
    async with Talk() as talk:
        talk.open(JOB.replace('{"CPU": "1"', '{"CPU" :"1"'))
        line = JOB.split("\n")[7]
        edits = await formatted(
            talk, "onTypeFormatting", {"tabSize": 2}, position=place(7, len(line)), ch="}"
        )

        assert [edit["newText"] for edit in edits] == ["", " "]


async def test_on_type_indents_as_the_file_does() -> None:
    async with Talk() as talk:
        lines = JOB.replace("  ", "\t").split("\n")
        opening = next(number for number, line in enumerate(lines) if line.endswith("{") and number)
        indent = lines[opening][: -len(lines[opening].lstrip("\t"))]
        talk.open("\n".join([*lines[: opening + 1], "", *lines[opening + 1 :]]))
        options = {"tabSize": 2, "insertSpaces": True}
        edits = await formatted(
            talk, "onTypeFormatting", options, position=place(opening + 1, 0), ch="\n"
        )

        assert [edit["newText"] for edit in edits] == [f"{indent}\t"]


async def test_on_type_puts_a_bracket_below_its_line() -> None:
    async with Talk() as talk:
        lines = JOB.split("\n")
        talk.open("\n".join(lines[:8]) + "\n          }")
        edits = await formatted(
            talk, "onTypeFormatting", {"tabSize": 2}, position=place(8, 11), ch="}"
        )

        assert [edit["range"]["start"]["line"] for edit in edits] == [8]


async def test_a_great_many_edits_become_one() -> None:
    async with Talk() as talk:
        talk.open('{"Tasks": [{"Engine": {}}], "Labels": {' + '"a":"b",' * 12_000 + '"a":"b"}}')

        assert len(await formatted(talk, "formatting")) == 1


async def test_no_spec_no_edits() -> None:
    async with Talk() as talk:
        talk.open('{"a":1}')

        assert await formatted(talk, "formatting") == []
