"""The command that formats: which files, which layout, what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import GOOD, run_cli

if TYPE_CHECKING:
    from pathlib import Path

UNTIDY = GOOD.replace('"good",', '"good" ,').replace('"Count": 1', '"Count":1')


def test_files_are_formatted_and_counted(folder: Path) -> None:
    """Specs only, unless a file is named."""
    for name, content in {"a.json": UNTIDY, "b.json": GOOD, "package.json": '{"a":1}'}.items():
        (folder / name).write_text(content)
    outcome = run_cli("format")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.lines == [
        "a.json: formatted",
        "1 file formatted, 1 file already formatted",
        "1 other file skipped, --verbose lists them",
    ]
    assert (folder / "a.json").read_text() == GOOD
    assert (folder / "package.json").read_text() == '{"a":1}'
    assert run_cli("format", "a.json").lines == ["1 file already formatted"]
    assert run_cli("format", "package.json", "-q") == (0, "", "")
    assert (folder / "package.json").read_text() != '{"a":1}'


@pytest.mark.parametrize(("content", "code"), [(GOOD, 0), (UNTIDY, 1)])
@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing(folder: Path, option: str, content: str, code: int) -> None:
    """The exit code tells whether something would change."""
    (folder / "a.json").write_text(content)
    outcome = run_cli("format", option)
    assert outcome.code == code
    assert ("a.json: would be formatted" in outcome.lines) is bool(code)
    assert (folder / "a.json").read_text() == content


def test_a_diff_on_standard_output(folder: Path) -> None:
    """And nothing else there."""
    (folder / "a.json").write_text(UNTIDY)
    out = run_cli("format", "--diff", "--check").out
    assert [line for line in out.splitlines() if line[0] != " "] == [
        "--- a.json",
        "+++ a.json",
        "@@ -1,7 +1,7 @@",
        '-  "Name": "good" ,',
        '+  "Name": "good",',
        '-  "Count":1,',
        '+  "Count": 1,',
    ]


@pytest.mark.parametrize("text", ["", "\ufeff[ 1 ]\r\n", '{"a":[1,2]}', "{}\n\n\n", "// x"])
def test_standard_input(text: str) -> None:
    """A filter: text in, text out, nothing said."""
    outcome = run_cli("format", "-", stdin=text.encode())
    assert (outcome.code, outcome.err) == (0, "")
    assert "".join(outcome.out.split()) == "".join(text.split())
    assert run_cli("format", "-", stdin=outcome.out.encode()).out == outcome.out


def test_standard_input_is_looked_at() -> None:
    """Nothing but the exit code and a line."""
    outcome = run_cli("format", "-", "--check", stdin=UNTIDY.encode())
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.lines[0] == "<stdin>: would be formatted"


def test_the_settings_say_how(folder: Path) -> None:
    """Where the file itself does not show it."""
    (folder / ".bacalhau-ls.toml").write_text("[format]\nindent = 3\nlineWidth = 10\n")
    outcome = run_cli("format", "-", stdin=b'{"a": [1, 2], "b": [3, 4, 5, 6]}\n')
    assert outcome.out == (
        '{\n   "a": [\n      1,\n      2\n   ],\n   "b": [\n      3,\n      4,\n      5,\n'
        "      6\n   ]\n}\n"
    )


def test_broken_text_is_formatted_where_it_is_sound(folder: Path) -> None:
    """And that is said, for it is no success in full."""
    (folder / "a.json").write_text('{\n"Tasks": [{"Engine":{}}],\n"b" 1,\n"c":2\n}\n')
    outcome = run_cli("format")
    assert outcome.code == 0
    assert outcome.lines[:2] == [
        "a.json: broken, only its sound parts are formatted; `check` says more",
        "a.json: formatted",
    ]
    assert '  "c": 2\n' in (folder / "a.json").read_text()


def test_what_cannot_be_formatted(folder: Path) -> None:
    """One line for each, exit 2; the others are formatted."""
    (folder / "stray.json").write_bytes(UNTIDY.encode() + b"\xff")
    (folder / "a.json").write_text(UNTIDY)
    outcome = run_cli("format", "stray.json", "gone.json", "a.json", "-q")
    assert outcome.code == 2
    assert outcome.lines == [
        "stray.json: not formatted: it is not UTF-8",
        "gone.json: no such file or folder",
    ]
    assert (folder / "a.json").read_text() == GOOD


def test_nothing_to_format() -> None:
    """A repository without specs passes, but not silently; a wrong path does not."""
    outcome = run_cli("format", "--quiet")
    assert (outcome.code, outcome.lines) == (0, ["warning: nothing to format: no job spec found"])
    assert run_cli("format", "jobz").code == 2


def test_comments_of_yaml_break_no_json(folder: Path) -> None:
    (folder / "a.json").write_text("# bacalhau-ls: specification=bacalhau\n" + GOOD)

    assert run_cli("format", "--check", "a.json").lines == ["1 file already formatted"]
