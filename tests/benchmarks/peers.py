"""Who is measured: our server, what others use for the same files, and pygls doing nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.documents import SCHEMA_FILE

CACHE = Path(__file__).parents[2] / ".cache" / "benchmarks"
NPM_PACKAGES = {
    "vscode-langservers-extracted": "4.10.0",
    "yaml-language-server": "2.0.0",
    "ajv-cli": "5.0.0",
}
PYPI_PACKAGES = {"check-jsonschema": "0.39.0"}
_SCHEMA_URI = SCHEMA_FILE.as_uri()
_NODE = shutil.which("node") or "node"


@dataclass(frozen=True)
class Peer:
    """A language server, and how it is told about the schema."""

    name: str
    command: tuple[str, ...]
    language: str = "json"
    file: str = "job.bacalhau.json"
    pulls: bool = True
    """Whether it is asked for diagnostics; otherwise it sends them by itself."""
    answers: bool = True
    """Whether it knows anything about specs."""
    options: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)


def _bin(name: str) -> str:
    return str(CACHE / "node_modules" / ".bin" / name)


OURS = Peer("bacalhau-ls", (sys.executable, "-m", "bacalhau_ls", "--stdio"))
VSCODE_JSON = Peer(
    "vscode-json",
    (_NODE, _bin("vscode-json-language-server"), "--stdio"),
    options={"provideFormatter": True, "handledSchemaProtocols": ["file"]},
    settings={
        "json": {
            "schemas": [{"fileMatch": ["*.json"], "url": _SCHEMA_URI}],
            "validate": {"enable": True},
            "format": {"enable": True},
        }
    },
)
YAML_LS = Peer(
    "yaml-ls",
    (_NODE, _bin("yaml-language-server"), "--stdio"),
    language="yaml",
    file="job.yaml",
    pulls=False,
    settings={
        "yaml": {
            "schemas": {_SCHEMA_URI: "*.yaml"},
            "validate": True,
            "completion": True,
            "format": {"enable": True},
        }
    },
)
EMPTY_PYGLS = Peer(
    "empty pygls",
    (sys.executable, str(Path(__file__).parent / "empty_server.py")),
    answers=False,
)
ALL = (OURS, VSCODE_JSON, YAML_LS, EMPTY_PYGLS)

OUR_CHECK = (sys.executable, "-m", "bacalhau_ls", "check")
_SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
CHECK_JSONSCHEMA = (
    str(CACHE / "venv" / _SCRIPTS / "check-jsonschema"),
    "--schemafile",
    str(SCHEMA_FILE),
)
AJV = (
    _NODE,
    _bin("ajv"),
    "validate",
    "--spec=draft2020",
    "--strict=false",
    "-s",
    str(SCHEMA_FILE),
)
"""Takes ``-d FILE`` for each file."""


def install() -> None:
    """Put the peers into the cache folder, unless they are there."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = [*_pinned(NPM_PACKAGES, "@"), *_pinned(PYPI_PACKAGES, "==")]
    stamp = CACHE / "installed.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8").split() == wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("the peers are npm packages: Node.js and npm are needed")
    packages = _pinned(NPM_PACKAGES, "@")
    (CACHE / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    subprocess.run([npm, "install", "--no-audit", "--no-fund", *packages], cwd=CACHE, check=True)
    venv.create(CACHE / "venv", with_pip=True)
    pip = str(CACHE / "venv" / _SCRIPTS / "pip")
    subprocess.run([pip, "install", "-q", *_pinned(PYPI_PACKAGES, "==")], check=True)
    stamp.write_text("\n".join(wanted), encoding="utf-8")


def _pinned(packages: dict[str, str], sign: str) -> list[str]:
    return [f"{name}{sign}{version}" for name, version in packages.items()]
