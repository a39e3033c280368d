"""Our extension in real VS Codes: the newest, and the oldest that it supports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.editors.vscode.releases import CLIENT, NEWEST, OLDEST, ROOT, Release, running

PICTURES = ROOT / "build" / "vscode"
_SETTINGS = (CLIENT / "test" / "settings.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("release", [NEWEST, OLDEST], ids=lambda release: release.name)
def test_inside_the_extension_host(
    release: Release, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    with running(release, tmp_path, _SETTINGS) as editor:
        done = editor.drive(
            "inside.mjs",
            timeout=280,
            TEST_EXTENSION=str(CLIENT / "out" / "extension"),
            TEST_RESULTS=editor.environment["TEST_RESULTS"],
            VSCODE_PICTURES=str(PICTURES / f"inside-{release.name}"),
        )
    assert done.returncode == 0, done.stdout + done.stderr
    for result in json.loads(done.stdout)["results"]:
        with subtests.test(result["name"]):
            assert "error" not in result, result["error"]


def test_as_a_person(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """In a window, with keys and a mouse. The pictures are those of the extension's README."""
    with running(NEWEST, tmp_path, _SETTINGS) as editor:
        done = editor.drive("person.mjs", timeout=280, VSCODE_PICTURES=str(PICTURES / "person"))
    results = json.loads(done.stdout)["results"]
    assert results, done.stderr
    for result in results:
        with subtests.test(result["name"]):
            assert "error" not in result, result["error"]
