"""Diagnostics for clients that do not ask for them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lsp.talk import BROKEN_JOB, JOB, URI, Talk, between

PUBLISH = "textDocument/publishDiagnostics"
PACKAGE = '{"name": "x", "version": "1.0.0",}'


def typed(version: int, change: dict[str, Any]) -> dict[str, Any]:
    item = {"uri": URI, "version": version}
    params = {"textDocument": item, "contentChanges": [change]}
    return {"method": "textDocument/didChange", "params": params}


@pytest.mark.asyncio
async def test_diagnostics_come_with_the_version() -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB, version=3)
        first = await talk.published()
        talk.change(between(2, 11, 17, "batch"), version=4)
        second = await talk.published()

    assert [each["code"] for each in first["diagnostics"]] == ["unknown-value"]
    assert (first["version"], second["version"]) == (3, 4)
    assert second["diagnostics"] == []


@pytest.mark.asyncio
async def test_changes_that_arrive_together_are_judged_once() -> None:
    async with Talk() as talk:
        talk.open()
        await talk.settle()
        talk.send(*(typed(version, between(0, 0, 0, " ")) for version in range(2, 52)))
        await talk.settle()

    assert [each["version"] for each in talk.said(PUBLISH)] == [1, 51]


@pytest.mark.asyncio
async def test_requests_between_changes_see_their_own_version() -> None:
    async with Talk() as talk:
        talk.open("{}")
        states = []
        for text in (JOB, "{}", JOB):
            talk.change({"text": text})
            states.append(talk.ask("bacalhau/status", {"uri": URI}))
        replies = [await talk.reply(identity) for identity in states]

    assert [reply["result"]["active"] for reply in replies] == [True, False, True]


@pytest.mark.asyncio
async def test_closing_clears() -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB)
        await talk.settle()
        talk.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        last = await talk.published()

    assert last == {"uri": URI, "diagnostics": []}


@pytest.mark.asyncio
async def test_closing_at_once_publishes_nothing_afterwards() -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB)
        talk.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        await talk.settle()

    assert talk.said(PUBLISH) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("file:///package.json", PACKAGE),
        ("file:///empty.json", ""),
        ("untitled:Untitled-1", "["),
        ("file:///notes.txt", "Tasks"),
    ],
)
async def test_files_that_are_no_specs_get_nothing(uri: str, text: str) -> None:
    async with Talk() as talk:
        talk.open(text, uri)
        await talk.settle()
        talk.change({"text": f"{text} "}, uri=uri)
        await talk.settle()

    assert talk.said(PUBLISH) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("uri", "language"),
    [
        ("file:///a.bacalhau.json", "json"),
        ("file:///c%3A/my%20jobs/b.job.jsonc", "jsonc"),
        ("untitled:Untitled-1", "bacalhau"),
    ],
)
async def test_a_name_or_a_language_makes_a_spec_of_anything(uri: str, language: str) -> None:
    async with Talk() as talk:
        talk.open("[", uri, language=language)

        assert "syntax-error" in await talk.codes(uri)


@pytest.mark.asyncio
async def test_diagnostics_go_when_the_file_becomes_another() -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB)
        await talk.settle()
        talk.change({"text": PACKAGE})
        assert (await talk.published())["diagnostics"] == []
        talk.change({"text": PACKAGE + "\n"})
        await talk.settle()
        assert len(talk.said(PUBLISH)) == 2
        talk.change({"text": BROKEN_JOB})

        assert await talk.codes() == ["unknown-value"]


@pytest.mark.asyncio
async def test_an_untitled_document_is_judged_by_its_content() -> None:
    async with Talk() as talk:
        talk.open(BROKEN_JOB, "untitled:Untitled-1", language="plaintext")

        assert await talk.codes("untitled:Untitled-1") == ["unknown-value"]


@pytest.mark.asyncio
async def test_the_client_sees_its_own_spelling_of_the_uri() -> None:
    spelled = "file:///C%3A/Jobs/%C3%BC%20x.json"
    async with Talk() as talk:
        talk.open(BROKEN_JOB, spelled)

        assert await talk.codes(spelled) == ["unknown-value"]


@pytest.mark.asyncio
async def test_nothing_is_pushed_to_clients_that_pull() -> None:
    able: dict[str, Any] = {"diagnostic": {}, "publishDiagnostics": {}}
    refresh = {"diagnostics": {"refreshSupport": True}}
    async with Talk({"textDocument": able, "workspace": refresh}) as talk:
        talk.open(BROKEN_JOB)
        talk.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        await talk.settle()

    assert talk.said(PUBLISH) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "wider"), [("utf-8", 4), ("utf-16", 1), ("utf-32", 0)])
async def test_ranges_are_in_the_encoding_that_was_agreed_on(encoding: str, wider: int) -> None:
    text = JOB.replace('  "Type": "batch",', '"😀ü": 3, "Type": "batsch",')
    async with Talk({"general": {"positionEncodings": [encoding]}}) as talk:
        talk.open(text)
        diagnostics = (await talk.published())["diagnostics"]

    found = next(each for each in diagnostics if each["code"] == "unknown-value")
    start = text.splitlines()[2].index('"batsch"')
    assert found["range"]["start"] == {"line": 2, "character": start + wider}


@pytest.mark.asyncio
async def test_a_line_separator_in_a_string_is_no_line_end() -> None:
    text = JOB.replace("hello", "hel\u2028lo").replace('"batch"', '"batsch"')
    async with Talk() as talk:
        talk.open(text)
        before = (await talk.published())["diagnostics"]
        talk.change(between(2, 11, 17, "batch"))

        assert {"line": 2, "character": 10} in [each["range"]["start"] for each in before]
        assert "unknown-value" not in await talk.codes()


@pytest.mark.asyncio
async def test_a_large_document_is_edited_without_delay() -> None:
    task = JOB[JOB.index("    {") : JOB.rindex("  ]")]
    text = JOB.replace(task, ",\n".join([task] * 2000))
    async with Talk(initializationOptions={"severity": {"too-many-items": "off"}}) as talk:
        talk.open(text)
        await talk.published()
        talk.send(*(typed(version, between(2, 11, 11, "x")) for version in range(2, 30)))

        assert (await talk.published())["version"] == 29
        file = talk.server.documents.get(URI)
        assert file
        assert f'"{"x" * 28}batch"' in file.document.content
