"""Seconds of coverage-guided fuzzing for each target; `python -m tests.fuzzing` runs for hours."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzzing.seeds import seeds
from tests.fuzzing.targets import TARGETS

ROOT = Path(__file__).parents[2]
SECONDS = os.environ.get("FUZZ_SECONDS", "15")
FOUND = sorted(Path(__file__).with_name("found").glob("*/*"))
"""Inputs that once broke a promise, each in a folder with the name of its target."""


@pytest.mark.skipif(
    find_spec("atheris") is None and "CI" not in os.environ, reason="atheris is not installed"
)
@pytest.mark.parametrize("target", TARGETS)
def test_new_inputs(target: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzzing", target, SECONDS, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
    assert "Done" in done.stderr


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_starts_from(target: str) -> None:
    """A broken seed would end every run at once."""
    for seed in list(seeds(target))[::7]:
        TARGETS[target](seed)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_found_before(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
