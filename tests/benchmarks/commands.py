"""The command line: one file, and many, held to the same schema by each checker."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.documents import SIZES, json_document
from tests.benchmarks.peers import AJV, CHECK_JSONSCHEMA, OUR_CHECK, OURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.samples import Samples

CHECK = "check, wall time"
CHECK_CPU = "check, processor time"
CHECKER = "check-jsonschema"
_MANY = 500
_RUNS = {"1 file": 9, "500 files": 3}


def checks(samples: Samples) -> None:
    """Check files of 2 kB; all are sound but for what only our rules remark."""
    with tempfile.TemporaryDirectory() as folder:
        files = _written(Path(folder))
        for size, paths in (("1 file", files[:1]), ("500 files", files)):
            for _ in range(_RUNS[size]):
                for name, command in _commands(paths):
                    wall, cpu = timed(command, Path(folder))
                    samples.add(CHECK, size, name, wall)
                    samples.add(CHECK_CPU, size, name, cpu)


def _written(folder: Path) -> list[Path]:
    text = json_document(SIZES["2 kB"]).text
    files = [folder / f"job-{number:03}.json" for number in range(_MANY)]
    for number, file in enumerate(files):
        file.write_text(text.replace("benchmark", f"benchmark-{number}"), encoding="utf-8")
    return files


def _commands(paths: Sequence[Path]) -> list[tuple[str, list[str]]]:
    names = [path.name for path in paths]
    ajv = [*AJV, *(word for name in names for word in ("-d", name))]
    return [
        (OURS.name, [*OUR_CHECK, *names]),
        (CHECKER, [*CHECK_JSONSCHEMA, *names]),
        ("ajv-cli", ajv),
    ]


def timed(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Milliseconds of wall time and of processor time that a command takes."""
    before, begun = _children(), time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begun) * 1000, (_children() - before) * 1000


def _children() -> float:
    told = os.times()
    return told.children_user + told.children_system
