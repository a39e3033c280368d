"""The same outcome whatever the machine is set up like."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.talk import BROKEN_JOB
from tests.lsp.wire import started

if TYPE_CHECKING:
    from pathlib import Path

SPEC = BROKEN_JOB.replace('"batsch"', '"bätsch😀"')
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
LOCALES: dict[str, dict[str, str]] = {
    "ascii": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "posix": {"LC_ALL": "POSIX"},
    "unknown": {"LC_ALL": "xx_YY.ISO-8859-15"},
    "latin": {"PYTHONIOENCODING": "latin-1"},
    "utf-16": {"PYTHONIOENCODING": "utf-16"},
}
HOMES: dict[str, dict[str, str]] = {
    "none": {},
    "missing": {"HOME": "/does/not/exist", "XDG_CONFIG_HOME": "/neither", "TMPDIR": "/nor"},
    "not-to-be-written": {"HOME": "/proc", "XDG_CACHE_HOME": "/proc", "TMPDIR": "/proc"},
    "empty": {"HOME": "", "USER": "", "TERM": ""},
    "dumb": {"TERM": "dumb", "COLUMNS": "-3", "LINES": "x", "NO_COLOR": "1", "CI": "1"},
}


def ran(*arguments: str, folder: Path, environment: dict[str, str]) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "bacalhau_ls", *arguments],
        cwd=folder,
        env=BARE | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "jöb 😀.json").write_text(SPEC, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "environment", [*LOCALES.values(), *HOMES.values()], ids=[*LOCALES, *HOMES]
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_command_line(form: str, environment: dict[str, str], folder: Path) -> None:
    done = ran("check", "--format", form, ".", folder=folder, environment=environment)

    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"unknown-value" in done.stdout.replace(b"\0", b"")
    if form == "json" and "PYTHONIOENCODING" not in environment:
        assert len(json.loads(done.stdout)) == 1


@pytest.mark.parametrize(
    "environment", [*LOCALES.values(), *HOMES.values()], ids=[*LOCALES, *HOMES]
)
def test_the_server(environment: dict[str, str], folder: Path) -> None:
    clean = {name: "" for name in ("HOME", "LANG", "LC_ALL", "LC_CTYPE") if name in os.environ}
    with started(**{**clean, **environment}) as wire:
        wire.initialize(rootUri=folder.as_uri())
        uri = (folder / "jöb 😀.json").as_uri()
        item = {"uri": uri, "languageId": "json", "version": 1, "text": SPEC}
        wire.send("textDocument/didOpen", {"textDocument": item})
        said = wire.read()
        while said.get("method") != "textDocument/publishDiagnostics":
            said = wire.read()
        assert "bätsch😀" in said["params"]["diagnostics"][0]["message"]
        wire.shut_down()

        assert wire.exit_code() == 0
        assert "Traceback" not in wire.log()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "."], ["check", "gone.json"], ["rules"]]
)
def test_the_folder_is_gone(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import os, shutil, sys\n"
        "folder = sys.argv.pop(1)\n"
        "os.chdir(folder)\n"
        "shutil.rmtree(folder)\n"
        "from bacalhau_ls.__main__ import main\n"
        "sys.exit(main())\n"
    )
    folder = tmp_path / "gone"
    folder.mkdir()
    command = [sys.executable, "-c", code, str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    if arguments == ["rules"]:
        assert done.returncode == 0, done.stderr
    else:
        assert done.returncode == 2
        assert done.stderr == "bacalhau-ls: the current folder is gone\n"
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
