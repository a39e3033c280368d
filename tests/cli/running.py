"""Run the command line inside the test."""

from __future__ import annotations

import io
import json
from typing import Any, NamedTuple

from bacalhau_ls.cli import run

GOOD = """\
{
  "Name": "good",
  "Type": "batch",
  "Count": 1,
  "Tasks": [
    {
      "Name": "main",
      "Engine": { "Type": "docker", "Params": { "Image": "ubuntu:24.04" } },
      "Resources": { "CPU": "1", "Memory": "1GB", "Disk": "1GB" }
    }
  ]
}
"""
BROKEN = GOOD.replace('"good",', '"good"')
"""One finding: a comma is missing."""
CLEAN = "held to the guide\nno findings in 1 file\n"
"""What is said of one good file."""
WARNED = GOOD.replace('"Count": 1,', '"Count": 1, "Count": 1,')
"""One warning: a key comes twice."""


class Outcome(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, read as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """What was said beside the output, without the name of the program."""
        return [line.removeprefix("bacalhau-ls: ") for line in self.err.splitlines()]


def run_cli(*argv: str, stdin: bytes = b"") -> Outcome:
    """Run the command in *argv*."""
    out, err = io.StringIO(), io.StringIO()
    code = run(argv, io.BytesIO(stdin), out, err)
    return Outcome(code, out.getvalue(), err.getvalue())


def checked_paths(outcome: Outcome) -> list[str]:
    """The files that have findings, in the order of the output, from `--format json`."""
    return list(dict.fromkeys(record["path"] for record in outcome.json))
