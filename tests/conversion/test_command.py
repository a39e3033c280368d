"""The conversion on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.running import BROKEN, GOOD, run_cli

if TYPE_CHECKING:
    from pathlib import Path


def test_the_other_notation(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(GOOD)
    outcome = run_cli("convert", str(path))

    assert outcome.code == 0
    assert outcome.out.startswith("Name: good\nType: batch\nCount: 1\nTasks:\n  - Name: main\n")


def test_and_back() -> None:
    outcome = run_cli("convert", "-", "--to", "json", stdin=b"a: {{.a}} # c\n")

    assert (outcome.code, outcome.out) == (0, '{\n  "a": {{.a}} // c\n}\n')


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
