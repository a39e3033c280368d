"""Of what finds something together, one part that fails leaves the others alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.features import completion, refactoring
from tests.faults.test_failures import FEATURES, FULL_JOB, fail
from tests.lsp.asking import params
from tests.lsp.talk import BROKEN_JOB, URI, Talk

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.asyncio
SOURCES = completion._SOURCES
APART = completion._APART
REFACTORINGS = refactoring.all_refactorings()
COMPLETION = "textDocument/completion"
CODE_ACTION = "textDocument/codeAction"
AT_THE_MISTAKE = {"line": 2, "character": 14}


def failing(part: Callable[..., Any]) -> Callable[..., Any]:
    def broken(*_: object) -> Any:
        return fail()

    broken.__name__ = part.__name__
    return broken


@pytest.mark.parametrize("broken", SOURCES, ids=lambda each: each.__name__)
async def test_a_source_of_completion(
    broken: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tuple(failing(each) if each is broken else each for each in SOURCES)
    monkeypatch.setattr(completion, "_SOURCES", sources)
    async with Talk(FEATURES) as talk:
        talk.open(BROKEN_JOB + " " * SOURCES.index(broken))  # a text of which nothing is remembered
        listed = []
        for place in (AT_THE_MISTAKE, {"line": 1, "character": 3}):
            answer = await talk.request(COMPLETION, params(COMPLETION, place=place))
            listed += [each["label"] for each in answer["items"]]

        assert ("ops" in listed) or ("Count" in listed)
        (told,) = talk.said("window/logMessage")
        assert broken.__name__ in told["message"]


@pytest.mark.parametrize("broken", APART, ids=lambda each: each.__name__)
async def test_what_is_completed_apart_from_the_tree(
    broken: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tuple(failing(each) if each is broken else each for each in APART)
    monkeypatch.setattr(completion, "_APART", sources)
    async with Talk(FEATURES) as talk:
        talk.open(BROKEN_JOB)
        answer = await talk.request(COMPLETION, params(COMPLETION, place=AT_THE_MISTAKE))

        assert "ops" in [each["label"] for each in answer["items"]]
        (told,) = talk.said("window/logMessage")
        assert broken.__name__ in told["message"]


@pytest.mark.parametrize("broken", REFACTORINGS, ids=lambda each: each.find.__name__)
async def test_a_refactoring(
    broken: refactoring.Refactoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = [
        replace(each, find=failing(each.find)) if each is broken else each for each in REFACTORINGS
    ]
    monkeypatch.setattr(refactoring, "all_refactorings", lambda: damaged)
    async with Talk(FEATURES) as talk:
        talk.open(FULL_JOB)
        titles = await titles_at(talk, AT_THE_MISTAKE)

        assert any("batch" in title for title in titles)
        (told,) = talk.said("window/logMessage")
        assert broken.find.__name__ in told["message"]


@pytest.mark.parametrize(
    "part",
    [
        "bacalhau_ls.features.quick_fixes.quick_fixes",
        "bacalhau_ls.features.refactoring.refactorings",
        "bacalhau_ls.features.fix_all.fix_all_action",
        "bacalhau_ls.lsp.silencing.silencing_actions",
        "bacalhau_ls.features.quick_fixes.harmless",
    ],
)
async def test_a_part_of_the_code_actions(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last one makes the edits of an action fail."""
    monkeypatch.setattr(part, failing(fail))
    async with Talk(FEATURES) as talk:
        talk.open(FULL_JOB.replace('"batsch", "Count": 1', '"batsch", "count": "1"'))

        assert await titles_at(talk, AT_THE_MISTAKE)
        assert talk.said("window/logMessage")


async def titles_at(talk: Talk, place: dict[str, int]) -> list[str]:
    found = await talk.request(CODE_ACTION, params(CODE_ACTION, place=place))
    return [each["title"] for each in found]


async def test_hover_without_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bacalhau_ls.diagnosis.diagnose", failing(fail))
    async with Talk(FEATURES) as talk:
        talk.open(BROKEN_JOB)
        place = {"line": 2, "character": 4}
        answer = await talk.request("textDocument/hover", params("textDocument/hover", URI, place))

        assert "Type" in answer["contents"]["value"]
