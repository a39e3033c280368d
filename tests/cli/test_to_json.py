"""Any spec as strict JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import BROKEN, GOOD, WARNED, run_cli

if TYPE_CHECKING:
    from pathlib import Path


def converted(text: str) -> str:
    """What comes out for *text*, in one line."""
    outcome = run_cli("to-json", "-", stdin=text.encode("utf-8", "surrogatepass"))
    assert outcome.code == 0
    return re.sub(r"[ \n]+", " ", outcome.out).strip()


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        pytest.param("// c\n[1, /* d */ 2,]", "[ 1, 2 ]", id="comments and commas"),
        pytest.param("{a: 'b\"'}", r'{ "a": "b\"" }', id="quotes"),
        pytest.param("[0xFF, .5, 5., +1]", "[ 255, 0.5, 5.0, 1 ]", id="numbers of JSON5"),
        pytest.param(
            "[1e400, 1.10, 12345678901234567890.5, -0]",
            "[ 1e400, 1.10, 12345678901234567890.5, -0 ]",
            id="numbers of JSON stay as they are written",
        ),
        pytest.param('{"a": 1, "b": 2, "a": 3}', '{ "a": 3, "b": 2 }', id="the last key counts"),
        pytest.param("[[], {}, true, null]", "[ [], {}, true, null ]", id="empty ones"),
        pytest.param('"\xe9\u2028\U0001f600"', '"\xe9\u2028\U0001f600"', id="letters"),
        pytest.param(r'"\ud800\n\x1b"', r'"\ud800\n\u001b"', id="what JSON must escape"),
        pytest.param('"{{.x}}"', '"{{.x}}"', id="a placeholder in a string"),
        pytest.param("7", "7", id="a scalar"),
    ],
)
def test_values_are_kept(text: str, strict: str) -> None:
    """Nothing but the notation changes."""
    assert converted(text) == strict


def test_the_layout_is_that_of_the_standard_library(folder: Path) -> None:
    """Two columns for each level, one line end at the end; any JSON reader reads it."""
    (folder / "a.json").write_text(GOOD)
    out = run_cli("to-json", "a.json").out
    assert out == json.dumps(json.loads(GOOD), indent=2) + "\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('{"a": 1}', "`check` reports 2 errors", id="no spec"),
        pytest.param("[1]", "`check` reports 1 error", id="no object"),
        pytest.param(GOOD.replace("1GB", "1XB", 1), "`check` reports 1 error", id="one mistake"),
        pytest.param(f"// a comment\n{GOOD}", None, id="a sound spec"),
        pytest.param(WARNED, None, id="a warning"),
    ],
)
def test_errors_that_are_left_are_counted(text: str, said: str | None) -> None:
    """Beside the output; JSON it is all the same."""
    outcome = run_cli("to-json", "-", stdin=text.encode())
    assert outcome.code == 0
    assert json.loads(outcome.out)
    assert outcome.lines == ([f"not ready to submit: {said}"] if said else [])


def test_the_settings_say_what_an_error_is(folder: Path) -> None:
    """Those that govern the file for `check`."""
    (folder / "a.json").write_text(GOOD.replace("1GB", "1XB", 1))
    (folder / ".bacalhau-ls.toml").write_text('severity.invalid-format = "warning"\n')
    assert run_cli("to-json", "a.json").err == ""


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param(BROKEN.encode(), "2:17", "comma", id="syntax"),
        pytest.param(b"[{{.x}}]", "1:2", "placeholder", id="placeholder"),
        pytest.param(b"{{.x}}", "1:1", "placeholder", id="nothing but a placeholder"),
        pytest.param(b'{{{if .x}}"a": 1{{end}}}', "1:2", "decides", id="around a member"),
        pytest.param(b"a: 1\n{{if .x}}\nb: 2\n{{end}}", "2:1", "decides", id="the same in YAML"),
        pytest.param(b"a: &a 1\nb: *a\nc: {{.x}}", "3:4", "placeholder", id="alias beside"),
        pytest.param(b"a: *b", "1:4", "alias", id="alias of nothing"),
        pytest.param(BOMB.encode(), "2:10", "too much", id="aliases without end"),
        pytest.param(b"a: '{{or .a \"\\n\"}}'", "1:4", "backticks", id="escapes in a template"),
        pytest.param(b"[1, -Infinity]", "1:5", "-Infinity", id="infinity"),
        pytest.param(b"[NaN]", "1:2", "NaN", id="not a number"),
        pytest.param(b"", "1:1", "empty", id="empty"),
        pytest.param(b'["\xff"]', "1:3", "not UTF-8", id="stray byte"),
        pytest.param(GOOD.encode("utf-16"), "1:1", "UTF-16", id="UTF-16"),
        pytest.param(b"[1 2] // bacalhau-ls: ignore[syntax-error]", "1:3", "comma", id="silenced"),
    ],
)
def test_what_cannot_be_written_is_drawn(text: bytes, place: str, words: str) -> None:
    """On standard error; there is no half of an output."""
    outcome = run_cli("to-json", "-", stdin=text)
    assert (outcome.code, outcome.out) == (1, "")
    title, where = outcome.err.splitlines()[:2]
    assert words in title
    assert where.strip() == f"--> <stdin>:{place}"


def test_a_file_that_is_not_there() -> None:
    """One line, exit 2."""
    assert run_cli("to-json", "gone.json") == (
        2,
        "",
        "bacalhau-ls: gone.json: no such file or folder\n",
    )


def test_deep_nesting_does_not_explode() -> None:
    """Indentation stops growing, or this would be gigabytes."""
    depth = 20_000
    out = run_cli("to-json", "-", stdin=b"[" * depth + b"]" * depth).out
    assert out.count("[") == out.count("]") == depth
    assert len(out) < depth * 400
