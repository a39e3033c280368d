"""What stands in a spec stays text: no link, image, escape or command comes of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests.cli.running import run_cli
from tests.lsp.asking import params
from tests.lsp.talk import URI, Talk
from tests.lsp.test_conformance import FULL
from tests.safety.hostile import MARK, PAYLOADS, markdown_in, specs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

SPECS = list(specs())
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
MOST_LINES = 80
WHOLE = params("textDocument/inlayHint", place={"line": MOST_LINES, "character": 0})
OURS = "github.com/bacalhau-project"


def tokens(markdown: str) -> Iterator[Token]:
    """All tokens of *markdown* as a client with HTML and bare links would see them."""
    for block in MarkdownIt("commonmark", {"html": True}).parse(markdown):
        yield block
        yield from block.children or ()


def targets(markdown: str) -> Iterator[str]:
    """Where the active parts of *markdown* lead; the whole of a piece of HTML."""
    for token in tokens(markdown):
        if token.type in ("html_inline", "html_block"):
            yield token.content
        yield from (str(value) for key, value in token.attrs.items() if key in ("href", "src"))


def test_the_judge_sees_what_is_active() -> None:
    assert list(targets(f"[a](command:{MARK}) <b>x</b>")) == [f"command:{MARK}", "<b>", "</b>"]
    assert list(targets(f"`[a](command:{MARK}) <b>`")) == []


def places(spec: str) -> Iterator[dict[str, int]]:
    """Some places on every line, always in the text of a key or a value."""
    for line, content in enumerate(spec.split("\n")[:MOST_LINES]):
        for character in {len(content) // 4, len(content) * 3 // 4}:
            yield {"line": line, "character": character}


@pytest.mark.asyncio
@pytest.mark.parametrize("spec", SPECS[::3], ids=range(len(PAYLOADS)))
async def test_markdown(spec: str) -> None:
    async with Talk(FULL) as talk:
        talk.open(spec, language="bacalhau")
        answers = [await talk.request("textDocument/inlayHint", WHOLE)]
        for number, place in enumerate(places(spec)):
            method = "textDocument/hover" if number % 6 else "textDocument/completion"
            answers.append(await talk.request(method, params(method, URI, place)))

    shown = [text for answer in answers for text in markdown_in(answer)]
    assert len(shown) > 10
    for text in shown:
        assert [target for target in targets(text) if OURS not in target] == []


@pytest.mark.parametrize("number", range(len(SPECS)))
def test_a_terminal(number: int, tmp_path: Path) -> None:
    path = tmp_path / "job.json"
    path.write_text(SPECS[number])
    done = run_cli("check", "--color", "never", str(path))

    assert done.code == 1
    assert not CONTROL.search(done.out + done.err)


@pytest.mark.parametrize("number", range(len(SPECS)))
def test_commands_of_github(number: int, tmp_path: Path) -> None:
    """Each line of the output is one of our own commands, and there is one for each finding."""
    path = tmp_path / "job.json"
    path.write_text(SPECS[number])
    found = run_cli("check", "--format", "json", str(path)).json
    lines = run_cli("check", "--format", "github", str(path)).out.splitlines()

    commands = [line for line in lines if line.lstrip().startswith(("::", "##["))]
    assert len(commands) == len(found)
    assert all(
        re.match(r"::(error|warning|notice) [^:]*::[^\x00-\x1f]*$", each) for each in commands
    )
    assert not any(CONTROL.search(line) for line in lines)


@pytest.mark.parametrize("number", range(len(SPECS)))
def test_sarif(number: int, tmp_path: Path) -> None:
    """In a message of SARIF square brackets make links, so those of a spec are escaped."""
    path = tmp_path / "job.json"
    path.write_text(SPECS[number])
    log = run_cli("check", "--format", "sarif", str(path)).json

    messages = [result["message"]["text"] for result in log["runs"][0]["results"]]
    assert messages
    for message in messages:
        assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", message)
        assert not CONTROL.search(message)


@pytest.mark.parametrize("form", ["json", "gitlab", "junit"])
def test_other_forms_can_be_read(form: str, tmp_path: Path) -> None:
    for number, spec in enumerate(SPECS):
        (tmp_path / f"{number}.job.json").write_text(spec)
    out = run_cli("check", "--format", form, str(tmp_path)).out

    if form == "junit":
        assert not CONTROL.search(out)
        assert "<!--" not in out
    else:
        assert len(json.loads(out)) > len(SPECS)
