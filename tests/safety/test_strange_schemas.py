"""A schema that a stranger's settings name: it reads nothing, and no text takes it for ever."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document
from bacalhau_ls.features.completion import complete
from bacalhau_ls.features.hover import hover
from bacalhau_ls.features.semantic_tokens import semantic_tokens
from bacalhau_ls.specification import Specification
from bacalhau_ls.validation import Validator
from tests.cli.running import run_cli
from tests.lsp.talk import BROKEN_JOB, JOB, Talk

if TYPE_CHECKING:
    from pathlib import Path

MANY = 40


def laughs(combine: str, **more: Any) -> dict[str, Any]:
    """A chain of definitions that each refer twice to the next: 2 ** MANY ways to the last."""
    chain = {f"n{n}": {**more, combine: [{"$ref": f"#/$defs/n{n + 1}"}] * 2} for n in range(MANY)}
    return {"$defs": {**chain, f"n{MANY}": {"type": "object"}}}


DEEP = {"anyOf": [{"items": {"$ref": "#/$defs/x"}}] * 2, "minItems": 1, "maxItems": 0}
SCHEMAS: dict[str, dict[str, Any]] = {
    "laughs": {**laughs("allOf"), "$ref": "#/$defs/n0"},
    "laughs behind not": {**laughs("allOf"), "not": {"$ref": "#/$defs/n0"}},
    "laughs behind if": {**laughs("anyOf"), "if": {"not": {"$ref": "#/$defs/n0"}}, "then": {}},
    "laughs and what is left": {**laughs("allOf", unevaluatedProperties=False), "not": {
        "$ref": "#/$defs/n0"}},
    "laughs in an older dialect": {**laughs(
        "allOf", **{"$schema": "http://json-schema.org/draft-07/schema#"}),
        "$schema": "http://json-schema.org/draft-07/schema#", "not": {"$ref": "#/$defs/n0"}},
    "a deep value": {"$defs": {"x": DEEP}, "properties": {"Deep": {"$ref": "#/$defs/x"}}},
    "loops": {"$ref": "#", "allOf": [{"$ref": "#"}], "if": {"$ref": "#"}, "then": {"$ref": "#"},
              "properties": {"Tasks": {"$ref": "#/properties/Tasks"}}},
    "dynamic loops": {"$dynamicRef": "#m", "$dynamicAnchor": "m",
                      "unevaluatedProperties": {"$ref": "#"}},
}  # fmt: skip
TEXT = json.dumps(
    {"Name": "a", "Tasks": [{"Name": "b"}], "Deep": json.loads("[" * MANY + "]" * MANY)}
)


@pytest.mark.parametrize("raw", SCHEMAS.values(), ids=SCHEMAS)
def test_it_comes_to_an_end(raw: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Each reason is told once, however often the schema is asked."""
    validator = Validator(Specification.from_json("own", json.dumps(raw)), [])
    for number in range(20):
        document = Document.read(TEXT.replace('"b"', f'"b{number}"'))
        diagnose(document, validator=validator)
        complete(document, validator, TEXT.index('"b"') + 1)
        hover(document, validator.specification, TEXT.index("Tasks"))
        semantic_tokens(document, validator.specification)

    told = [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING]
    assert len(told) == len(set(told)) <= 2


@pytest.mark.parametrize("place", ["not", "if", "propertyNames", "contains"])
def test_nothing_is_fetched(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither from the network nor from the disk."""
    other = tmp_path / "other.json"
    other.write_text("{}")
    opened: list[Any] = []
    monkeypatch.setattr("urllib.request.urlopen", opened.append)
    raw = {place: {"anyOf": [{"$ref": other.as_uri()}, {"$ref": "http://127.0.0.1:9/x"}]}}
    validator = Validator(Specification.from_json("own", json.dumps({**raw, "then": {}})), [])

    for text in (JOB, "[1, 2]"):
        diagnose(Document.read(text), validator=validator)
    assert opened == []


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "own.json").write_text('{"properties": {"Name": {"pattern": "^(a+)+$"}}}')
    (tmp_path / ".bacalhau-ls.toml").write_text('schema = "own.json"\n')
    (tmp_path / "job.json").write_text(BROKEN_JOB.replace("hello", "a" * 50 + "!"))
    return tmp_path


def test_what_may_never_end_is_one_line(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the file is held to our own schema."""
    monkeypatch.chdir(workspace)
    done = run_cli("check", "job.json", "--format", "json")

    assert "unknown-value" in [each["code"] for each in done.json]
    assert len(done.err.splitlines()) == 1
    assert "the pattern `^(a+)+$` can take for ever" in done.err


@pytest.mark.asyncio
async def test_what_may_never_end_is_one_message(workspace: Path) -> None:
    uri = (workspace / "job.json").as_uri()
    async with Talk(rootUri=workspace.as_uri()) as talk:
        talk.open((workspace / "job.json").read_text(), uri)

        assert "unknown-value" in await talk.codes(uri)
        (told,) = talk.said("window/showMessage")
        assert "can take for ever" in told["message"]
