"""Whoever imports the package gets its types."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROGRAM = """\
from bacalhau_ls.diagnosis import diagnose
from bacalhau_ls.document import Document

first = next(iter(diagnose(Document.read("{"))))
right: str = first.code
wrong: int = first.code
"""


def test_mypy_sees_the_types_of_the_wheel(wheel: Path, tmp_path: Path) -> None:
    file = tmp_path / "consumer.py"
    file.write_text(PROGRAM)
    place = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(place)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    options = ["--strict", "--follow-imports=silent", "--cache-dir", str(tmp_path / "cache")]

    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(file)],
        cwd=tmp_path,
        env={"MYPYPATH": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )

    (line, _) = done.stdout.splitlines()
    assert re.match(r".*consumer\.py:6: error: .*expression has type \"str\"", line)
