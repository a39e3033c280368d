"""The source distribution is all that one needs to build, test and change the project."""

from __future__ import annotations

import tarfile
from pathlib import Path

from tests.packaging.building import build

AT_TOP = {
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "EDITORS.md",
    "LICENSE",
    "PKG-INFO",
    "README.md",
    "SECURITY.md",
    "pyproject.toml",
    "requirements-dev.txt",
    "schema",
    "server",
    "tests",
}


def names_in(sdist: Path) -> set[str]:
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_holds_what_is_built_from_and_the_tests(sdist: Path) -> None:
    names = names_in(sdist)

    assert {name.partition("/")[0] for name in names} - {".gitignore"} == AT_TOP
    assert {"server/bacalhau_ls/py.typed", "schema/guide.schema.json", "tests/conftest.py"} <= names


def test_holds_nothing_that_was_made(sdist: Path) -> None:
    made = {"__pycache__", ".cache", ".venv", "node_modules", "build", "dist"}

    assert [name for name in names_in(sdist) if made & set(name.split("/"))] == []


def test_builds_reproducibly(sdist: Path, source: Path, tmp_path: Path) -> None:
    assert sdist.read_bytes() == build(source, tmp_path / "again", "--sdist").read_bytes()


def test_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()

    assert build(unpacked, tmp_path / "wheel", "--wheel").read_bytes() == wheel.read_bytes()
