"""A person's home with one editor, our command and one spec with two mistakes in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
PATIENCE = 120
"""Seconds; never reached unless something is wrong."""
_CONTROLS = re.compile(r"\x1b\[[0-9;?>]*[A-Za-z]")


class Desk:
    """Where an editor is set up and used."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.spec = self.write("specs/job.json", (FOLDER / "job.json").read_text("utf-8"))
        self.seen = home / "seen.json"
        command = self.write(
            "bin/bacalhau-ls", f'#!/bin/sh\nexec {sys.executable} -m bacalhau_ls "$@"\n'
        )
        command.chmod(0o755)

    def write(self, name: str, text: str) -> Path:
        """A file in the home."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    @property
    def environment(self) -> dict[str, str]:
        home = str(self.home)
        return {
            "PATH": f"{home}/bin{os.pathsep}{os.environ['PATH']}",
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_DATA_HOME": f"{home}/.local/share",
            "XDG_STATE_HOME": f"{home}/.local/state",
            "XDG_CACHE_HOME": f"{home}/.cache",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "SPEC": str(self.spec),
            "SEEN": str(self.seen),
        }

    def session(self, *command: str | Path) -> dict[str, Any]:
        """What a session saw that writes it to $SEEN."""
        done = subprocess.run(
            [str(word) for word in command],
            cwd=self.spec.parent,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return self._seen(done.returncode, done.stdout + done.stderr)

    def session_on_terminal(self, *command: str | Path) -> dict[str, Any]:
        """The same for an editor that needs a terminal."""
        import pty  # noqa: PLC0415 - Windows has none

        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [str(word) for word in command],
            cwd=self.spec.parent,
            env=self.environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        ) as process:
            os.close(theirs)
            alarm = threading.Timer(PATIENCE, process.kill)
            alarm.start()
            screen = _all_of(ours)
            code = process.wait()
            alarm.cancel()
        return self._seen(code, screen)

    def _seen(self, code: int, output: bytes) -> dict[str, Any]:
        said = _CONTROLS.sub("", output.decode("utf-8", "replace"))[-3000:]
        assert self.seen.is_file(), f"the editor wrote nothing, exit code {code}: {said}"
        seen = json.loads(self.seen.read_text("utf-8"))
        assert "problem" not in seen, f"{seen['problem']}: {said}"
        assert isinstance(seen, dict)
        return seen


def _all_of(terminal: int) -> bytes:
    pieces = []
    with os.fdopen(terminal, "rb", buffering=0) as screen:
        try:
            while piece := screen.read(1 << 16):
                pieces.append(piece)
        except OSError:  # the last program at it has ended
            pass
    return b"".join(pieces)
