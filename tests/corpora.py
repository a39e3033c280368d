"""The public corpora that tests read; they lie beside the checkout in ``shared``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def corpus_files(pattern: str) -> list[Path]:
    """The files of the corpora that match *pattern*, in order.

    In CI they must be there; elsewhere the tests that need them are skipped.
    """
    files = sorted(path for path in SHARED.glob(pattern) if path.is_file())
    if not files and os.environ.get("CI"):
        pytest.fail(f"no files match {pattern} in {SHARED}", pytrace=False)
    return files
