"""A file is replaced as a whole or not at all, and stays what it was but for its text."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.cli import writing
from tests.cli.running import GOOD, run_cli

if TYPE_CHECKING:
    from pathlib import Path

    from bacalhau_ls.reading import Source

UNTIDY = GOOD.replace('"good",', '"good" ,').replace('"1GB"', '"1gb"', 1)
COMMANDS = pytest.mark.parametrize("command", [["check", "--fix"], ["format"]], ids=" ".join)
NO_ROOT = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write all")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@COMMANDS
def test_bytes_around_the_change_are_kept(folder: Path, command: list[str]) -> None:
    """Byte order mark, line ends, no line end at the end; nothing else lies about."""
    data = b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").rstrip().encode()
    (folder / "a.json").write_bytes(data)
    run_cli(*command, "a.json")
    after = (folder / "a.json").read_bytes()
    assert after != data
    assert after.startswith(b"\xef\xbb\xbf{\r\n")
    assert after.count(b"\r\n") == after.count(b"\n") == data.count(b"\n")
    assert after.endswith(b"}")
    assert names_in(folder) == ["a.json"]


@COMMANDS
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_the_rights_are_kept(folder: Path, command: list[str], mode: int) -> None:
    """Whatever the umask is."""
    (folder / "a.json").write_text(UNTIDY)
    (folder / "a.json").chmod(mode)
    run_cli(*command, "a.json")
    assert stat.S_IMODE((folder / "a.json").stat().st_mode) == mode


@pytest.mark.skipif(sys.platform != "linux", reason="no such attributes")
def test_attributes_are_kept(folder: Path) -> None:
    """Access lists are among them."""
    (folder / "a.json").write_text(UNTIDY)
    try:
        os.setxattr(folder / "a.json", "user.note", b"mine")
    except OSError:
        pytest.skip("the file system has none")
    run_cli("format")
    assert os.getxattr(folder / "a.json", "user.note") == b"mine"


@COMMANDS
def test_an_unchanged_file_is_not_written(folder: Path, command: list[str]) -> None:
    """It is the same file as before, to the last nanosecond."""
    (folder / "a.json").write_text(GOOD)
    before = (folder / "a.json").stat()
    run_cli(*command)
    after = (folder / "a.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@COMMANDS
def test_a_link_stays_a_link(folder: Path, command: list[str]) -> None:
    """The file that it leads to is written, beside which the draft stood."""
    (folder / "real").mkdir()
    (folder / "real" / "a.json").write_text(UNTIDY)
    (folder / "link.json").symlink_to("real/a.json")
    run_cli(*command, "link.json")
    assert (folder / "link.json").is_symlink()
    assert (folder / "real" / "a.json").read_text() != UNTIDY
    assert (names_in(folder), names_in(folder / "real")) == (["link.json", "real"], ["a.json"])


@COMMANDS
def test_nothing_outside_is_written(folder: Path, command: list[str]) -> None:
    """A link in a folder that leads out of it was not asked for, unless it is named."""
    (folder / "jobs").mkdir()
    (folder / "a.json").write_text(UNTIDY)
    (folder / "jobs" / "link.json").symlink_to("../a.json")
    outcome = run_cli(*command, "jobs", "--quiet")
    done = "fixed" if "check" in command else "formatted"
    why = "it is a link that leads out of the folder"
    assert (outcome.code, outcome.lines) == (2, [f"jobs/link.json: not {done}: {why}"])
    assert (folder / "a.json").read_text() == UNTIDY
    for arguments in (["jobs", "."], ["jobs/link.json"]):
        (folder / "a.json").write_text(UNTIDY)
        assert run_cli(*command, *arguments).code == 0
        assert (folder / "a.json").read_text() != UNTIDY


@COMMANDS
def test_a_file_that_changes_meanwhile(
    folder: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody's work is more than ours; the others are done."""
    for name in ("a.json", "b.json", "c.json"):
        (folder / name).write_text(UNTIDY)
    replace = writing.replace

    def interrupted(path: str, source: Source, text: str) -> None:
        if path == "a.json":
            (folder / path).write_text(f"{UNTIDY}\n// new")
        if path == "b.json":
            (folder / path).unlink()
        replace(path, source, text)

    monkeypatch.setattr(writing, "replace", interrupted)
    outcome = run_cli(*command, "-q")
    done = "fixed" if "check" in command else "formatted"
    assert outcome.code == 2
    assert outcome.lines == [
        f"a.json: not {done}: somebody else has changed it in the meantime",
        f"b.json: not {done}: no such file or folder",
    ]
    assert (folder / "a.json").read_text() == f"{UNTIDY}\n// new"
    assert (folder / "c.json").read_text() != UNTIDY
    assert names_in(folder) == ["a.json", "c.json"]


@COMMANDS
@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "no permission to write it"),
        (errno.EIO, os.strerror(errno.EIO).lower()),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails(
    folder: Path,
    command: list[str],
    step: str,
    number: int,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The old file is as it was, no draft is left, and the findings are those of the old file."""
    (folder / "a.json").write_text(UNTIDY)

    def failing(*_arguments: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, failing)
    outcome = run_cli(*command)
    done = "fixed" if "check" in command else "formatted"
    assert (outcome.code, outcome.lines[0]) == (2, f"a.json: not {done}: {why}")
    assert ("error[invalid-format]" in outcome.out) is ("check" in command)
    assert (folder / "a.json").read_text() == UNTIDY
    assert names_in(folder) == ["a.json"]


@NO_ROOT
@COMMANDS
def test_without_rights(folder: Path, command: list[str]) -> None:
    """Neither a read-only file nor one in a read-only folder is touched."""
    (folder / "closed").mkdir()
    for name in ("a.json", "closed/b.json", "c.json"):
        (folder / name).write_text(UNTIDY)
    (folder / "a.json").chmod(0o444)
    (folder / "closed").chmod(0o555)
    outcome = run_cli(*command, "-q", "a.json", "closed", "c.json")
    (folder / "closed").chmod(0o755)
    done = "fixed" if "check" in command else "formatted"
    why = f"not {done}: no permission to write it"
    assert (outcome.code, outcome.lines) == (2, [f"a.json: {why}", f"closed/b.json: {why}"])
    assert (folder / "a.json").read_text() == (folder / "closed/b.json").read_text() == UNTIDY
    assert (folder / "c.json").read_text() != UNTIDY


@COMMANDS
def test_what_is_no_file(folder: Path, command: list[str]) -> None:
    """Skipped with a line; the pipe is not waited for."""
    os.mkfifo(folder / "pipe.json")
    (folder / "empty").mkdir()
    (folder / "a.json").write_text(UNTIDY)
    outcome = run_cli(*command, "-q", "pipe.json", os.devnull, "empty", "a.json")
    assert outcome.code == 2
    assert outcome.lines == [
        "pipe.json: a pipe, not a file",
        f"{os.devnull}: a device, not a file",
    ]
    assert (folder / "a.json").read_text() != UNTIDY


@COMMANDS
def test_a_file_is_written_once(folder: Path, command: list[str]) -> None:
    """By whatever names it is called."""
    (folder / "a.json").write_text(UNTIDY)
    (folder / "link.json").symlink_to("a.json")
    outcome = run_cli(*command, "a.json", ".", "link.json", "./a.json")
    assert "1 file" in outcome.out + outcome.err
    assert "2 files" not in outcome.out + outcome.err
    assert (folder / "link.json").is_symlink()
