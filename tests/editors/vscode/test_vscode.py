"""Our extension in real VS Codes: the newest, and the oldest that it supports."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.editors.vscode.releases import (
    CLIENT,
    NEWEST,
    OLDEST,
    PYTHON,
    ROOT,
    VSIX,
    Release,
    running,
)

PICTURES = ROOT / "build" / "vscode"
_LONGEST = 280
_SETTINGS: dict[str, Any] = json.loads((CLIENT / "test" / "settings.json").read_text("utf-8"))
_TRUST = "security.workspace.trust"


@pytest.mark.parametrize("release", [NEWEST, OLDEST], ids=lambda release: release.name)
def test_inside_the_extension_host(
    release: Release, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    with running(release, tmp_path, _SETTINGS, "--enable-smoke-test-driver") as editor:
        done = editor.drive(
            "inside.mjs",
            timeout=_LONGEST,
            TEST_EXTENSION=str(CLIENT / "out" / "extension"),
            VSCODE_PICTURES=str(PICTURES / f"inside-{release.name}"),
        )
    judge(done, subtests)


def test_as_a_person(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """In a window, with keys and a mouse. The pictures are those of the extension's README."""
    with running(NEWEST, tmp_path, _SETTINGS) as editor:
        done = editor.drive("person.mjs", timeout=_LONGEST, VSCODE_PICTURES=pictures("person"))
    judge(done, subtests)


def test_without_python(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """One message with buttons, and no second start of the editor once there is an interpreter."""
    (tmp_path / "nothing").mkdir()
    with running(NEWEST, tmp_path, _SETTINGS, PATH=str(tmp_path / "nothing")) as editor:
        done = editor.drive(
            "noPython.mjs",
            timeout=_LONGEST,
            PYTHON=str(PYTHON),
            VSCODE_PICTURES=pictures("no-python"),
        )
    judge(done, subtests)


def test_in_a_workspace_that_is_not_trusted(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """An interpreter that the workspace names is started only if the user trusts it."""
    workspace = tmp_path / "workspace"
    (workspace / ".vscode").mkdir(parents=True)
    for sample in (CLIENT / "test" / "workspace").iterdir():
        (workspace / sample.name).write_bytes(sample.read_bytes())
    trace = traced_interpreter(workspace / "python")
    named = json.dumps({"bacalhau.interpreter": "${workspaceFolder}/python"})
    (workspace / ".vscode" / "settings.json").write_text(named, encoding="utf-8")
    doubtful = {f"{_TRUST}.enabled": True, f"{_TRUST}.startupPrompt": "never"}

    with running(NEWEST, tmp_path, _SETTINGS | doubtful) as editor:
        done = editor.drive(
            "untrusted.mjs",
            timeout=_LONGEST,
            INTERPRETER_TRACE=str(trace),
            VSCODE_PICTURES=pictures("untrusted"),
        )
    judge(done, subtests)


def test_beside_the_python_extension(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """What it has active is taken, and the next one when the user selects another."""
    first, second = tmp_path / "first", tmp_path / "second"
    traces = [traced_interpreter(first), traced_interpreter(second)]
    extensions = (VSIX, python_extension(tmp_path / "python.vsix", first, second))

    with running(NEWEST, tmp_path, _SETTINGS, extensions=extensions) as editor:
        done = editor.drive(
            "pythonExtension.mjs",
            timeout=_LONGEST,
            INTERPRETER_TRACES=json.dumps([str(trace) for trace in traces]),
            VSCODE_PICTURES=pictures("python-extension"),
        )
    judge(done, subtests)


def traced_interpreter(path: Path) -> Path:
    """Make an interpreter at *path*; the value is a file that is there once it has been started."""
    trace = path.with_name(f"{path.name}-was-started")
    path.write_text(f'#!/bin/sh\ntouch "{trace}"\nexec "{PYTHON}" "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return trace


def python_extension(vsix: Path, *interpreters: Path) -> Path:
    """The Python extension as far as its interface goes; a command selects the next interpreter."""
    manifest = {
        "name": "python",
        "publisher": "ms-python",
        "version": "1.0.0",
        "engines": {"vscode": "^1.90.0"},
        "main": "./index.js",
        "activationEvents": [],
        "contributes": {"commands": [{"command": "python.next", "title": "Next Interpreter"}]},
    }
    names = json.dumps([str(each) for each in interpreters])
    stand_in = (CLIENT / "test" / "pythonExtension.cjs").read_text("utf-8")
    with zipfile.ZipFile(vsix, "w") as archive:
        archive.writestr("extension/package.json", json.dumps(manifest))
        archive.writestr("extension/index.js", stand_in.replace("INTERPRETERS", names))
    return vsix


def pictures(name: str) -> str:
    return str(PICTURES / name)


def judge(done: subprocess.CompletedProcess[str], subtests: pytest.Subtests) -> None:
    """Each step or case that a script has taken is a test of its own."""
    assert done.stdout, done.stderr
    results = json.loads(done.stdout)["results"]
    assert results, done.stderr
    for result in results:
        with subtests.test(result["name"]):
            assert "error" not in result, result["error"]
