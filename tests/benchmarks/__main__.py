"""``python -m tests.benchmarks``: measure everything and write it down beside this file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.benchmarks import commands, measure
from tests.benchmarks.documents import SIZES
from tests.benchmarks.machine import machine
from tests.benchmarks.peers import install
from tests.benchmarks.picture import picture
from tests.benchmarks.samples import Samples
from tests.benchmarks.table import page

_ROUNDS = {"2 kB": 15, "100 kB": 8, "1 MB": 5}
_HERE = Path(__file__).parent


def main() -> None:
    """Run it all; about six minutes."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--to", type=Path, default=_HERE, help="folder for the page and picture")
    folder = parser.parse_args().to
    install()
    samples, most_sets = Samples(), 0
    _say("starting")
    measure.starts(samples)
    for size in SIZES:
        _say(f"{size}: opening, editing, bursts")
        measure.openings(samples, size)
        measure.editing(samples, size, _ROUNDS[size])
        most_sets = max(most_sets, measure.bursts(samples, size))
    _say("5 MB, 10,000 edits, the command line")
    measure.largest(samples)
    measure.many_edits(samples)
    commands.checks(samples)
    told = page(samples, machine(), most_sets)
    (folder / "results.md").write_text(told, encoding="utf-8")
    (folder / "results.svg").write_text(picture(samples, machine()), encoding="utf-8")
    sys.stdout.write(told)


def _say(what: str) -> None:
    sys.stderr.write(f"{what} ...\n")


if __name__ == "__main__":
    main()
