"""The VS Codes that `.ci/vscode` has installed, and how one of them is run.

Each run has a home, settings and a workspace of its own. In that home the user has
an old pygls, which must not matter.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[3]
CLIENT = ROOT / "vscode-client"
VSIX = CLIENT / "bacalhau-ls.vsix"
INSTALLED = ROOT / ".cache" / "vscode"
OWN_NODE = INSTALLED / "node" / "bin" / "node"
CHROMIUM = Path("/usr/bin/chromium")
PYTHON = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
"""The interpreter itself, not the link to it in a virtual environment."""
_SOURCES = {".json", ".md", ".mjs", ".py", ".ts"}
_LONGEST_START = 60.0
_OLD_PYGLS = 'raise ImportError("this is the pygls of the user, and it is too old")\n'


@dataclass(frozen=True)
class Release:
    """A VS Code, and the Node that it runs on."""

    name: str
    node: str

    @property
    def program(self) -> list[str]:
        script = INSTALLED / self.name / "package" / "lib" / "vscode" / "out" / "server-main.js"
        return [self.node, str(script)]


NEWEST = Release("newest", str(OWN_NODE))
OLDEST = Release("oldest", "node")


@dataclass(frozen=True)
class Editor:
    """A running VS Code with our extension."""

    url: str
    folder: Path
    """Of all that this one has, user settings included."""

    def drive(self, script: str, timeout: float, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a script of `vscode-client/test` that opens a window of this editor."""
        variables = {
            "VSCODE_URL": self.url,
            "VSCODE_WORKSPACE": str(self.folder / "workspace"),
            "TEST_RESULTS": str(self.folder / "results.json"),
            **more,
        }
        return subprocess.run(
            [str(shutil.which("node")), str(CLIENT / "test" / script)],
            cwd=CLIENT,
            env=os.environ | variables,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )


def missing() -> list[str]:
    """What `.ci/vscode` would have made and is not there."""
    needed = [VSIX, OWN_NODE, CHROMIUM, CLIENT / "out" / "extension" / "index.js"]
    needed += [Path(release.program[1]) for release in (NEWEST, OLDEST)]
    absent = [path.name for path in needed if not path.exists()]
    return absent or ([f"up-to-date {VSIX.name}"] if _is_stale() else [])


def _is_stale() -> bool:
    """Whether what the extension is made of has changed since it was made."""
    folders = (ROOT / "server" / "bacalhau_ls", ROOT / "schema", CLIENT / "src", CLIENT / "test")
    files = (path for folder in folders for path in folder.rglob("*.*"))
    sources = [
        path for path in files if path.suffix in _SOURCES and ".mypy_cache" not in path.parts
    ]
    return max(path.stat().st_mtime for path in sources) > VSIX.stat().st_mtime


@contextlib.contextmanager
def running(
    release: Release,
    folder: Path,
    settings: Mapping[str, object],
    *options: str,
    extensions: Iterable[Path] = (VSIX,),
    **environment: str,
) -> Iterator[Editor]:
    """*release* with *extensions* installed, all of it in *folder*."""
    if not (folder / "workspace").exists():
        shutil.copytree(CLIENT / "test" / "workspace", folder / "workspace")
    (folder / "data" / "User").mkdir(parents=True)
    _write(folder / "data" / "User" / "settings.json", json.dumps(settings))
    variables = _environment(folder) | environment
    own = [*release.program, "--user-data-dir", f"{folder}/data", "--telemetry-level", "off"]
    own += ["--server-data-dir", f"{folder}/data/server", "--accept-server-license-terms"]
    own += ["--extensions-dir", f"{folder}/extensions", "--disable-telemetry"]
    install = [*own, *(f"--install-extension={each}" for each in extensions), "--force"]
    subprocess.run(install, env=variables, check=True, capture_output=True, timeout=120)
    with _serving([*own, *options], folder / "server.log", variables) as url:
        yield Editor(url, folder)


@contextlib.contextmanager
def _serving(own: list[str], log: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """A server for windows in browsers; its address."""
    port = _free_port()
    serve = [*own, "--host", "127.0.0.1", "--port", str(port), "--without-connection-token"]
    serve += ["--disable-experiments", "--reconnection-grace-time", "5"]
    with log.open("wb") as sink:
        process = subprocess.Popen(serve, env=environment, stdout=sink, stderr=subprocess.STDOUT)
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of this machine but its programs; the user's packages are in the way."""
    home = folder / "home"
    programs = folder / "programs"
    programs.mkdir()
    (programs / "python3").symlink_to(PYTHON)
    (programs / "node").symlink_to(str(shutil.which("node")))
    old_pygls(home / ".local" / "lib" / f"python3.{sys.version_info.minor}" / "site-packages")
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(old_pygls(folder / "pythonpath")),
        "EXTENSIONS_GALLERY": "{}",  # no gallery, so nothing is looked up there
        "VSCODE_CLI": "1",  # no login shell is asked for another PATH
        "TEST_RESULTS": str(folder / "results.json"),
    }


def old_pygls(folder: Path) -> Path:
    """*folder*, with a pygls in it that nobody can use."""
    (folder / "pygls").mkdir(parents=True)
    _write(folder / "pygls" / "__init__.py", _OLD_PYGLS)
    return folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.request("GET", "/version")
            connection.getresponse()
            return
        time.sleep(0.1)
    message = f"VS Code did not start; it ended with {process.poll()}"
    raise RuntimeError(message)
