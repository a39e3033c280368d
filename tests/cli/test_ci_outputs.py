"""What GitHub, GitLab and JUnit readers get."""

from __future__ import annotations

import json
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from bacalhau_ls.cli.output import FORMATS, github, gitlab, junit, renderer
from bacalhau_ls.cli.output.paths import posix, uri_reference
from bacalhau_ls.cli.results import Failed, Skipped, View
from bacalhau_ls.findings import Severity
from tests.cli.findings import checked, finding

if TYPE_CHECKING:
    from pathlib import PurePath

    from bacalhau_ls.cli.results import Result

VIEW = View(PurePosixPath("/home/me"))
CONTENT = "[1,\n22,\n22]"


def test_github_commands() -> None:
    """One-based, one line each."""
    found = [finding(CONTENT, "22", f"no. {s}", severity=s) for s in Severity]
    commands = "".join(github.render([checked(CONTENT, *found, path="a/b.json")], VIEW))
    place = "file=a/b.json,line=2,col=1,endLine=2,endColumn=3"
    assert commands.splitlines() == [
        f"::{command} {place},title=bacalhau-ls (some-code)::no. {number}"
        for number, command in enumerate(("error", "warning", "notice", "notice"), 1)
    ]


def test_github_commands_cannot_be_injected() -> None:
    """Neither by a path nor by a message."""
    found = finding("[1]", "1", "100%,\n::error::x:\x1b")
    (command,) = github.render([checked("[1]", found, path="a,b:c%\n.json")], VIEW)
    assert command.startswith("::error file=a%2Cb%3Ac%25\\x0a.json,line=1,")
    assert command.endswith("::100%25,\\x0a::error::x:\\x1b\n")
    assert command.count("\n") == 1


def test_github_escapes() -> None:
    """As the runner undoes them."""
    assert github.in_data("%\r\n:,") == "%25%0D%0A:,"
    assert github.in_property("%\r\n:,") == "%25%0D%0A%3A%2C"


def test_gitlab_report() -> None:
    """The fields that GitLab reads."""
    found = [finding(CONTENT, "22", severity=severity) for severity in Severity]
    text = "".join(gitlab.render([checked(CONTENT, *found, path="./a/b.json")], VIEW))
    entries = json.loads(text)
    assert text.isascii()
    assert [entry["severity"] for entry in entries] == ["critical", "major", "minor", "info"]
    assert len({entry["fingerprint"] for entry in entries}) == 4
    assert entries[0] == {
        "description": "wrong",
        "check_name": "some-code",
        "fingerprint": entries[0]["fingerprint"],
        "severity": "critical",
        "location": {"path": "a/b.json", "lines": {"begin": 2, "end": 2}},
    }


def test_junit_cases() -> None:
    """One for each file; it fails where the run does."""
    error, hint = finding("[1]", "1"), finding("[1]", "1", "small", severity=Severity.HINT)
    results: list[Result] = [
        checked("[1]", path="good.json"),
        checked("[1]", hint, path="hint.json"),
        checked("[1]", hint, error, path="bad.json"),
        Skipped("other.json", "no spec"),
        Failed("gone.json", "no such file"),
    ]
    root = ET.fromstring("".join(junit.render(results, VIEW)))  # noqa: S314 - our own
    assert {k: root.attrib[k] for k in ("tests", "failures", "errors")} == {
        "tests": "4",
        "failures": "1",
        "errors": "1",
    }
    cases = {case.attrib["name"]: case for case in root.iter("testcase")}
    assert {name: [child.tag for child in case] for name, case in cases.items()} == {
        "good.json": [],
        "hint.json": ["system-out"],
        "bad.json": ["failure", "system-out"],
        "gone.json": ["error"],
    }
    failure = cases["bad.json"][0]
    assert failure.attrib == {"message": "wrong", "type": "some-code"}
    assert failure.text == "bad.json:1:2: error[some-code]: wrong"


def test_junit_follows_the_threshold() -> None:
    """A hint fails its file if hints fail the run."""
    hint = finding("[1]", "1", severity=Severity.HINT)
    view = VIEW._replace(threshold=Severity.HINT)
    assert 'failures="1"' in "".join(junit.render([checked("[1]", hint)], view))


def test_junit_is_xml_whatever_is_found() -> None:
    """No markup, no characters that XML has not."""
    evil = "<b>&\"'\x00\x1b\ufffe\udce9]]>"
    result = checked("[1]", finding("[1]", "1", evil), path=evil)
    text = "".join(junit.render([result, Failed(evil, evil)], VIEW))
    root = ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own
    shown = "<b>&\"'\\x00\\x1b\\ufffe\\xe9]]>"
    assert [case.attrib["name"] for case in root.iter("testcase")] == [shown, shown]
    assert [failure.attrib["message"] for failure in root.iter("failure")] == [shown]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_no_format_writes_raw_controls(name: str) -> None:
    """A log on a terminal is safe too."""
    evil = "\x1b[2J\x9b\u202e\udce9"
    results = [checked(f'["{evil}"]', finding(f'["{evil}"]', evil, evil), path=evil)]
    text = "".join(renderer(name)(results, VIEW))
    assert not set(evil) - set("[2J") & set(text)
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("path", "folder", "expected"),
    [
        ("a/b.json", PurePosixPath("/w"), "a/b.json"),
        ("./a/../b.json", PurePosixPath("/w"), "b.json"),
        ("/w/a.json", PurePosixPath("/w"), "a.json"),
        ("../a.json", PurePosixPath("/w"), "../a.json"),
        ("/v/a.json", PurePosixPath("/w"), "/v/a.json"),
        (r"a\b.json", PureWindowsPath(r"C:\w"), "a/b.json"),
        (r"C:\w\a\b.json", PureWindowsPath(r"C:\w"), "a/b.json"),
        (r"c:\W\a.json", PureWindowsPath(r"C:\w"), "a.json"),
        (r"D:\a.json", PureWindowsPath(r"C:\w"), "D:/a.json"),
    ],
)
def test_paths_in_reports(path: str, folder: PurePath, expected: str) -> None:
    """Forward slashes everywhere, relative where that says more."""
    assert posix(path, folder) == expected


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"a b\c.json", "a%20b/c.json"),
        (r"D:\a b.json", "file:///D:/a%20b.json"),
        (r"..\a.json", "file:///C:/a.json"),
    ],
)
def test_windows_paths_as_links(path: str, uri: str) -> None:
    """Drives have an absolute link."""
    assert uri_reference(path, PureWindowsPath(r"C:\w")) == uri
