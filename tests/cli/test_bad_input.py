"""Files that are no text, no files or not there: a finding or one line, never a traceback."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls import reading
from tests.cli.running import BROKEN, GOOD, checked_paths, run_cli

if TYPE_CHECKING:
    from pathlib import Path

UTF8_MARK = "\ufeff"


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        pytest.param(UTF8_MARK.encode() + GOOD.encode(), [], id="byte order mark"),
        pytest.param(b"", ["syntax-error"], id="empty"),
        pytest.param(GOOD.encode("utf-16"), ["invalid-encoding"], id="UTF-16 with a mark"),
        pytest.param(GOOD.encode("utf-16-be"), ["invalid-encoding"], id="UTF-16 without one"),
        pytest.param(GOOD.encode("utf-32"), ["invalid-encoding"], id="UTF-32"),
        pytest.param(
            GOOD.replace("good", "caf\xe9").encode("latin-1"), ["invalid-encoding"], id="Latin-1"
        ),
        pytest.param(
            GOOD.replace("good", "a\xe9b\xfc\xfcc").encode("latin-1"),
            ["invalid-encoding", "invalid-encoding"],
            id="each run of bytes for itself",
        ),
    ],
)
def test_encodings(folder: Path, content: bytes, codes: list[str]) -> None:
    """One fault, one finding: what the bytes spoil is not judged as well."""
    (folder / "a.json").write_bytes(content)
    outcome = run_cli("check", "a.json", "--format", "json")
    assert [record["code"] for record in outcome.json] == codes
    assert outcome.code == bool(codes)


def test_a_byte_order_mark_does_not_move_positions(folder: Path) -> None:
    """Editors do not count it either."""
    (folder / "a.json").write_bytes((UTF8_MARK + "[").encode())
    starts = [r["range"]["start"] for r in run_cli("check", "a.json", "--format", "json").json]
    assert {"line": 0, "character": 0} in starts


def test_stray_bytes_have_their_place(folder: Path) -> None:
    """One position for each byte; the message names them."""
    (folder / "a.json").write_bytes(GOOD.replace("good", "x\xe9\xe8").encode("latin-1"))
    (record,) = run_cli("check", "a.json", "--format", "json").json
    assert record["range"] == {
        "start": {"line": 1, "character": 12},
        "end": {"line": 1, "character": 14},
    }
    assert record["message"] == "not UTF-8: bytes E9 E8"


def test_the_severity_of_the_encoding_can_be_set(folder: Path) -> None:
    """As that of any code."""
    (folder / "a.json").write_bytes(GOOD.encode("utf-16"))
    (folder / ".bacalhau-ls.toml").write_text('severity.invalid-encoding = "off"\n')
    assert run_cli("check", "a.json").code == 0


def test_nul_bytes_and_deep_nesting(folder: Path) -> None:
    """Ordinary input."""
    (folder / "nul.json").write_bytes(GOOD.encode() + b"\0\0")
    (folder / "deep.json").write_text("[" * 100_000 + "]" * 100_000)
    for name in ("nul.json", "deep.json"):
        outcome = run_cli("check", name, "--format", "json")
        assert (outcome.code, outcome.err, len(outcome.json) > 0) == (1, "", True)


def test_what_is_no_file(folder: Path) -> None:
    """One line for each; the rest is checked."""
    os.mkfifo(folder / "pipe.json")
    (folder / "self.json").symlink_to("self.json")
    (folder / "gone.json").symlink_to("nothing")
    (folder / "empty").mkdir()
    (folder / "a.json").write_text(BROKEN)
    unusable = ["pipe.json", "self.json", "gone.json", "nope.json", os.devnull, "a.json/b"]
    outcome = run_cli("check", *unusable, "nul\0.json", "a.json", "--format", "json")
    assert outcome.code == 2
    assert checked_paths(outcome) == ["a.json"]
    assert outcome.lines == [
        "pipe.json: a pipe, not a file",
        "self.json: a symbolic link that leads to itself",
        "gone.json: no such file or folder",
        "nope.json: no such file or folder",
        f"{os.devnull}: a device, not a file",
        "a.json/b: no such file or folder",
        "nul\\x00.json: no such file or folder",
    ]


def test_what_is_no_file_in_a_folder(folder: Path) -> None:
    """Said, but no reason to fail."""
    os.mkfifo(folder / "pipe.json")
    (folder / "a.json").write_text(GOOD)
    outcome = run_cli("check")
    assert (outcome.code, outcome.lines[0]) == (0, "pipe.json: skipped, a pipe, not a file")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_without_rights(folder: Path) -> None:
    """Neither a file nor a folder can be opened."""
    (folder / "closed").mkdir(mode=0)
    (folder / "a.json").touch(mode=0)
    outcome = run_cli("check", "closed", "a.json")
    why = "no permission to read it"
    assert (outcome.code, outcome.lines) == (2, [f"closed: {why}", f"a.json: {why}"])


def test_a_file_that_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told in one line, on standard input too."""
    monkeypatch.setattr(reading, "MOST_BYTES", len(GOOD) - 1)
    (folder / "a.json").write_text(GOOD)
    for arguments in (["a.json"], ["-"]):
        outcome = run_cli("check", *arguments, stdin=GOOD.encode())
        assert outcome.code == 2
        assert "too large" in outcome.err
        assert len(outcome.lines) == 1
