"""Building what is handed out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "samples" / "with-mistakes.bacalhau.json"


def build(source: Path, folder: Path, *kinds: str) -> Path:
    """Build *source* into *folder*; the same sources give the same bytes."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "build", *kinds, "--outdir", str(folder), str(source)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (built,) = folder.iterdir()
    return built
