"""The built wheel holds what it should and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "samples" / "with-mistakes.bacalhau.json"


def build(folder: Path, *kinds: str) -> Path:
    """Build into *folder*; the same sources give the same bytes."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "build", *kinds, "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), "--wheel")


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_below(folder: Path, pattern: str) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob(pattern)}


def test_holds_all_code_schema_and_pages(unpacked: Path) -> None:
    package, source = unpacked / "bacalhau_ls", ROOT / "server" / "bacalhau_ls"

    assert files_below(package, "*.py") == files_below(source, "*.py")
    assert files_below(package, "*.md") == files_below(source, "*.md")
    assert (package / "py.typed").is_file()
    assert files_below(package / "schema", "*.json") == files_below(ROOT / "schema", "*.json")


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


def test_builds_reproducibly(wheel: Path, tmp_path: Path) -> None:
    assert wheel.read_bytes() == build(tmp_path / "again", "--wheel").read_bytes()


def test_source_distribution_holds_what_the_wheel_is_built_from(tmp_path: Path) -> None:
    with tarfile.open(build(tmp_path / "sdist", "--sdist")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"pyproject.toml", "README.md", "LICENSE", "schema/guide.schema.json"} <= names
    assert "server/bacalhau_ls/__init__.py" in names
