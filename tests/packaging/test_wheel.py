"""The built wheel holds what it should and works from any folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging.building import SAMPLE, build


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_below(folder: Path, pattern: str) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob(pattern)}


def test_holds_all_code_schema_and_pages(unpacked: Path, source: Path) -> None:
    package, code = unpacked / "bacalhau_ls", source / "server" / "bacalhau_ls"

    assert files_below(package, "*.py") == files_below(code, "*.py")
    assert files_below(package, "*.md") == files_below(code, "*.md")
    assert (package / "py.typed").is_file()
    assert files_below(package / "schema", "*.json") == files_below(source / "schema", "*.json")


def test_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}

    assert {top.split("-")[0] for top in tops} == {"bacalhau_ls"}


def test_works_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    """With only the wheel's files on the path, the schema and a page are found."""
    program = f"import sys; sys.path.insert(0, {str(unpacked)!r}); import bacalhau_ls.__main__ as m"
    for arguments, expected in (
        (["check", str(SAMPLE)], "belongs one level up"),
        (["explain", "relative-path"], "# relative-path"),
        (["schema"], '"$schema"'),
    ):
        command = f"{program}; assert {str(unpacked)!r} in m.__file__; sys.exit(m.main())"
        done = subprocess.run(
            [sys.executable, "-I", "-c", command, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert expected in done.stdout, done.stderr


def test_builds_reproducibly(wheel: Path, source: Path, tmp_path: Path) -> None:
    assert wheel.read_bytes() == build(source, tmp_path / "again", "--wheel").read_bytes()
