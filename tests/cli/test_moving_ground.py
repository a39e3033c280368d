"""Files that go, come and turn into something else while we are at work: one line each."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls import reading
from tests import odd_files
from tests.cli.running import BROKEN, checked_paths, run_cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def when_read(path: str, happen: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something happen just before *path* is read."""
    read = reading.read

    def interrupted(wanted: Any) -> reading.Source:
        if os.fspath(wanted).endswith(path):
            happen()
        return read(wanted)

    monkeypatch.setattr(reading, "read", interrupted)


def test_a_file_that_vanishes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.json", "b.json", "c.json"):
        (folder / name).write_text(BROKEN)
    when_read("b.json", (folder / "b.json").unlink, monkeypatch)
    outcome = run_cli("check", "--format", "json")

    assert outcome.code == 1
    assert checked_paths(outcome) == ["a.json", "c.json"]
    assert outcome.lines[:-1] == ["b.json: skipped, no such file or folder"]


def test_a_folder_that_vanishes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "deep").mkdir()
    for name in ("a.json", "deep/b.json", "deep/c.json", "z.json"):
        (folder / name).write_text(BROKEN)
    when_read("b.json", lambda: shutil.rmtree(folder / "deep", ignore_errors=True), monkeypatch)
    outcome = run_cli("check", "--format", "json")

    assert outcome.code == 1
    assert checked_paths(outcome) == ["a.json", "z.json"]
    why = "skipped, no such file or folder"
    assert outcome.lines[:-1] == [f"deep/b.json: {why}", f"deep/c.json: {why}"]


def test_a_file_that_becomes_a_pipe(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.json", "b.json"):
        (folder / name).write_text(BROKEN)

    def swap() -> None:
        (folder / "b.json").unlink()
        os.mkfifo(folder / "b.json")

    when_read("b.json", swap, monkeypatch)
    outcome = run_cli("check", "--format", "json")

    assert (outcome.code, outcome.lines[0]) == (1, "b.json: skipped, a pipe, not a file")
    assert checked_paths(outcome) == ["a.json"]


@pytest.mark.parametrize("name", [".bacalhau-ls.toml", "own.json"])
@pytest.mark.parametrize("kind", odd_files.KINDS)
def test_settings_and_schemas_that_are_no_files(folder: Path, name: str, kind: str) -> None:
    """Nothing is waited for; at most one line, and the spec is judged."""
    (folder / ".bacalhau-ls.toml").write_text('schema = "own.json"\n')
    (folder / "a.json").write_text(BROKEN)
    odd_files.put(kind, folder / name)
    outcome = run_cli("check", "a.json", "--format", "json")

    assert checked_paths(outcome) == ["a.json"]
    assert len(outcome.lines) <= 1
    assert "Traceback" not in outcome.err
