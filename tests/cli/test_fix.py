"""`check --fix` and `--diff`: what is changed, what is said, what the exit code tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import BROKEN, CLEAN, GOOD, WARNED, run_cli

if TYPE_CHECKING:
    from pathlib import Path

WRONG_UNIT = GOOD.replace('"1GB"', '"1gb"', 1)
SPACED_NAME = GOOD.replace('"good"', '"so good"')
"""Its fix would change what is meant: it is not safe."""
UNFIXABLE = GOOD.replace('"batch"', '"something"')


def test_fixes_are_written_and_counted(folder: Path) -> None:
    """Nothing is left, so the run is clean."""
    (folder / "a.json").write_text(BROKEN.replace('"1GB"', '"1gb"'))
    outcome = run_cli("check", "a.json", "--fix")
    said = "held to the guide\n3 findings fixed in 1 file\nno findings left in 1 file\n"
    assert outcome == (0, said, "")
    assert (folder / "a.json").read_text() == GOOD
    assert run_cli("check", "a.json", "--fix") == (0, CLEAN, "")


def test_what_is_left_is_shown(folder: Path) -> None:
    """At its place in the new text; it decides on the exit code."""
    (folder / "a.json").write_text("// one\n" + UNFIXABLE.replace('"1GB"', '"1gb"', 1))
    outcome = run_cli("check", "a.json", "--fix", "--format", "json")
    assert (outcome.code, outcome.lines) == (1, ["1 finding fixed in 1 file"])
    (record,) = outcome.json
    assert (record["code"], record["range"]["start"]["line"]) == ("unknown-value", 3)
    assert (folder / "a.json").read_text() == f"// one\n{UNFIXABLE}"
    lines = run_cli("check", "a.json", "--fix", "--fail-on", "never").out.splitlines()
    assert lines[-1] == "1 error in 1 file"


def test_unsafe_fixes_on_request_only(folder: Path) -> None:
    """They may change what is meant; that they are there is said."""
    (folder / "a.json").write_text(SPACED_NAME)
    outcome = run_cli("check", "a.json", "--fix")
    assert outcome.code == 1
    assert outcome.out.splitlines()[-1] == "1 can be fixed with --fix --unsafe-fixes"
    assert (folder / "a.json").read_text() == SPACED_NAME
    assert run_cli("check", "a.json", "--fix", "--unsafe-fixes").code == 0
    assert (folder / "a.json").read_text() != SPACED_NAME


def test_what_could_be_fixed_is_said(folder: Path) -> None:
    """By a plain check, which changes nothing."""
    (folder / "a.json").write_text(SPACED_NAME.replace('"1GB"', '"1gb"', 1))
    outcome = run_cli("check", "a.json")
    assert outcome.out.splitlines()[-2:] == [
        "2 errors, 1 information in 1 file",
        "1 can be fixed with --fix, 1 more with --unsafe-fixes",
    ]
    assert "can be fixed" not in run_cli("check", "a.json", "--quiet").out


def test_which_codes_were_fixed(folder: Path) -> None:
    """For those who want to know."""
    (folder / "a.json").write_text(WARNED.replace("1GB", "1gb"))
    outcome = run_cli("check", "--fix", "--verbose")
    assert outcome.lines == ["a.json: fixed 2 invalid-format, 1 duplicate-key"]


def test_settings_decide_what_is_fixed(folder: Path) -> None:
    """What is switched off or ignored stays."""
    content = "// bacalhau-ls: ignore-file[duplicate-key]\n" + WARNED.replace("1GB", "1gb")
    (folder / "a.json").write_text(content)
    (folder / ".bacalhau-ls.toml").write_text('severity.invalid-format = "off"\n')
    assert run_cli("check", "--fix").code == 0
    assert (folder / "a.json").read_text() == content


def test_strict_json_is_a_fix_away(folder: Path) -> None:
    """JSON5 becomes JSON where the settings want JSON."""
    loose = GOOD.replace('"Name": "good"', "Name: 'good'").replace('"1GB" }', '"1GB", }')
    (folder / "a.json").write_text(loose)
    assert run_cli("check", "--fix").code == 0
    assert (folder / "a.json").read_text() == GOOD


def test_standard_input(folder: Path) -> None:
    """The fixed text comes out, findings go to standard error."""
    outcome = run_cli("check", "-", "--fix", stdin=WRONG_UNIT.encode())
    assert (outcome.code, outcome.out) == (0, GOOD)
    assert outcome.err.splitlines() == [
        "held to the guide",
        "1 finding fixed in 1 file",
        "no findings left in 1 file",
    ]
    outcome = run_cli("check", "-", "--fix", "-q", stdin=UNFIXABLE.encode())
    assert (outcome.code, outcome.out) == (1, UNFIXABLE)
    assert outcome.err.startswith("error[")


def test_standard_input_keeps_its_mark_and_line_ends() -> None:
    """What is not to be fixed is not touched."""
    text = "\ufeff" + WRONG_UNIT.replace("\n", "\r\n").rstrip()
    outcome = run_cli("check", "-", "--fix", stdin=text.encode())
    assert outcome.out == "\ufeff" + GOOD.replace("\n", "\r\n").rstrip()


@pytest.mark.parametrize("command", [["check", "--fix"], ["format"]], ids=" ".join)
@pytest.mark.parametrize("data", [GOOD.encode("utf-16"), b'{"a":  "\xff"}'], ids=["16", "stray"])
def test_no_half_of_an_unreadable_input(command: list[str], data: bytes) -> None:
    """Nothing comes out, and the exit code says that it is not to be used."""
    outcome = run_cli(*command, "-", stdin=data)
    assert (outcome.code, outcome.out) == (2, "")
    assert "it is not UTF-8" in outcome.err


def test_a_file_of_stray_bytes_is_left_alone(folder: Path) -> None:
    """Nobody knows what the text would be."""
    data = WRONG_UNIT.replace("good", "g\xf6\xf6d").encode("latin-1")
    (folder / "a.json").write_bytes(data)
    assert run_cli("check", "a.json", "--fix").code == 1
    assert (folder / "a.json").read_bytes() == data


def test_a_diff_writes_nothing(folder: Path) -> None:
    """The diff alone is on standard output; the numbers stand beside it."""
    for name, content in (("a.json", WRONG_UNIT), ("b.json", GOOD), ("c.json", UNFIXABLE)):
        (folder / name).write_text(content)
    outcome = run_cli("check", "--diff")
    assert outcome.code == 1
    assert outcome.out.splitlines()[:3] == ["--- a.json", "+++ a.json", "@@ -6,7 +6,7 @@"]
    assert [line for line in outcome.out.splitlines()[3:] if line[0] != " "] == [
        '-      "Resources": { "CPU": "1", "Memory": "1gb", "Disk": "1GB" }',
        '+      "Resources": { "CPU": "1", "Memory": "1GB", "Disk": "1GB" }',
    ]
    assert outcome.lines == [
        "1 finding would be fixed in 1 file",
        "1 error left in 1 file (3 files checked)",
    ]
    assert (folder / "a.json").read_text() == WRONG_UNIT


@pytest.mark.parametrize(
    ("content", "arguments", "code"),
    [
        pytest.param(GOOD, [], 0, id="nothing to do"),
        pytest.param(WRONG_UNIT, [], 1, id="something to fix"),
        pytest.param(WARNED, [], 1, id="a warning to fix"),
        pytest.param(UNFIXABLE, [], 1, id="something left"),
        pytest.param(UNFIXABLE, ["--fail-on", "never"], 0, id="nobody cares"),
        pytest.param(WRONG_UNIT, ["--fail-on", "never"], 0, id="nobody cares what is fixed"),
    ],
)
def test_exit_code_of_a_diff(content: str, arguments: list[str], code: int) -> None:
    """1 if something would change or is left."""
    assert run_cli("check", "-", "--diff", *arguments, stdin=content.encode()).code == code


def test_a_diff_is_stronger_than_a_fix(folder: Path) -> None:
    """Who asks for both wants to look first."""
    (folder / "a.json").write_text(SPACED_NAME)
    outcome = run_cli("check", "--fix", "--diff", "--unsafe-fixes")
    assert outcome.out.startswith("--- a.json\n")
    assert (folder / "a.json").read_text() == SPACED_NAME


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--unsafe-fixes"], "--unsafe-fixes is only of use with --fix or --diff"),
        (["--diff", "--format", "json"], "--diff shows a diff, not --format json"),
    ],
)
def test_options_that_make_no_sense(arguments: list[str], why: str) -> None:
    """Said at once."""
    assert run_cli("check", *arguments) == (2, "", f"bacalhau-ls: {why}\n")


def test_named_files_that_are_no_specs(folder: Path) -> None:
    """Whoever hands over a list of files can leave the choice to us."""
    (folder / "package.json").write_text('{"name":"x",}')
    (folder / "a.json").write_text(WRONG_UNIT)
    assert run_cli("check", "--only-specs", "--fix", "package.json").code == 0
    assert run_cli("check", "--only-specs", "--fix", "package.json", "a.json").code == 0
    assert (folder / "package.json").read_text() == '{"name":"x",}'
    assert (folder / "a.json").read_text() == GOOD
    assert run_cli("check", "--only-specs", "gone.json").code == 2
    assert run_cli("format", "--only-specs", "-", stdin=b"[1]").out == "[1]"
