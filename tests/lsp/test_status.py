"""`bacalhau/status`: what a file is taken for, and why."""

from __future__ import annotations

import pytest

from tests.lsp.talk import JOB, URI, Talk


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("uri", "text", "language", "active", "reason"),
    [
        (URI, JOB, "json", True, "`Engine`"),
        ("file:///x.job.json", "", "json", True, "`*.job.json`"),
        (URI, "", "bacalhau", True, "the editor"),
        (URI, "{}", "json", False, "neither"),
    ],
)
async def test_the_status_says_why(
    uri: str,
    text: str,
    language: str,
    active: bool,
    reason: str,
) -> None:
    async with Talk() as talk:
        talk.open(text, uri, language=language)
        status = await talk.request("bacalhau/status", {"uri": uri})

    assert status["active"] is active
    assert reason in status["reason"]
    assert status["specification"] == ("guide" if active else None)


@pytest.mark.asyncio
async def test_the_status_of_a_file_that_is_not_open() -> None:
    async with Talk() as talk:
        status = await talk.request("bacalhau/status", {"uri": URI})

    assert status == {"active": False, "reason": "the file is not open", "specification": None}


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("comment", "setting", "specification", "reason"),
    [
        ("", {}, "guide", "the file is JSON"),
        ("", {"specification": "bacalhau"}, "bacalhau", "the setting"),
        ("# bacalhau-ls: specification=bacalhau\n", {}, "bacalhau", "a comment"),
    ],
)
async def test_the_status_names_the_specification(
    comment: str, setting: dict[str, str], specification: str, reason: str
) -> None:
    async with Talk(initializationOptions=setting) as talk:
        talk.open(comment + JOB, URI)
        status = await talk.request("bacalhau/status", {"uri": URI})

    assert status["specification"] == specification
    assert reason in status["reason"]
