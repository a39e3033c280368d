"""Installed in each of the usual ways and on each Python that we name, it checks and it serves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bacalhau_ls.lsp.framing import Framer, framed
from tests.packaging.building import ROOT, SAMPLE

DECLARED = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
URI = "file:///specs/job.json"
INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
TEXT = '{"Type": "batsch", "Tasks": [{"Engine": {"Type": "docker"}}]}'
ITEM = {"uri": URI, "languageId": "json", "version": 1, "text": TEXT}
SESSION: list[dict[str, Any]] = [
    {"id": 1, "method": "initialize", "params": INITIALIZE},
    {"method": "initialized", "params": {}},
    {"method": "textDocument/didOpen", "params": {"textDocument": ITEM}},
    {"id": 2, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": URI}}},
    {"id": 3, "method": "shutdown"},
    {"method": "exit"},
]


def environment(home: Path) -> dict[str, str]:
    """A home of its own, and the versions of the lock."""
    lock = str(ROOT / "requirements-dev.txt")
    own = {
        "HOME": home,
        "PIPX_HOME": home / "pipx",
        "PIPX_BIN_DIR": home / "bin",
        "PIPX_DEFAULT_PYTHON": sys.executable,
        "UV_TOOL_DIR": home / "uv",
        "UV_TOOL_BIN_DIR": home / "bin",
        "UV_PYTHON": sys.executable,
        "PIP_CONSTRAINT": lock,
        "UV_CONSTRAINT": lock,
    }
    return os.environ | {name: str(value) for name, value in own.items()}


def run(home: Path, *command: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    words = [str(word) for word in command]
    return subprocess.run(
        words, env=environment(home), cwd=home, capture_output=True, check=False, **more
    )


def check(home: Path, *command: str | Path) -> None:
    """*command* stands for `bacalhau-ls`: it finds mistakes, and serves an editor."""
    found = run(home, *command, "check", "--format", "json", SAMPLE)
    assert found.returncode == 1, found.stderr.decode()
    assert "missing comma" in found.stdout.decode()
    told = b"".join(framed(json.dumps({"jsonrpc": "2.0", **each}).encode()) for each in SESSION)
    served = run(home, *command, "--stdio", input=told)
    assert served.returncode == 0, served.stderr.decode()
    answers = {each.get("id"): each for each in map(json.loads, Framer().feed(served.stdout))}
    assert "hoverProvider" in answers[1]["result"]["capabilities"]
    assert "unknown-value" in {each["code"] for each in answers[2]["result"]["items"]}


def python(version: str) -> str:
    """The Python of that *version* on this machine."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    places = [shutil.which(f"python{version}"), *pyenv.glob(f"{version}.*/bin/python{version}")]
    for place in filter(None, places):
        done = subprocess.run([str(place), "-c", "import venv"], capture_output=True, check=False)
        if done.returncode == 0:
            return str(place)
    pytest.skip(f"this machine has no Python {version}")


def test_the_lowest_version_is_the_one_that_is_required() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")

    assert DECLARED == ["3.10", "3.11", "3.12", "3.13"]
    assert f'requires-python = ">={DECLARED[0]}"' in text


UV = (sys.executable, "-m", "uv")


def succeed(home: Path, *command: str | Path) -> None:
    done = run(home, *command)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize("version", DECLARED)
def test_each_python_that_is_here(version: str, wheel: Path, tmp_path: Path) -> None:
    programs = tmp_path / "venv" / "bin"
    succeed(tmp_path, *UV, "venv", "--python", python(version), tmp_path / "venv")
    succeed(tmp_path, *UV, "pip", "install", "--python", programs / "python", wheel)

    check(tmp_path, programs / "python", "-m", "bacalhau_ls")


def test_pip(wheel: Path, tmp_path: Path) -> None:
    programs = tmp_path / "venv" / "bin"
    succeed(tmp_path, sys.executable, "-m", "venv", tmp_path / "venv")
    succeed(tmp_path, programs / "python", "-m", "pip", "install", wheel)

    check(tmp_path, programs / "bacalhau-ls")


def test_pipx_from_a_checkout(source: Path, tmp_path: Path) -> None:
    succeed(tmp_path, sys.executable, "-m", "pipx", "install", source)

    check(tmp_path, tmp_path / "bin" / "bacalhau-ls")


def test_uvx(wheel: Path, tmp_path: Path) -> None:
    check(tmp_path, *UV, "tool", "run", "--quiet", "--from", wheel, "bacalhau-ls")
