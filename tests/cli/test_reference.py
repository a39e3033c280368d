"""The commands that print what ships with the package, and the start of the server."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from bacalhau_ls import __version__, resources
from bacalhau_ls.catalogue import severities
from bacalhau_ls.cli.arguments import address
from bacalhau_ls.resources import first_sentence
from tests.cli.running import run_cli

if TYPE_CHECKING:
    from pathlib import Path


def test_version() -> None:
    """The name and the number."""
    assert run_cli("--version") == (0, f"bacalhau-ls {__version__}\n", "")


def test_help_goes_to_the_output() -> None:
    """Of the program and of each command."""
    for argv in (["--help"], ["check", "--help"]):
        outcome = run_cli(*argv)
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out.startswith("usage: bacalhau-ls")


def test_schema_is_printed_verbatim() -> None:
    """Byte for byte the file that ships."""
    text = resources.schema_path().read_bytes().decode()
    assert run_cli("schema") == run_cli("schema", "guide") == (0, text, "")
    real = resources.schema_path("bacalhau").read_bytes().decode()
    assert run_cli("schema", "bacalhau") == (0, real, "")
    assert json.loads(text)["$schema"].startswith("https://json-schema.org/")


def test_rules_lists_every_code() -> None:
    """As a table and as JSON."""
    records = run_cli("rules", "--format", "json").json
    assert {record["code"]: record["severity"] for record in records} == {
        code: severity.word for code, severity in severities().items()
    }
    assert all(set(record) == {"code", "severity", "summary"} for record in records)
    rows = run_cli("rules").out.splitlines()
    assert [row.split()[:2] for row in rows] == [[r["code"], r["severity"]] for r in records]


@pytest.mark.parametrize("code", sorted(severities()))
def test_every_code_is_explained(code: str) -> None:
    """It has a page, the page names it, and its first sentence fits into a table."""
    outcome = run_cli("explain", code)
    assert (outcome.code, outcome.err) == (0, "")
    assert code in outcome.out.partition("\n")[0]
    assert 0 < len(first_sentence(outcome.out)) <= 120


def test_examples_in_yaml() -> None:
    """Another block for each example, and no other word."""
    page, in_yaml = (run_cli("explain", "relative-path", *more).out for more in ([], ["--yaml"]))

    assert page.count("```json") == in_yaml.count("```yaml") == 2
    assert page.partition("```")[0] == in_yaml.partition("```")[0]


def test_no_page_is_left_over() -> None:
    """Every page explains a code that there is."""
    assert set(resources.explained_codes()) <= set(severities())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("syntax-eror", "unknown code `syntax-eror`: did you mean `syntax-error`?"),
        ("xyzzy", "unknown code `xyzzy`: `bacalhau-ls rules` lists all"),
        ("../settings", "unknown code `../settings`: `bacalhau-ls rules` lists all"),
        ("", "unknown code ``: `bacalhau-ls rules` lists all"),
    ],
)
def test_a_code_that_does_not_exist(code: str, said: str) -> None:
    """Exit 2 and the nearest one."""
    assert run_cli("explain", code) == (2, "", f"bacalhau-ls: {said}\n")


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("# code\n\nOne. Two.\n", "One"),
        ("# code\n\nOne\nline with `a.b`.\n\nMore.\n", "One line with `a.b`"),
        ("# code\n", ""),
    ],
)
def test_summary_of_a_page(page: str, sentence: str) -> None:
    """The first sentence under the title."""
    assert first_sentence(page) == sentence


@pytest.mark.parametrize("inside_wheel", [True, False])
def test_the_schema_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, inside_wheel: bool
) -> None:
    """Inside the package where there is one, else at the top of the checkout."""
    package = tmp_path / "server" / "bacalhau_ls"
    place = (package if inside_wheel else tmp_path) / "schema"
    place.mkdir(parents=True)
    (place / "guide.schema.json").write_text("{}")
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.schema_text() == "{}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("localhost:2087", ("localhost", 2087)),
        ("0.0.0.0:0", ("0.0.0.0", 0)),  # noqa: S104 - only parsed
        ("[::1]:65535", ("::1", 65535)),
        (":2087", ("127.0.0.1", 2087)),
    ],
)
def test_addresses(text: str, expected: tuple[str, int]) -> None:
    """Host and port."""
    assert address(text) == expected


@pytest.mark.parametrize(
    "text", ["2087", "host:", "host:x", "host:65536", "host:-1", "host:\u0661"]
)
def test_addresses_that_are_none(text: str) -> None:
    """A usage error."""
    assert run_cli("--tcp", text).code == 2


@pytest.mark.parametrize(
    ("argv", "call"),
    [
        ([], ("serve_stdio",)),
        (["serve"], ("serve_stdio",)),
        (["--stdio"], ("serve_stdio",)),
        (["serve", "--stdio", "--clientProcessId=1"], ("serve_stdio",)),
        (["--tcp", "h:1"], ("serve_tcp", "h", 1)),
        (["serve", "--ws", "h:2"], ("serve_ws", "h", 2)),
    ],
)
def test_the_server_is_started(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], call: tuple[object, ...]
) -> None:
    """On the transport that was asked for; its exit code is ours."""
    calls: list[tuple[object, ...]] = []
    main = ModuleType("bacalhau_ls.lsp.main")
    for name in ("serve_stdio", "serve_tcp", "serve_ws"):

        def serve(*arguments: object, name: str = name) -> int:
            calls.append((name, *arguments))
            return 7

        setattr(main, name, serve)
    monkeypatch.setitem(sys.modules, "bacalhau_ls.lsp", ModuleType("bacalhau_ls.lsp"))
    monkeypatch.setitem(sys.modules, "bacalhau_ls.lsp.main", main)
    setattr(sys.modules["bacalhau_ls.lsp"], "main", main)  # noqa: B010 - a made-up module
    assert run_cli(*argv).code == 7
    assert calls == [call]


def test_pages_name_both_comments() -> None:
    """The page of a code that both notations know says how to silence it in each."""
    page = run_cli("explain", "relative-path").out
    assert "`// bacalhau-ls: ignore[relative-path]` (in YAML with `#`)" in page
    assert "as JSON or YAML" in run_cli("rules").out
