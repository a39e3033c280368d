"""Whole sessions and runs where starting a process or reaching a network is death."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.asking import PARAMS, at, params
from tests.lsp.talk import BROKEN_JOB, JOB
from tests.lsp.test_conformance import FULL
from tests.lsp.wire import Process, started
from tests.safety.guarded import VIOLATION

GUARD = Path(__file__).with_name("guarded.py")
COMMAND = (sys.executable, "-W", "error", str(GUARD))
SPEC = BROKEN_JOB.replace(
    '"Name": "main",',
    '"Name": "main", "InputSources": [{"Target": "/in", "Source": {"Type": "urlDownload",'
    ' "Params": {"URL": "http://127.0.0.1:9/x"}}}],',
)
ELSEWHERE = [{"$ref": "http://127.0.0.1:9/schema"}, {"$ref": "x.json"}]
SCHEMA = {
    **ELSEWHERE[0],
    "anyOf": [*ELSEWHERE, True],
    "not": {"allOf": ELSEWHERE},
    "if": {"anyOf": ELSEWHERE},
    "properties": {"Tasks": {"items": {"oneOf": ELSEWHERE}}, "Name": {"not": ELSEWHERE[0]}},
}
ESCAPES = [
    "import os; os.system('true')",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.fork()",
    "import os; os.execv('/bin/true', ['true'])",
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import socket; socket.getaddrinfo('localhost', 80)",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    # past Python's own events, down to the kernel
    "import ctypes; ctypes.CDLL(None).system(b'true')",
    "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)",
]


def guarded(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "GUARDED_WORKSPACE": str(folder), **environment},
    )


@pytest.mark.parametrize("escape", ESCAPES)
def test_the_guard_bites(escape: str, tmp_path: Path) -> None:
    assert guarded("-c", escape, folder=tmp_path).returncode in (VIOLATION, -signal.SIGSYS)


def test_the_guard_sees_writes_and_code(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("x = 1\n")
    load = (
        "import sys; sys.path.insert(0, '.'); import code; import runpy; runpy.run_path('code.py')"
    )

    assert guarded("-c", "open('new', 'w')", folder=tmp_path).returncode == VIOLATION
    assert guarded("-c", load, folder=tmp_path).returncode == VIOLATION


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A stranger's folder: specs, settings, a schema, and code that wants to be run."""
    (tmp_path / "job.json").write_text(SPEC)
    (tmp_path / "own.schema.json").write_text(json.dumps(SCHEMA))
    (tmp_path / ".bacalhau-ls.toml").write_text('files = ["*.json"]\n[severity]\nno-code = "off"\n')
    (tmp_path / "own.toml").write_text('schema = "own.schema.json"\n')
    for trap in ("json5", "jsonschema", "bacalhau_ls_plugin", "sitecustomize", "conftest", "attrs"):
        (tmp_path / f"{trap}.py").write_text("raise SystemExit(98)\n")
    return tmp_path


RUNS: list[list[str]] = [
    ["check", "."],
    ["check", "--format", "sarif", "job.json"],
    ["check", "--config", "own.toml", "job.json"],
    ["to-json", "job.json"],
    ["explain", "unknown-value"],
    ["schema"],
    ["rules"],
]


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_the_command_line(arguments: list[str], workspace: Path) -> None:
    done = guarded(*arguments, folder=workspace)

    assert done.returncode in (0, 1, 2), done.stderr
    assert "FORBIDDEN" not in done.stderr
    assert "Traceback" not in done.stderr


def everything(wire: Process, uri: str) -> None:
    """Ask for all there is, at several places, in sound and in broken text."""
    identity = 0
    for version, text in enumerate([SPEC, SPEC[: len(SPEC) // 2], JOB]):
        change: Any = {"textDocument": {"uri": uri, "version": version + 2}}
        wire.send("textDocument/didChange", {**change, "contentChanges": [{"text": text}]})
        for method in PARAMS:
            for place in (at(0, 1), at(2, 12), at(5, 20), at(6, 60)):
                identity += 1
                wire.send(method, params(method, uri, place), id=identity)
                assert wire.reply(identity)


def test_a_session(workspace: Path) -> None:
    uri = (workspace / "job.json").as_uri()
    command = (sys.executable, "-W", "error", str(GUARD), "serve")
    with started(*command, GUARDED_WORKSPACE=str(workspace)) as wire:
        folders = [{"uri": workspace.as_uri(), "name": "w"}]
        options = {"schema": "own.schema.json"}
        wire.initialize(capabilities=FULL, workspaceFolders=folders, initializationOptions=options)
        item = {"uri": uri, "languageId": "json", "version": 1, "text": SPEC}
        wire.send("textDocument/didOpen", {"textDocument": item})
        everything(wire, uri)
        wire.shut_down()

        assert wire.exit_code() == 0, wire.log()
