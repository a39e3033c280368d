"""A folder that somebody else made: nothing in it is run, nothing outside it is read."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import BROKEN_JOB, JOB, Talk
from tests.lsp.wire import SERVER, started

if TYPE_CHECKING:
    from pathlib import Path

TRAPS = ("json5", "jsonschema", "pygls", "lsprotocol", "attrs", "argparse", "asyncio", "tomllib",
         "sitecustomize", "usercustomize")  # fmt: skip
CANARY = "canary-7f3a"
STRICT_SCHEMA = {"type": "object", "required": [CANARY]}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "job.json").write_text(BROKEN_JOB)
    for trap in TRAPS:
        (folder / f"{trap}.py").write_text("import os; os._exit(98)\n")
    return folder


def test_modules_beside_the_specs_are_not_imported(workspace: Path) -> None:
    command = [sys.executable, "-m", "bacalhau_ls", "check", "."]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stderr
    assert "unknown-value" in done.stdout


def test_nor_by_the_server(workspace: Path) -> None:
    code = f"import os; os.chdir({str(workspace)!r}); os.execv({SERVER[0]!r}, {SERVER!r})"
    with started(sys.executable, "-c", code) as wire:
        wire.initialize(rootUri=workspace.as_uri())
        wire.shut_down()

        assert wire.exit_code() == 0


@pytest.mark.parametrize("way", ["above", "absolute", "link", "link-to-folder"])
def test_a_schema_outside_the_folder_of_the_settings(workspace: Path, way: str) -> None:
    """The settings lie in the workspace, so what they name must lie there too."""
    outside = workspace.parent / "outside"
    outside.mkdir()
    (outside / "own.json").write_text(json.dumps(STRICT_SCHEMA))
    (workspace / "link.json").symlink_to(outside / "own.json")
    (workspace / "link").symlink_to(outside)
    names = {"above": "../outside/own.json", "absolute": str(outside / "own.json"),
             "link": "link.json", "link-to-folder": "link/own.json"}  # fmt: skip
    (workspace / ".bacalhau-ls.toml").write_text(f"schema = {json.dumps(names[way])}\n")
    command = [sys.executable, "-m", "bacalhau_ls", "check", "job.json"]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=False)

    assert CANARY not in done.stdout
    assert "unknown-value" in done.stdout
    assert "`schema`" in done.stderr
    assert "outside" in done.stderr


@pytest.mark.asyncio
async def test_a_schema_outside_that_the_editor_names(tmp_path: Path, workspace: Path) -> None:
    """What the user's own settings name is read wherever it is."""
    (tmp_path / "own.json").write_text(json.dumps(STRICT_SCHEMA))
    uri = (workspace / "job.json").as_uri()
    options: dict[str, Any] = {"schema": str(tmp_path / "own.json")}
    async with Talk(rootUri=workspace.as_uri(), initializationOptions=options) as talk:
        talk.open(JOB, uri)
        published = await talk.published(uri)

        assert any(CANARY in each["message"] for each in published["diagnostics"])
