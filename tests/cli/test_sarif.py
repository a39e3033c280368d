"""SARIF that is valid and says what code scanning services need."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator

from bacalhau_ls import resources
from bacalhau_ls.cli.output.sarif import message_text, render
from bacalhau_ls.cli.results import Failed, View
from bacalhau_ls.document import Document
from bacalhau_ls.findings import Fix, Remove, ReplaceText, Severity, WrapInList
from bacalhau_ls.text import Position, Span
from tests.cli.findings import checked, finding, place
from tests.cli.running import BROKEN, GOOD, WARNED, run_cli

if TYPE_CHECKING:
    from bacalhau_ls.cli.results import Result

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_text("utf-8"))
VIEW = View(PurePosixPath("/home/me/a b"))


def run_of(*results: Result) -> Any:
    """The one run of the log, which is valid."""
    text = "".join(render(results, VIEW))
    assert text.isascii()
    log = json.loads(text)
    Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    return run


def test_a_result() -> None:
    """One-based UTF-16 columns, the end behind the last character."""
    content = '["\U0001f600", 1, 2]'
    run = run_of(checked(content, finding(content, "1", related=(("2", "there"),))))
    (result,) = run["results"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("some-code", 0, "error")
    location = result["locations"][0]["physicalLocation"]
    assert location == {
        "artifactLocation": {"uri": "job.json", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 9},
    }
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "there"}
    assert related["physicalLocation"]["region"]["startColumn"] == 11


def test_the_specification_of_each_file(folder: Path) -> None:
    (folder / "a.json").write_text(GOOD)
    (folder / "b.yaml").write_text("Type: batch\nTasks: []\n")
    (run,) = json.loads(run_cli("check", "--format", "sarif").out)["runs"]

    described = {
        each["location"]["uri"]: each["properties"]["specification"] for each in run["artifacts"]
    }
    assert described == {"a.json": "guide", "b.yaml": "bacalhau"}


@pytest.mark.parametrize(
    ("path", "uri", "is_below"),
    [
        ("jobs/a b#%.json", "jobs/a%20b%23%25.json", True),
        ("./x/../\xe9.json", "%C3%A9.json", True),
        ("a:b.json", "a%3Ab.json", True),
        ("\udce9.json", "%E9.json", True),
        ("../x y.json", "file:///home/me/x%20y.json", False),
        ("/etc/x.json", "file:///etc/x.json", False),
        ("<stdin>", "%3Cstdin%3E", True),
    ],
)
def test_links_to_files(path: str, uri: str, *, is_below: bool) -> None:
    """Relative below the folder of the run, else absolute."""
    run = run_of(checked("[1]", finding("[1]", "1"), path=path))
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == uri
    assert ("uriBaseId" in artifact) == is_below
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file:///home/me/a%20b/"


def test_levels() -> None:
    """SARIF has no word for a hint."""
    found = [finding("[1]", "1", severity=severity) for severity in Severity]
    levels = [result["level"] for result in run_of(checked("[1]", *found))["results"]]
    assert levels == ["error", "warning", "note", "note"]


def test_each_rule_comes_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With its page as text; a link could only lead to this machine."""
    (tmp_path / "known.md").write_text("# known\n")
    monkeypatch.setattr(resources, "_PAGES", tmp_path)
    found = [finding("[1]", "1", code=code) for code in ("known", "other", "known")]
    run = run_of(checked("[1]", *found))
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 0]
    known, other = run["tool"]["driver"]["rules"]
    assert other == {"id": "other"}
    assert known == {"id": "known", "help": {"text": "# known\n", "markdown": "# known\n"}}


def replaced(content: str, fix: Any) -> str:
    """*content* after a fix of a SARIF result, which counts lines and UTF-16 columns from one."""
    text = Document.read(content).text
    (change,) = fix["artifactChanges"]
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        start, end = (
            text.offset(Position(region[f"{at}Line"] - 1, region[f"{at}Column"] - 1))
            for at in ("start", "end")
        )
        inserted = replacement.get("insertedContent", {"text": ""})["text"]
        content = content[:start] + inserted + content[end:]
    return content


def test_all_fixes_of_a_finding() -> None:
    """The clear one first, each as text to put in the place of text."""
    content = '["\U0001f600",\n1 2]'
    at = place(content, " ").start
    candidate = Fix("Insert `:`", (ReplaceText(Span(at, at), ":"),))
    textual = Fix("Insert `,`", (ReplaceText(Span(at, at), ","),), preferred=True)
    removal = Fix("Remove it", (ReplaceText(place(content, "2"), ""),))
    structural = Fix("Put it in a list", (WrapInList(place(content, "2")),))
    impossible = Fix("Remove what is not there", (Remove(Span(3, 4)),))
    fixes = (candidate, textual, removal, structural, impossible)
    result = run_of(checked(content, finding(content, "2", fixes=fixes)))["results"][0]
    assert [fix["description"]["text"] for fix in result["fixes"]] == [
        "Insert `,`",
        "Insert `:`",
        "Remove it",
        "Put it in a list",
    ]
    assert [replaced(content, fix).split("\n")[1] for fix in result["fixes"]] == [
        "1, 2]",
        "1: 2]",
        "1 ]",
        "1 [2]]",
    ]


def test_every_fix_of_the_command_is_told(folder: Path) -> None:
    """What `--fix` does for one finding, any reader of the log can do."""
    content = GOOD.replace('"Image": "ubuntu:24.04"', '"Imag": "ubuntu:24.04"')
    (folder / "a.json").write_text(content)
    (result,) = run_cli("check", "a.json", "--format", "sarif").json["runs"][0]["results"]
    assert replaced(content, result["fixes"][0]) == GOOD


def test_fingerprints_are_unique_and_stable() -> None:
    """A line above does not rename what is below; equal findings are told apart."""

    def fingerprints(content: str) -> list[str]:
        found = [finding(content, needle) for needle in ("111", "222", "222")]
        results = run_of(checked(content, *found))["results"]
        return [result["partialFingerprints"]["bacalhauLs/v1"] for result in results]

    before = fingerprints("[\n111,\n222\n]")
    assert len(set(before)) == 3
    assert fingerprints("[\n0,\n\n  111,\n222\n]") == before


def test_what_could_not_be_checked_is_told() -> None:
    """So that an empty log is not mistaken for a clean one."""
    (invocation,) = run_of(Failed("gone.json", "no such {file}"))["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"] == {"text": "no such {{file}}"}
    assert run_of()["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("`{{.x}}` is open", "`{{{{.x}}}}` is open"),
        ("[click](http://evil)", r"\[click\](http://evil)"),
        ("`Tasks[0]` (first)", "`Tasks[0]` (first)"),
        ("lone \udce9", r"lone \xe9"),
    ],
)
def test_a_message_is_no_markup(message: str, text: str) -> None:
    """Braces would be placeholders, brackets links."""
    assert message_text(message) == text
    assert run_of(checked("[1]", finding("[1]", "1", message)))["results"][0]["message"] == {
        "text": text
    }


def test_the_command_writes_valid_sarif(folder: Path) -> None:
    """With real findings, an unreadable file and a file of stray bytes."""
    (folder / "a.json").write_text(BROKEN)
    (folder / "b.json").write_text(WARNED)
    (folder / "c.json").write_bytes(b'{"\xff\x1b')
    outcome = run_cli("check", "a.json", "b.json", "c.json", "gone.json", "--format", "sarif")
    Draft4Validator(SCHEMA).validate(outcome.json)
    assert outcome.code == 2
    assert len(outcome.json["runs"][0]["results"]) > 3
