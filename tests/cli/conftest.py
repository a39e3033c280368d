"""Every test of the command line starts in an empty folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "TERM", "BACALHAU_LS_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path
