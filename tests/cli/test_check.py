"""What is checked, in which order, and what the exit code says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.diagnosis import diagnose
from tests.cli.running import BROKEN, CLEAN, GOOD, WARNED, checked_paths, run_cli

if TYPE_CHECKING:
    from pathlib import Path

    from bacalhau_ls.document import Document
    from bacalhau_ls.findings import Finding


@pytest.mark.parametrize(
    ("content", "arguments", "code"),
    [
        pytest.param(GOOD, [], 0, id="clean"),
        pytest.param(BROKEN, [], 1, id="error"),
        pytest.param(BROKEN, ["--fail-on", "never"], 0, id="error that does not matter"),
        pytest.param(WARNED, [], 0, id="warning below the threshold"),
        pytest.param(WARNED, ["--fail-on", "warning"], 1, id="warning at the threshold"),
        pytest.param(WARNED, ["--fail-on", "hint"], 1, id="warning above the threshold"),
        pytest.param(GOOD, ["--fail-on", "hint"], 0, id="nothing above any threshold"),
    ],
)
def test_exit_code(folder: Path, content: str, arguments: list[str], code: int) -> None:
    """0 without findings at or above the threshold, 1 with some."""
    (folder / "a.json").write_text(content)
    assert run_cli("check", "a.json", *arguments).code == code


def test_the_json_output_is_a_contract(folder: Path) -> None:
    """Exactly these keys; zero-based UTF-16 positions."""
    (folder / "a.json").write_text(BROKEN.replace('"good"', '"\U0001f600"'), encoding="utf-8")
    outcome = run_cli("check", "a.json", "--format", "json")
    missing = [record for record in outcome.json if record["code"] == "syntax-error"]
    assert missing == [
        {
            "path": "a.json",
            "range": {
                "start": {"line": 1, "character": 14},
                "end": {"line": 1, "character": 14},
            },
            "specification": "guide",
            "severity": "error",
            "code": "syntax-error",
            "message": missing[0]["message"],
        }
    ]
    assert "comma" in missing[0]["message"]


def test_no_findings_are_an_empty_list(folder: Path) -> None:
    """A machine gets valid output in any case."""
    (folder / "a.json").write_text(GOOD)
    assert run_cli("check", "a.json", "--format", "json").out == "[]\n"


def test_a_folder_is_searched_in_order(folder: Path) -> None:
    """By the names of folders and files; hidden folders and packages are left out."""
    names = ["b/z.json", "b/a.jsonc", "a.json", "c.json5", ".git/x.json", "node_modules/m/x.json"]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(BROKEN)
    outcome = run_cli("check", "--format", "json", "--verbose")
    assert checked_paths(outcome) == ["a.json", "b/a.jsonc", "b/z.json", "c.json5"]
    assert outcome.lines == [
        ".git: skipped, a folder that is not searched",
        "node_modules: skipped, a folder that is not searched",
        "2 other files skipped",
    ]


def test_paths_keep_the_order_in_which_they_were_named(folder: Path) -> None:
    """And every file is checked once, whatever it is called."""
    for name in ("a.json", "b.json", "c.json"):
        (folder / name).write_text(BROKEN)
    (folder / "link.json").symlink_to("a.json")
    outcome = run_cli("check", "--format", "json", "c.json", ".", "./a.json", "link.json", "c.json")
    assert checked_paths(outcome) == ["c.json", "a.json", "b.json"]
    assert len(outcome.json) == 3


def test_only_specs_are_picked_from_a_folder(folder: Path) -> None:
    """By content or name; the rest is counted, and listed if wanted."""
    contents = {
        "spec.json": BROKEN,
        "named.job.json": "[",
        "package.json": '{"name": "x"}',
        "tasks.json": '{"Tasks": []}',
        "notes.txt": "Tasks",
    }
    for name, content in contents.items():
        (folder / name).write_text(content)
    outcome = run_cli("check", "--format", "json")
    assert checked_paths(outcome) == ["named.job.json", "spec.json"]
    assert outcome.lines == ["2 other files skipped, --verbose lists them"]
    assert "package.json: skipped" in run_cli("check", "--verbose").err
    assert run_cli("check", "--quiet").err == ""


def test_a_named_file_is_checked_whatever_it_is(folder: Path) -> None:
    """The user knows better than we do."""
    (folder / "notes.txt").write_text("[")
    assert checked_paths(run_cli("check", "notes.txt", "--format", "json")) == ["notes.txt"]


def test_a_folder_without_specs_is_warned_of(folder: Path) -> None:
    """A repository may have none yet; a path that is not there is an error of its own."""
    (folder / "package.json").write_text("{}")
    outcome = run_cli("check", ".")
    assert outcome.code == 0
    assert outcome.lines == ["warning: nothing to check: no job spec found (1 other file skipped)"]


def test_links_that_lead_in_circles_are_survived(folder: Path) -> None:
    """Links to folders are not followed, a link to itself is said."""
    (folder / "jobs").mkdir()
    (folder / "jobs" / "a.json").write_text(GOOD)
    (folder / "jobs" / "up").symlink_to("..")
    (folder / "self.json").symlink_to("self.json")
    outcome = run_cli("check")
    assert outcome.code == 0
    assert outcome.lines[0] == "self.json: skipped, a symbolic link that leads to itself"


def test_standard_input(folder: Path) -> None:
    """It may be given a name, under which it is shown and finds its settings."""
    stdin = BROKEN.encode()
    assert checked_paths(run_cli("check", "-", "--format", "json", stdin=stdin)) == ["<stdin>"]
    (folder / "jobs").mkdir()
    (folder / "jobs" / ".bacalhau-ls.toml").write_text('severity.syntax-error = "hint"\n')
    named = run_cli(
        "check", "-", "--stdin-filename", "jobs/x.json", "--format", "json", stdin=stdin
    )
    assert [(r["path"], r["severity"]) for r in named.json] == [("jobs/x.json", "hint")]
    assert run_cli("check", "--stdin-filename", "x.json").code == 2


def test_the_nearest_settings_govern(folder: Path) -> None:
    """Each file has its own; a bad setting is said once and changes nothing else."""
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "x.json").write_text(BROKEN)
        (folder / name / "y.json").write_text(BROKEN)
    (folder / ".bacalhau-ls.toml").write_text('severity.syntax-error = "warning"\nstrictnes = 1\n')
    (folder / "b" / ".bacalhau-ls.toml").write_text('severity.syntax-error = "off"\n')
    outcome = run_cli("check", "--format", "json")
    shown = [(record["path"], record["severity"]) for record in outcome.json]
    assert shown == [("a/x.json", "warning"), ("a/y.json", "warning")]
    assert outcome.lines == [
        ".bacalhau-ls.toml: unknown setting `strictnes`: did you mean `strictness`?"
    ]


def test_settings_of_another_place(folder: Path) -> None:
    """`--config` replaces what is found upwards; it must be usable."""
    (folder / "a.json").write_text(BROKEN)
    (folder / ".bacalhau-ls.toml").write_text("nonsense = 1\n")
    (folder / "ci.toml").write_text('severity.syntax-error = "off"\n')
    (folder / "broken.toml").write_text("strictness = \n")
    assert run_cli("check", "a.json", "--config", "ci.toml") == (0, CLEAN, "")
    for name, why in [("nope.toml", "no such file"), ("broken.toml", "line 1: not valid TOML")]:
        outcome = run_cli("check", "a.json", "--config", name)
        assert outcome.code == 2
        assert len(outcome.lines) == 1
        assert outcome.lines[0].startswith(f"{name}: {why}")


def test_patterns_in_the_settings_name_further_specs(folder: Path) -> None:
    """They are relative to the file of settings, wherever the check is started."""
    (folder / "jobs" / "deep").mkdir(parents=True)
    (folder / "jobs" / "deep" / "x.spec").write_text("[")
    (folder / "x.spec").write_text("[")
    (folder / ".bacalhau-ls.toml").write_text('files = ["jobs/**/*.spec"]\n')
    for path, shown in [(".", "jobs/deep/x.spec"), ("jobs", "jobs/deep/x.spec")]:
        assert checked_paths(run_cli("check", path, "--format", "json")) == [shown]


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        pytest.param(None, "no such file or folder", id="absent"),
        pytest.param(b"{\n\n", "not valid JSON (line 3); ", id="no JSON"),
        pytest.param(b"[]", "must be an object", id="no object"),
        pytest.param(b'{"type": "jobs"}', "not a JSON Schema", id="no schema"),
        pytest.param(b"\xff", "not UTF-8", id="no text"),
        pytest.param(b"[" * 100_000, "", id="deep"),
    ],
)
def test_a_schema_that_is_rubbish(folder: Path, schema: bytes | None, why: str) -> None:
    """One line for the whole run, and the guide's is used: the findings decide."""
    (folder / "a.json").write_text(GOOD)
    (folder / "b.json").write_text(BROKEN)
    (folder / ".bacalhau-ls.toml").write_text('schema = "own.json"\n')
    if schema is not None:
        (folder / "own.json").write_bytes(schema)
    assert run_cli("check", "a.json").code == 0
    outcome = run_cli("check", "a.json", "b.json", "--format", "json")
    assert (outcome.code, [record["code"] for record in outcome.json]) == (1, ["syntax-error"])
    (line,) = outcome.lines
    assert line.startswith(f"the schema {folder / 'own.json'} cannot be used: ")
    assert why in line
    assert line.endswith("; ours is used instead")


def test_a_schema_of_the_user(folder: Path) -> None:
    """It takes the place of the guide's."""
    (folder / "a.json").write_text('{"Anything": 1}')
    (folder / "own.json").write_text('{"type": "object", "required": ["Something"]}')
    (folder / ".bacalhau-ls.toml").write_text('schema = "own.json"\n')
    records = run_cli("check", "a.json", "--format", "json").json
    assert [record["code"] for record in records] == ["missing-property"]
    assert "Something" in records[0]["message"]


def test_an_error_of_ours_costs_one_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, no traceback, and the other files are checked."""
    (folder / "a.json").write_text(GOOD)
    (folder / "b.json").write_text(BROKEN)

    def crashing(document: Document, *others: Any) -> list[Finding]:
        if document.content == GOOD:
            message = "oh\nno"
            raise RuntimeError(message)
        return diagnose(document, *others)

    monkeypatch.setattr("bacalhau_ls.inspection.diagnose", crashing)
    outcome = run_cli("check", "--format", "json", "a.json", "b.json")
    assert outcome.code == 2
    assert checked_paths(outcome) == ["b.json"]
    said = "a.json: internal error, please report it: RuntimeError: oh\\x0ano"
    assert outcome.lines == [said]
    monkeypatch.setenv("BACALHAU_LS_DEBUG", "1")
    assert "Traceback" in run_cli("check", "a.json").err


def test_output_goes_to_a_file(folder: Path) -> None:
    """In UTF-8, with nothing on standard output; a place that cannot be written is said."""
    (folder / "a.json").write_text(BROKEN)
    outcome = run_cli("check", "a.json", "--output-file", "out.txt")
    assert (outcome.code, outcome.out) == (1, "")
    assert (folder / "out.txt").read_text(encoding="utf-8").startswith("error[syntax-error]: ")
    outcome = run_cli("check", "a.json", "--output-file", "no/out.txt")
    assert outcome == (2, "", "bacalhau-ls: cannot write no/out.txt: No such file or directory\n")


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "--format", "xml"],
        ["check", "--fail-on", "fatal"],
        ["check", "--quiet", "--verbose"],
        ["check", "--form", "json"],
        ["chekc"],
        ["explain"],
        ["--tcp", "nowhere"],
        ["serve", "--stdio", "--tcp", "h:1"],
    ],
    ids=" ".join,
)
def test_bad_options(argv: list[str]) -> None:
    """The usage on standard error, nothing on the output."""
    outcome = run_cli(*argv)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("usage: bacalhau-ls")
