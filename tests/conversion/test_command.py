"""The conversion on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.running import BROKEN, GOOD, run_cli

if TYPE_CHECKING:
    from pathlib import Path

REAL = """\
Type: batch # c
Tasks:
  - Name: main
    Engine:
      Type: docker
      Params:
        Image: ubuntu:24.04
"""


def test_the_other_notation(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(GOOD)
    outcome = run_cli("convert", str(path))

    assert outcome.code == 0
    assert outcome.out.startswith("Name: good\nType: batch\nCount: 1\nTasks:\n  - Name: main\n")


def test_and_back() -> None:
    outcome = run_cli("convert", "-", "--to", "json", stdin=b"a: {{.a}} # c\n")

    assert (outcome.code, outcome.out) == (
        0,
        '# bacalhau-ls: specification=bacalhau\n{\n  "a": {{.a}} # c\n}\n',
    )


def test_what_it_is_held_to_stays(tmp_path: Path) -> None:
    """Comments of the YAML become such that Bacalhau reads, and a file without any stays JSON."""
    path = tmp_path / "a.yaml"
    path.write_text(REAL)
    outcome = run_cli("convert", str(path))
    (tmp_path / "a.json").write_text(outcome.out)

    assert run_cli("check", str(tmp_path / "a.json")).code == 0
    path.write_text(REAL.replace(" # c", ""))
    strict = run_cli("convert", str(path))
    json.loads(strict.out)
    assert strict.lines == [
        (
            "as JSON it is held to the guide, it was held to Bacalhau v1.9.3; "
            "a comment `bacalhau-ls: specification=bacalhau` would keep it there"
        )
    ]


def test_what_the_settings_say_needs_no_word(tmp_path: Path) -> None:
    (tmp_path / ".bacalhau-ls.toml").write_text('specification = "bacalhau"\n')
    (tmp_path / "a.yaml").write_text("Name: a\n")

    assert run_cli("convert", str(tmp_path / "a.yaml")).err == ""


def test_what_is_in_it_already(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(GOOD)
    outcome = run_cli("convert", str(path), "--to", "json")

    assert outcome.code == 2
    assert outcome.err.endswith("a.json: it is JSON already\n")


def test_obstacles_are_drawn() -> None:
    outcome = run_cli("convert", "-", stdin=BROKEN.encode())

    assert (outcome.code, outcome.out) == (1, "")
    assert "missing comma" in outcome.err


def test_no_file(tmp_path: Path) -> None:
    assert run_cli("convert", str(tmp_path / "none.yaml")).code == 2
