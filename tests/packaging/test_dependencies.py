"""Few dependencies, each with its reason, and a lock for those who develop."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = [
    line
    for line in (ROOT / "requirements-dev.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
OURS = sorted(
    re.split(r"[^A-Za-z0-9_-]", text, maxsplit=1)[0]
    for text in metadata.requires("bacalhau-ls") or ()
)
FREE = ("Apache", "BSD", "ISC", "MIT", "MPL", "Python", "PSF", "Unlicense")


def key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


LOCKED = {key(line.partition("==")[0]) for line in LOCK}


@pytest.mark.parametrize("line", LOCK)
def test_each_is_pinned_to_one_version(line: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(; .+)?", line)


@pytest.mark.parametrize("name", OURS)
def test_each_of_ours_has_its_reason(name: str) -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]

    assert f"`{name}`" in table
    assert key(name) in LOCKED or name == "tomli"


@pytest.mark.parametrize("name", OURS)
def test_each_of_ours_is_free(name: str) -> None:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        pytest.skip("for another Python")
    said = " ".join([about["License"] or "", about["License-Expression"] or "",
                     *(about.get_all("Classifier") or [])])  # fmt: skip

    assert any(licence in said for licence in FREE), said


def test_what_the_lock_needs_is_in_the_lock() -> None:
    """Nothing comes in a version that nobody has chosen."""
    missing = set()
    for line in LOCK:
        try:
            needed = metadata.requires(line.partition("==")[0]) or []
        except metadata.PackageNotFoundError:
            continue  # for another Python or system
        for text in needed:
            if "extra ==" not in text and ";" not in text:
                missing.add(key(re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0]))

    assert missing - LOCKED == set()


def test_the_installed_versions_suit_each_other() -> None:
    command = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
