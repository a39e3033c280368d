"""The hooks work with the real pre-commit: it installs this package and runs it on files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import GOOD

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ("server", "schema", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
OTHER = '{"name":"x",}'
"""No spec, and not even JSON: none of our business."""


def git(folder: Path, *arguments: str) -> str:
    """Git, whatever the machine's own settings are."""
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    command = ["git", *identity, "-c", "commit.gpgsign=false", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def committed(folder: Path) -> str:
    """Make *folder* a repository; the value is its commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "all")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Hooks are installed into a folder of this test's own."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("cache")))
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setenv("PRE_COMMIT_COLOR", "never")
    for name in [name for name in os.environ if name.startswith("GIT_") and "GLOBAL" not in name]:
        patch.delenv(name)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This package as a repository: the working tree, not the last commit; and its commit."""
    folder = tmp_path_factory.mktemp("package")
    skipped = shutil.ignore_patterns("__pycache__")
    for name in PACKAGE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=skipped)
        else:
            shutil.copy(source, folder / name)
    return folder, committed(folder)


def project(folder: Path, package: tuple[Path, str], hooks: str) -> Path:
    """A user's repository with specs and other files in it."""
    source, revision = package
    files = {
        "good.json": GOOD,
        "untidy.json": GOOD.replace('"Count": 1', '"Count":1'),
        "wrong.jsonc": GOOD.replace('"1GB"', '"1gb"', 1),
        "package.json": OTHER,
        "notes.md": "Tasks",
        ".pre-commit-config.yaml": "repos:\n"
        f"  - repo: {json.dumps(str(source))}\n    rev: {revision}\n    hooks: {hooks}\n",
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    return folder


def pre_commit(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and all that is said."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_the_manifest_is_valid() -> None:
    assert pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml") == (0, "")


def test_both_hooks_on_all_files(tmp_path: Path, package: tuple[Path, str]) -> None:
    """Specs are found by content; what is no spec is left alone."""
    hooks = "[{id: bacalhau-ls-check}, {id: bacalhau-ls-format}]"
    folder = project(tmp_path, package, hooks)

    code, out = pre_commit(folder, "run", "--all-files")

    assert code == 1
    assert "error[invalid-format]" in out
    assert "--> wrong.jsonc:9:" in out
    assert "files were modified by this hook" in out
    assert (folder / "untidy.json").read_text() == GOOD
    assert (folder / "package.json").read_text() == OTHER
    assert "package.json" not in out


def test_a_clean_commit_passes(tmp_path: Path, package: tuple[Path, str]) -> None:
    """With fixes: the first run mends, the second has nothing to say."""
    hooks = "[{id: bacalhau-ls-check, args: [--fix]}, {id: bacalhau-ls-format}]"
    folder = project(tmp_path, package, hooks)

    assert pre_commit(folder, "run", "--all-files")[0] == 1
    assert (folder / "wrong.jsonc").read_text() == GOOD
    git(folder, "add", "--all")
    code, out = pre_commit(folder, "run", "--all-files")

    assert (code, out.count("Passed")) == (0, 2), out
    assert pre_commit(folder, "run", "--files", "package.json", "notes.md")[0] == 0
