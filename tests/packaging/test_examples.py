"""The examples for continuous integration: valid, and their commands do what they are there for."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.cli.running import GOOD
from tests.packaging.building import ROOT, SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

GITHUB = ROOT / ".github" / "examples" / "job-specs.yml"
GITLAB = ROOT / ".gitlab" / "examples" / "job-specs.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one spec that has mistakes, among other things."""
    (tmp_path / "jobs").mkdir()
    shutil.copy(SAMPLE, tmp_path / "jobs" / "job.json")
    (tmp_path / "package.json").write_text('{"name": "x"}')
    return tmp_path


def run(line: str, project: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of an example, with this `bacalhau-ls`."""
    name, *arguments = shlex.split(line, comments=True)
    assert name == "bacalhau-ls"
    command = [sys.executable, "-m", "bacalhau_ls", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", check=False)


def ours(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("bacalhau-ls ")]


@pytest.mark.parametrize(
    ("schema", "file"), [("vendor.github-workflows", GITHUB), ("vendor.gitlab-ci", GITLAB)]
)
def test_each_is_valid(schema: str, file: Path) -> None:
    """By the schema of SchemaStore that comes with `check-jsonschema`."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_each_installs_what_we_hand_out(file: Path) -> None:
    assert re.search(r"\b(pip|pipx) install bacalhau-ls$", file.read_text("utf-8"), re.MULTILINE)


def github_steps() -> list[dict[str, Any]]:
    steps = yaml.safe_load(GITHUB.read_text("utf-8"))["jobs"]["check"]["steps"]
    assert isinstance(steps, list)
    return steps


def gitlab_job() -> dict[str, Any]:
    job = yaml.safe_load(GITLAB.read_text("utf-8"))["job-specs"]
    assert isinstance(job, dict)
    return job


def test_github_annotates_and_uploads(project: Path) -> None:
    steps = github_steps()
    annotate, report = ours([step.get("run", "") for step in steps])
    (upload,) = [step["with"] for step in steps if "upload-sarif" in step.get("uses", "")]

    annotated = run(annotate, project)
    reported = run(report, project)
    sarif = json.loads((project / upload["sarif_file"]).read_text("utf-8"))

    assert annotated.returncode == 1
    assert "::error file=jobs/job.json,line=12,col=16," in annotated.stdout
    assert reported.returncode == 0
    places = [each["locations"][0]["physicalLocation"] for each in sarif["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"jobs/job.json"}


def test_gitlab_reports_and_fails(project: Path) -> None:
    job = gitlab_job()
    report, check = ours(job["script"])

    reported, checked = run(report, project), run(check, project)
    entries = json.loads((project / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))

    assert (reported.returncode, checked.returncode) == (0, 1)
    assert {entry["location"]["path"] for entry in entries} == {"jobs/job.json"}
    assert {"description", "check_name", "fingerprint", "severity", "location"} <= entries[0].keys()
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_a_clean_project_passes(project: Path) -> None:
    (project / "jobs" / "job.json").write_text(GOOD)
    lines = ours([step.get("run", "") for step in github_steps()])
    lines += ours(gitlab_job()["script"])

    assert [run(line, project).returncode for line in lines] == [0] * len(lines)
