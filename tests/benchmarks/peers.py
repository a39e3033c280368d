"""Who is measured: our server, what others use for the same files, and pygls doing nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]
CACHE = _ROOT / ".cache" / "benchmarks"
GUIDE = _ROOT / "schema" / "guide.schema.json"
BACALHAU = _ROOT / "schema" / "bacalhau.schema.json"
NPM_PACKAGES = {
    "vscode-langservers-extracted": "4.10.0",
    "yaml-language-server": "2.0.0",
    "ajv-cli": "5.0.0",
}
PYPI_PACKAGES = {"check-jsonschema": "0.39.0"}
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


def _yaml_ls(schema: Path) -> Peer:
    settings = {"schemas": {schema.as_uri(): "*.yaml"}, "format": {"enable": True}}
    return Peer(
        "yaml-ls",
        (_NODE, _bin("yaml-language-server"), "--stdio"),
        language="yaml",
        file="job.yaml",
        pulls=False,
        settings={"yaml": {**settings, "validate": True, "completion": True}},
    )


OURS = Peer("bacalhau-ls", (sys.executable, "-m", "bacalhau_ls", "--stdio"))
VSCODE_JSON = Peer(
    "vscode-json",
    (_NODE, _bin("vscode-json-language-server"), "--stdio"),
    options={"provideFormatter": True, "handledSchemaProtocols": ["file"]},
    settings={
        "json": {
            "schemas": [{"fileMatch": ["*.json"], "url": GUIDE.as_uri()}],
            "validate": {"enable": True},
            "format": {"enable": True},
        }
    },
)
YAML_LS = _yaml_ls(GUIDE)
EMPTY_PYGLS = Peer(
    "empty pygls",
    (sys.executable, str(Path(__file__).parent / "empty_server.py")),
    answers=False,
)
FOR_JSON = (OURS, VSCODE_JSON, YAML_LS, EMPTY_PYGLS)
FOR_YAML = (replace(OURS, language="yaml", file="job.bacalhau.yaml"), _yaml_ls(BACALHAU))
"""Ours holds YAML to what Bacalhau accepts, so the other is given the same."""

OUR_CHECK = (sys.executable, "-m", "bacalhau_ls", "check")
_SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
CHECK_JSONSCHEMA = (
    str(CACHE / "venv" / _SCRIPTS / "check-jsonschema"),
    "--schemafile",
    str(GUIDE),
)
AJV = (
    _NODE,
    _bin("ajv"),
    "validate",
    "--spec=draft2020",
    "--strict=false",
    "-s",
    str(GUIDE),
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
