"""What is handed out, built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.packaging.building import ROOT, build

_NOT_COPIED = (".git", ".venv", ".cache", "node_modules", "vscode-client")


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is now, with what lies about in one that is worked on."""
    copy = tmp_path_factory.mktemp("project") / "bacalhau-ls"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    for made in ("dist/old.whl", ".venv/pyvenv.cfg", "server/bacalhau_ls/__pycache__/old.pyc"):
        (copy / made).parent.mkdir(parents=True, exist_ok=True)
        (copy / made).touch()
    return copy


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("wheel"), "--wheel")


@pytest.fixture(scope="session")
def sdist(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("sdist"), "--sdist")
