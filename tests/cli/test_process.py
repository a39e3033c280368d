"""What only a process of its own can show."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.running import BROKEN, GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = [sys.executable, "-m", "bacalhau_ls"]


def start(*argv: str, **options: Any) -> subprocess.Popen[bytes]:
    """The program, its streams as pipes."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    environment = {**os.environ, "PYTHONUNBUFFERED": "", **options.pop("env", {})}
    return subprocess.Popen([*COMMAND, *argv], **{**pipes, **options}, env=environment)


def ended(*argv: str, **options: Any) -> tuple[int, bytes, bytes]:
    """Exit code, output and standard error."""
    process = start(*argv, **options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_the_command_checks_and_draws(folder: Path) -> None:
    """In UTF-8 whatever the locale."""
    (folder / "a.json").write_text(BROKEN.replace('"good"', '"\u65e5"'), encoding="utf-8")
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    code, out, err = ended("check", "a.json", env=environment)
    assert (code, err) == (1, b"")
    assert '2 |   "Name": "\u65e5"\n' in out.decode("utf-8")
    assert b"\x1b" not in out


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_file_name_that_is_not_utf8(folder: Path) -> None:
    """It is found, read and shown."""
    (folder / os.fsdecode(b"\xff.json")).write_text(BROKEN)
    code, out, err = ended("check", "--format", "json")
    assert (code, err) == (1, b"")
    assert b'"path": "\\ufffd.json"' in out


def test_check_imports_no_server() -> None:
    """They would cost half a second."""
    script = (
        "import sys; from bacalhau_ls.__main__ import main; sys.argv[1:] = ['check', '-'];"
        "main();"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'pygls', 'lsprotocol'}))"
    )
    process = subprocess.run(
        [sys.executable, "-c", script], input=GOOD.encode(), capture_output=True, check=True
    )
    assert process.stdout == b"held to the guide\nno findings in 1 file\n[]\n"


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    """As with `| head`: the exit code is the same, and nobody hears of it."""
    for number in range(300):
        (folder / f"{number}.json").write_text(BROKEN)
    process = start("check", "--format", "github")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


def test_a_closed_output() -> None:
    """Nowhere to write to is nothing to complain about."""
    process = start("check", "-", preexec_fn=lambda: os.close(1))
    _, err = process.communicate(BROKEN.encode(), timeout=60)
    assert (process.returncode, err) == (1, b"")


@pytest.mark.parametrize("argv", [["check", "--fix", "-"], ["format", "-"]], ids=" ".join)
def test_a_filter(folder: Path, argv: list[str]) -> None:
    """Text in, text out, byte for byte, in any locale."""
    text = BROKEN.replace('"good"', '"\u65e5\u2028",').replace("\n", "\r\n").rstrip() + " "
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    process = start(*argv, env=environment)
    out, _ = process.communicate(b"\xef\xbb\xbf" + text.encode(), timeout=60)
    assert process.returncode == (1 if "check" in argv else 0)
    assert out.startswith(b'\xef\xbb\xbf{\r\n  "Name": "\xe6\x97\xa5\xe2\x80\xa8",\r\n')
    assert out.count(b"\n") == out.count(b"\r\n") == text.count("\n")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let children be interrupted also where we cannot be, as in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_fix_leaves_whole_files(folder: Path) -> None:
    """Each is the old one or the new one, and nothing else lies about."""
    for number in range(400):
        (folder / f"{number}.json").write_text(BROKEN)
    process = start("check", "--fix", "--verbose")
    assert process.stderr is not None
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert len(list(folder.iterdir())) == 400
    assert {path.read_text() for path in folder.iterdir()} == {BROKEN, GOOD}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "argv", [["check", "a.json"], ["schema"], ["--help"], ["--version"]], ids=" ".join
)
def test_a_full_disk_is_said(folder: Path, argv: list[str], unbuffered: str) -> None:
    """Otherwise a report that is cut off would pass for whole."""
    env = {"PYTHONUNBUFFERED": unbuffered}
    (folder / "a.json").write_text(BROKEN)
    with Path("/dev/full").open("wb") as full:
        code, _, err = ended(*argv, stdout=full, env=env)
    assert code == 2
    assert err == b"bacalhau-ls: cannot write the output: No space left on device\n"


def test_a_full_disk_behind_a_file_name(folder: Path) -> None:
    """The same for `--output-file`."""
    (folder / "a.json").write_text(BROKEN)
    if not Path("/dev/full").exists():
        pytest.skip("needs a full device")
    code, _, err = ended("check", "a.json", "--output-file", "/dev/full")
    assert (code, err.count(b"\n")) == (2, 1)


@pytest.mark.skipif(os.name == "nt", reason="no signals")
@pytest.mark.usefixtures("interruptible")
def test_interruption() -> None:
    """130 and no traceback, here while it waits for its input."""
    process = start("check", "-")
    assert process.stdin is not None
    process.stdin.write(b"{")
    process.stdin.flush()
    _wait_until_reading(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def _wait_until_reading(process: subprocess.Popen[bytes]) -> None:
    """Until it has taken what we wrote, at the latest when the time of the test is up."""
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415

    assert process.stdin is not None
    waiting = bytearray(4)
    while process.poll() is None:
        fcntl.ioctl(process.stdin.fileno(), termios.FIONREAD, waiting)
        if not int.from_bytes(waiting, sys.byteorder):
            return
        time.sleep(0.01)


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("extra", "is_coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_on_a_terminal(folder: Path, extra: dict[str, str], *, is_coloured: bool) -> None:
    """Unless the user does not want them."""
    import pty  # noqa: PLC0415 - not on Windows

    (folder / "a.json").write_text(BROKEN)
    ours, theirs = pty.openpty()
    code, _, _ = ended("check", "a.json", stdout=theirs, env={"TERM": "x", **extra})
    shown = os.read(ours, 10_000)
    os.close(ours)
    os.close(theirs)
    assert code == 1
    assert (b"\x1b[1;31merror" in shown) is is_coloured
