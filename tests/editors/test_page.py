"""The rest of EDITORS.md: what cannot be run here is sound and names what exists."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pytest

from bacalhau_ls.cli.arguments import parser
from bacalhau_ls.configuration import parse_settings
from tests.editors.page import PAGE, blocks, headings, pasted

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]

COMMAND = ["bacalhau-ls", "--stdio"]
README = PAGE.with_name("README.md")
IDS = ["json", "jsonc", "json5", "yaml"]


def settings_are_known(settings: Any) -> None:
    _, problems = parse_settings(settings, None)
    assert problems == []


def test_the_command_is_one_of_ours() -> None:
    options = parser().parse_args(COMMAND[1:])

    assert options.module == "serve"


def test_coc() -> None:
    servers = json.loads(pasted("Vim or Neovim with coc.nvim"))["languageserver"]
    (server,) = servers.values()

    assert [server["command"], *server["args"]] == COMMAND
    assert server["filetypes"] == IDS
    settings_are_known(server["settings"]["bacalhau"])


def test_helix() -> None:
    config = tomllib.loads(pasted("Helix"))
    ((name, server),) = config["language-server"].items()

    assert [server["command"], *server["args"]] == COMMAND
    assert [each["name"] for each in config["language"]] == IDS
    assert all(name in each["language-servers"] for each in config["language"])
    settings_are_known(server["config"]["bacalhau"])


def test_sublime_text() -> None:
    (client,) = json.loads(pasted("Sublime Text"))["clients"].values()

    assert client["enabled"] is True
    assert client["command"] == COMMAND
    assert re.fullmatch(r"source\.[a-z0-9]+( \| source\.[a-z0-9]+)*", client["selector"])
    settings_are_known({key.split(".")[1]: value for key, value in client["settings"].items()})


def test_zed() -> None:
    server = json.loads(pasted("Zed"))["lsp"]["json-language-server"]

    assert server["binary"]["path"].endswith(f"/{COMMAND[0]}")
    assert server["binary"]["arguments"] == COMMAND[1:]
    settings_are_known(server["initialization_options"])


def test_kate() -> None:
    servers = json.loads(pasted("Kate"))["servers"]

    assert [each["command"] for each in servers.values()] == [COMMAND, COMMAND]
    assert re.match(servers["json"]["highlightingModeRegex"], "JSON")
    assert re.match(servers["yaml"]["highlightingModeRegex"], "YAML")
    settings_are_known(servers["json"]["initializationOptions"])


@pytest.mark.parametrize("heading", headings())
def test_every_block_starts_the_server_as_the_others_do(heading: str) -> None:
    for block in blocks(heading):
        assert re.search(r"bacalhau-ls['\"]?,?\s", block)
        assert "--stdio" in block


@pytest.mark.parametrize("page", [PAGE, README], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Any) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        other = PAGE.parent / name if name else page
        assert other.exists(), target
        if anchor:
            assert anchor in _anchors(other.read_text("utf-8")), target


def _anchors(text: str) -> set[str]:
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}
