"""What the tests of the extension need, and what happens where it is missing."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.editors.vscode.releases import VSIX, missing


@pytest.fixture(autouse=True, scope="session")
def installed() -> None:
    """In CI what is missing is a failure; elsewhere the tests wait until somebody cares."""
    absent = missing() if shutil.which("node") else ["node"]
    if not absent:
        return
    reason = f"run `bash .ci/vscode` first, there is no {', '.join(absent)}"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def extension(installed: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension as VS Code unpacks it."""
    folder = tmp_path_factory.mktemp("vsix")
    with zipfile.ZipFile(VSIX) as archive:
        archive.extractall(folder)
    return folder / "extension"
