"""The server that comes with the extension runs on nothing but a Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editors.vscode.releases import old_pygls
from tests.lsp.wire import started
from tests.test_cases import FILES

_PYTHONS = ["python3.10", "python3.11", "python3.12", "python3.13"]


def test_packages_of_the_user_do_not_matter(extension: Path, tmp_path: Path) -> None:
    """The same environment breaks a server that is not isolated, so the old pygls is in its way."""
    environment = {"PYTHONPATH": str(old_pygls(tmp_path))}
    launch = str(extension / "bundled" / "launch.py")

    with started(sys.executable, "-I", "-S", launch, "--stdio", **environment) as server:
        assert server.initialize()["result"]["serverInfo"]["name"] == "bacalhau-ls"
        server.shut_down()
    exposed = subprocess.run(
        [sys.executable, "-c", "import pygls"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "too old" in exposed.stderr


@pytest.mark.parametrize("name", _PYTHONS)
def test_runs_on_every_python(name: str, extension: Path) -> None:
    python = shutil.which(name)
    if python is None or not runs(python):
        pytest.skip(f"no {name} here")
    launch = str(extension / "bundled" / "launch.py")

    with started(python, "-I", "-S", launch, "--stdio") as server:
        assert "result" in server.initialize()
        server.shut_down()
        assert server.exit_code() == 0
        assert server.log() == ""


def test_finds_what_the_newest_jsonschema_finds(extension: Path, tmp_path: Path) -> None:
    """The bundle has the last jsonschema that is pure Python; every case has the same findings."""
    for number, case in enumerate(case for file in FILES for case in file.cases):
        path = tmp_path / f"{number}.job.json"
        path.write_text(case.document().content, encoding="utf-8", errors="replace", newline="")
    check = ["check", "--format", "json", "."]

    bundled = run("-I", "-S", str(extension / "bundled" / "launch.py"), *check, cwd=tmp_path)
    installed = run("-m", "bacalhau_ls", *check, cwd=tmp_path)

    assert bundled.splitlines() == installed.splitlines()
    assert len(bundled.splitlines()) > len(FILES)


def run(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def runs(python: str) -> bool:
    """Whether it is more than the name of one."""
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
