"""``python -m tests.benchmarks``: measure everything and write it down beside this file."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import commands, load, measure
from tests.benchmarks.contests import contests
from tests.benchmarks.documents import SIZES
from tests.benchmarks.machine import machine
from tests.benchmarks.peers import install
from tests.benchmarks.picture import picture
from tests.benchmarks.questions import questions
from tests.benchmarks.table import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.contests import Contest

_HERE = Path(__file__).parent


def main() -> None:
    """Run it all, about ten minutes; or a part, which is shown and not written."""
    json, yaml = contests()
    parts = {**_common(json), **_parts(json), **_parts(yaml)}
    asked = _arguments(list(parts))
    install()
    for name in (each for each in parts if _is_asked(each, asked.only)):
        sys.stderr.write(f"{name} ...\n")
        parts[name]()
    told = page(json, yaml, machine())
    if not asked.only:
        (asked.to / "results.md").write_text(told, encoding="utf-8")
        (asked.to / "results.svg").write_text(picture(json.samples, machine()), encoding="utf-8")
    sys.stdout.write(told)


def _common(contest: Contest) -> dict[str, Callable[[], None]]:
    """What has nothing to do with the notation."""
    return {
        "start": partial(measure.starts, contest),
        "command line": partial(commands.checks, contest.samples),
    }


def _parts(contest: Contest) -> dict[str, Callable[[], None]]:
    parts: dict[str, Callable[[], None]] = {}
    for size in SIZES:
        parts[f"{contest.name} {size} open"] = partial(measure.openings, contest, size)
        parts[f"{contest.name} {size} edit"] = partial(measure.editing, contest, size)
        parts[f"{contest.name} {size} burst"] = partial(load.bursts, contest, size)
        parts[f"{contest.name} {size} questions"] = partial(questions, contest, size)
    parts[f"{contest.name} 100 kB many edits"] = partial(load.many_edits, contest, "100 kB")
    parts[f"{contest.name} 5 MB"] = partial(load.largest, contest)
    return parts


def _arguments(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--to", type=Path, default=_HERE, help="folder for the page and picture")
    parser.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="WORD",
        help=f"show the parts with all these words in their names and write nothing: {names}",
    )
    asked = parser.parse_args()
    if not any(_is_asked(name, asked.only) for name in names):
        parser.error(f"no part has all of these words; the parts are {names}")
    return asked


def _is_asked(name: str, words: list[str]) -> bool:
    return all(word.lower() in name.lower() for word in words)


if __name__ == "__main__":
    main()
