"""Kate with the lines of EDITORS.md: it starts our command for a spec and gets what is found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.editors.conftest import installed
from tests.editors.desk import FOLDER, PATIENCE, Desk
from tests.editors.page import pasted

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = """\
[General]
Show welcome view for new window=false
[Kate Plugins]
lspclientplugin=true
[lspclient]
AllowedServerCommandLines={home}/bin/bacalhau-ls --stdio
"""
"""What a person has clicked: the plug-in is on, the command may be started."""
PUBLISH = "textDocument/publishDiagnostics"


def messages(desk: Desk) -> list[dict[str, Any]]:
    """All that Kate and the server have said to each other up to now."""
    if not desk.seen.is_file():
        return []
    complete, _, _ = desk.seen.read_text("utf-8").rpartition("\n")
    return [json.loads(line) for line in complete.splitlines()]


def said(desk: Desk, method: str) -> Iterator[Any]:
    return (each["params"] for each in messages(desk) if each.get("method") == method)


def open_until_published(desk: Desk, kate: str) -> None:
    """Open the spec without a screen; close Kate once there are diagnostics."""
    command = ["dbus-run-session", "--", kate, "--new", "--block", str(desk.spec)]
    environment = desk.environment | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(desk.home),
    }
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        end = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < end and not [*said(desk, PUBLISH)]:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGTERM)


def test_kate(desk: Desk) -> None:
    kate = installed("kate", "dbus-run-session")
    desk.write(".config/kate/lspclient/settings.json", pasted("Kate"))
    desk.write(".config/katerc", SETTINGS.format(home=desk.home))
    relay = FOLDER / "kate" / "relay.py"
    desk.write("bin/bacalhau-ls", f'#!/bin/sh\nexec {sys.executable} {relay} "$@"\n')

    open_until_published(desk, kate)

    (initialize,) = said(desk, "initialize")
    assert initialize["initializationOptions"] == {"strictness": "jsonc"}
    (published,) = said(desk, PUBLISH)
    assert published["uri"] == desk.spec.as_uri()
    assert [each["code"] for each in published["diagnostics"]] == [
        "unknown-value",
        "invalid-format",
    ]
