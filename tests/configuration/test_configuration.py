"""Settings from a file or an editor: the good ones kept, the others said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bacalhau_ls.configuration import (
    FILE_NAME,
    find_configuration,
    load_configuration,
    parse_settings,
)
from bacalhau_ls.findings import Severity
from bacalhau_ls.settings import FormatStyle, InlayHints, Settings, Strictness

CODES = ("syntax-error", "unpinned-image")


@pytest.mark.parametrize(
    ("mapping", "settings"),
    [
        ({}, Settings()),
        (None, Settings()),
        ({"strictness": None, "trace": {"server": "off"}}, Settings()),
        ({"strictness": "json5"}, Settings(strictness=Strictness.JSON5)),
        (
            {"severity": {"syntax-error": "hint", "unpinned-image": "off"}},
            Settings(severity={"syntax-error": Severity.HINT, "unpinned-image": None}),
        ),
        ({"files": ["a/*.json"]}, Settings(files=("a/*.json",))),
        ({"schema": "own.json"}, Settings(schema=str(Path("base") / "own.json"))),
        ({"schema": ""}, Settings()),
        ({"maxDiagnostics": 100.0}, Settings(max_diagnostics=100)),
        (
            {"format": {"indent": 4, "lineWidth": 0}},
            Settings(format=FormatStyle(indent=4, line_width=0)),
        ),
        ({"inlayHints": False}, Settings(inlay_hints=InlayHints(*[False] * 3))),
        ({"inlayHints": {"sizes": False}}, Settings(inlay_hints=InlayHints(sizes=False))),
    ],
    ids=str,
)
def test_good_settings(mapping: Any, settings: Settings) -> None:
    """What is not given is the default."""
    assert parse_settings(mapping, Path("base"), CODES) == (settings, [])


@pytest.mark.parametrize(
    ("mapping", "key", "message"),
    [
        ([], "", "settings must be a table of settings"),
        ({"colour": 1}, "colour", "unknown setting `colour`: known are `strictness`, `severity`"),
        ({"strictnes": "json"}, "strictnes", "`strictnes`: did you mean `strictness`?"),
        ({"max_diagnostics": 1}, "max_diagnostics", "did you mean `maxDiagnostics`?"),
        ({"inlay-hints": True}, "inlay-hints", "did you mean `inlayHints`?"),
        (
            {"strictness": "yaml"},
            "strictness",
            "`strictness` must be `json`, `jsonc` or `json5`, not `yaml`",
        ),
        ({"strictness": "JSON"}, "strictness", "did you mean `json`?"),
        ({"strictness": ["json"]}, "strictness", "`strictness` must be"),
        ({"severity": "off"}, "severity", "must be a table from code to severity"),
        ({"severity": {"sintax-error": "off"}}, "severity.sintax-error", "mean `syntax-error`?"),
        ({"severity": {"xyzzy": "off"}}, "severity.xyzzy", "`bacalhau-ls rules` lists all"),
        (
            {"severity": {"syntax-error": "fatal"}},
            "severity.syntax-error",
            "must be `error`, `warning`, `information`, `hint` or `off`, not `fatal`",
        ),
        ({"severity": {"syntax-error": 1}}, "severity.syntax-error", "not `1`"),
        ({"files": "*.json"}, "files", "must be a list of file name patterns"),
        ({"files": [1]}, "files", "not `1`"),
        ({"schema": 1}, "schema", "must be the path of a JSON Schema file"),
        ({"schema": "https://x/y.json"}, "schema", "must be the path of a JSON Schema file"),
        ({"schema": "\ud800.json"}, "schema", "must be the path of a JSON Schema file"),
        ({"maxDiagnostics": 0}, "maxDiagnostics", "a whole number from 1 to 1000000, not `0`"),
        ({"maxDiagnostics": True}, "maxDiagnostics", "not `true`"),
        ({"maxDiagnostics": 1.5}, "maxDiagnostics", "not `1.5`"),
        ({"maxDiagnostics": float("inf")}, "maxDiagnostics", "not `inf`"),
        ({"format": 4}, "format", "`format` must be a table of settings, not `4`"),
        ({"format": {"indent": "tab"}}, "format.indent", "`format.indent` must be a whole number"),
        (
            {"format": {"foo": 80}},
            "format.foo",
            "unknown setting `format.foo`: known are `format.indent` and `format.lineWidth`",
        ),
        ({"format": {"width": 80}}, "format.width", "unknown setting `format.width`"),
        (
            {"format": {"line_width": 1}},
            "format.line_width",
            "unknown setting `format.line_width`: did you mean `format.lineWidth`?",
        ),
        ({"format": {"trace": 1}}, "format.trace", "unknown setting `format.trace`"),
        ({"format": {"bacalhau": 1}}, "format.bacalhau", "`format.bacalhau`: known are"),
        (
            {"bacalhau": {"strictness": "json"}},
            "bacalhau",
            "unknown setting `bacalhau`: the prefix is not needed here",
        ),
        (
            {"bacalhau.schema": "x"},
            "bacalhau.schema",
            "`bacalhau.schema`: the prefix is not needed here",
        ),
        ({"inlayHints": "off"}, "inlayHints", "must be a table of settings, not `off`"),
        ({"inlayHints": {"sizes": 1}}, "inlayHints.sizes", "must be `true` or `false`, not `1`"),
        ({"strictness": "x" * 99}, "strictness", f"not `{'x' * 40}...`"),
        ({1: 2}, "1", "unknown setting `1`"),
    ],
    ids=str,
)
def test_bad_settings(mapping: Any, key: str, message: str) -> None:
    """The default, and one problem at its key."""
    settings, problems = parse_settings(mapping, None, CODES)
    assert settings == Settings()
    (problem,) = problems
    assert (problem.key, problem.line) == (key, None)
    assert message in problem.message


def test_a_bad_setting_costs_no_other() -> None:
    """Nor do bad entries in a list or table."""
    mapping: dict[str, Any] = {
        "strictness": "yaml",
        "severity": {"xyzzy": "off", "syntax-error": "hint"},
        "files": ["", "a.json"],
        "format": {"indent": -1, "lineWidth": 60},
    }
    settings, problems = parse_settings(mapping, None, CODES)
    assert settings == Settings(
        severity={"syntax-error": Severity.HINT},
        files=("a.json",),
        format=FormatStyle(line_width=60),
    )
    assert [problem.key for problem in problems] == [
        "strictness",
        "severity.xyzzy",
        "files",
        "format.indent",
    ]


def test_every_setting_can_be_set() -> None:
    """Under the name of its field in camel case."""
    names = [name.title().replace("_", "") for name in vars(Settings())]
    mapping: dict[str, Any] = {name[0].lower() + name[1:]: [] for name in names}
    _, problems = parse_settings(mapping)
    assert not [problem for problem in problems if "unknown setting" in problem.message]


def test_all_codes_are_known_by_default() -> None:
    """Those of rules and those of the syntax."""
    mapping = {"severity": {"timeouts-exceed-total": "off", "syntax-error": "off"}}
    settings, problems = parse_settings(mapping)
    assert (len(settings.severity), problems) == (2, [])


def test_the_file_is_found_upwards(tmp_path: Path) -> None:
    """From a file, from a folder, from what does not exist; the nearest counts."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "job.json").touch()
    (inner / FILE_NAME).mkdir()
    before = find_configuration(inner)
    assert before is None or tmp_path not in before.parents
    for place in (tmp_path, tmp_path / "a"):
        (place / FILE_NAME).touch()
        for start in (inner, inner / "job.json", inner / "gone.json"):
            assert find_configuration(start) == place / FILE_NAME


def test_a_whole_file(tmp_path: Path) -> None:
    """The keys are those of an editor."""
    path = tmp_path / FILE_NAME
    path.write_text(
        'strictness = "json"\nschema = "own.json"\nmaxDiagnostics = 5\n'
        "[format]\nindent = 3\n[severity]\nsyntax-error = 'warning'\n"
    )
    settings, problems, is_readable = load_configuration(path)
    assert settings == Settings(
        strictness=Strictness.JSON,
        schema=str(tmp_path / "own.json"),
        max_diagnostics=5,
        format=FormatStyle(indent=3),
        severity={"syntax-error": Severity.WARNING},
    )
    assert (problems, is_readable) == ((), True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"a = 1\nb = = 2\n", "line 2: not valid TOML: invalid value", id="syntax"),
        pytest.param(b'a = 1\nb = "', "line 2: not valid TOML: ", id="ends too early"),
        pytest.param(
            b"a = " + b"[" * 5000, "not valid TOML: it is nested too deeply", id="nested too deeply"
        ),
        pytest.param(b"a = " + b"9" * 5000, "not valid TOML: a number is too long", id="long"),
        pytest.param(b"a = '\xff'", "the file is not UTF-8", id="no text"),
        pytest.param("a = 1".encode("utf-16"), "the file is not UTF-8", id="UTF-16"),
        pytest.param(None, "no such file or folder", id="absent"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    """Defaults and one problem, with the line where there is one."""
    path = tmp_path / FILE_NAME
    if content is not None:
        path.write_bytes(content)
    settings, problems, is_readable = load_configuration(path)
    assert (settings, is_readable) == (Settings(), False)
    (problem,) = problems
    assert str(problem).startswith(said)


def test_a_number_that_python_does_not_write_out() -> None:
    settings, problems = parse_settings({"maxDiagnostics": 16**5000})

    assert settings == Settings()
    assert [str(each) for each in problems] == [
        "`maxDiagnostics` must be a whole number from 1 to 1000000, not `a number that is too long`"
    ]


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    """Some editors on Windows write one."""
    path = tmp_path / FILE_NAME
    path.write_bytes(b"\xef\xbb\xbfmaxDiagnostics = 5\r\n")
    assert load_configuration(path).settings == Settings(max_diagnostics=5)
