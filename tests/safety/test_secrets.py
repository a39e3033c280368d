"""A secret in a spec is told of, and never repeated: not in messages, logs or reports."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.running import run_cli
from tests.lsp.asking import PARAMS, params
from tests.lsp.talk import URI, Talk
from tests.lsp.test_conformance import FULL
from tests.safety.hostile import texts_in

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "hunter2Canary94"  # noqa: S105 - nobody's
FLOATING = ("textDocument/hover", "textDocument/inlayHint", "textDocument/codeLens")
DOCUMENT = {"textDocument": {"uri": URI}}
FORMS = ("text", "json", "sarif", "github", "gitlab", "junit")
TOKEN = f"ghp_{SECRET}0123456789abcdef"


def spec(**task: Any) -> str:
    engine = {"Type": "docker", "Params": {"Image": "ubuntu:22.04"}}
    whole = {"Name": "main", "Engine": engine, **task}
    return json.dumps({"Name": "j", "Type": "batch", "Tasks": [whole]}, indent=2)


def source(kind: str, **parameters: Any) -> list[Any]:
    return [{"Target": "/in", "Source": {"Type": kind, "Params": parameters}}]


SPECS = {
    "env": spec(Env={"DB_PASSWORD": SECRET}),
    "engine-env": spec(
        Engine={"Type": "docker", "Params": {
            "Image": "a:1", "EnvironmentVariables": {"API_KEY": SECRET}}}
    ),
    "token": spec(Env={"X": TOKEN}),
    "argument": spec(
        Engine={"Type": "docker", "Params": {
            "Image": "a:1", "Parameters": ["--token", TOKEN], "Entrypoint": [f"sh -c {TOKEN}"]}}
    ),
    "url": spec(InputSources=source("urlDownload", URL=f"http://me:{SECRET}@example.com/a b")),
    "header": spec(
        InputSources=source("urlDownload", URL="https://a.example/x",
                            Headers={"Authorization": SECRET})
    ),
    "s3": spec(
        InputSources=source("s3", Bucket="b", Key="k", SecretAccessKey=SECRET, AccessKey=SECRET)
    ),
    "publisher": spec(Publisher={"Type": "s3", "Params": {"SecretAccessKey": SECRET}}),
    "twice": spec(Env={"TOKEN": TOKEN}, Meta={"a": TOKEN}).replace(
        f'"TOKEN": "{TOKEN}"', f'"TOKEN": "{TOKEN}", "TOKEN": "{TOKEN}"'),
    "number": spec(Env={"PASSWORD": 1}).replace('"PASSWORD": 1', f'"PASSWORD": {SECRET}'),
    "unclosed": spec(Env={"PASSWORD": SECRET}).replace(f'{SECRET}"', SECRET),
    "no-comma": spec(Env={"PASSWORD": SECRET, "B": "1"}).replace(f'{SECRET}",', f'{SECRET}"'),
    "wrong-type": spec(Env={"PASSWORD": [SECRET]}),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", SPECS.values(), ids=SPECS)
def test_reports(text: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "job.json"
    path.write_text(text)
    done = run_cli("check", "--format", form, str(path))

    assert "job.json" in done.out
    assert SECRET not in done.out
    assert SECRET not in done.err


@pytest.mark.asyncio
@pytest.mark.parametrize("text", SPECS.values(), ids=SPECS)
async def test_the_editor(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """Diagnostics, logs and what floats above the text; edits and completions may hold it."""
    caplog.set_level(logging.DEBUG, "bacalhau_ls")
    lines = text.split("\n")
    async with Talk(FULL) as talk:
        talk.open(text, language="bacalhau")
        said: list[Any] = [await talk.request("textDocument/diagnostic", DOCUMENT)]
        for method in sorted(PARAMS):
            for line, content in enumerate(lines):
                places = [content.find(SECRET) + 3, len(content) // 2]
                for character in (each for each in places if each > 2):
                    place = {"line": line, "character": character}
                    reply = await talk.reply(talk.ask(method, params(method, URI, place)))
                    said += [reply] if method in FLOATING else [reply.get("error")]

    assert not [each for each in texts_in(said) if SECRET in each]
    assert SECRET not in caplog.text
