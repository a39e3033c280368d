"""The diff leads from one text to the other, for us and for git."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.cli.output.diff import render, unified
from bacalhau_ls.cli.results import Change, Formatted, View
from bacalhau_ls.reading import Source
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = st.text(st.sampled_from("ab\n\n\r\u2028"), max_size=60)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A text and edits of it that keep apart."""
    text = draw(TEXTS)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = zip(places[::2], places[1::2], strict=False)
    edits = [Edit(start, end, draw(TEXTS)) for start, end in spans]
    return Change(Source(text), edit_sets.minimal(text, edits))


def with_ends(body: str) -> Iterator[str]:
    """The lines of a hunk; those with a remark behind them have no line end."""
    for line, remark in re.findall(r"([^\n]*\n)(\\ No newline at end of file\n)?", body):
        yield line[:-1] if remark else line


def patched(text: str, diff: str) -> str:
    """*text* after *diff*, read as the format is defined, with every number checked."""
    old, new = re.findall(r"[^\n]*\n|[^\n]+", text), []
    at = 0
    headings = r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n"
    _, *hunks = re.split(headings, diff, flags=re.MULTILINE)
    for first, count, new_first, new_count, body in zip(
        *(hunks[i::5] for i in range(5)), strict=True
    ):
        lines = list(with_ends(body))
        before = [line[1:] for line in lines if line[0] in " -"]
        after = [line[1:] for line in lines if line[0] in " +"]
        start = int(first) - bool(before)
        new += old[at:start]
        assert old[start : start + len(before)] == before
        assert (len(before), len(after)) == (int(count or 1), int(new_count or 1))
        assert int(new_first) == len(new) + bool(after)
        new += after
        at = start + len(before)
    return "".join(new + old[at:])


@given(changes())
def test_a_diff_says_it_all(change: Change) -> None:
    text = change.before.text
    after = edit_sets.applied(text, change.edits)

    diff = "".join(unified("a.json", change))

    assert patched(text, diff) == after
    assert bool(diff) == (text != after)


@pytest.mark.parametrize("has_mark", [False, True])
@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("a\nb\n", [Edit(0, 1, "x")]),
        ("a\nb", [Edit(3, 3, "\n")]),
        ("a\r\nb\r\n", [Edit(4, 6, "")]),
        ("", [Edit(0, 0, "a\n")]),
        ("a\n" * 30, [Edit(0, 0, "x\n"), Edit(50, 51, "y")]),
        ("a\n", [Edit(0, 2, "")]),
    ],
)
def test_git_understands_it(folder: Path, text: str, edits: list[Edit], *, has_mark: bool) -> None:
    """Byte order mark, line ends and all."""
    if has_mark and not text:
        pytest.skip("an empty text with a mark is not empty")
    change = Change(Source(text, has_mark=has_mark), tuple(edits))
    mark = "\ufeff" if has_mark else ""
    (folder / "a.json").write_text(mark + text, encoding="utf-8", newline="")
    diff = "".join(unified("a.json", change)).encode()

    command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
    done = subprocess.run(command, input=diff, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    path = folder / "a.json"
    after = path.read_bytes().decode() if path.exists() else ""
    assert after == mark + edit_sets.applied(text, edits)


def test_blanks_in_a_path_for_patch(folder: Path) -> None:
    """A tab ends the name, as in what `diff` writes."""
    path = folder / "a b.json"
    path.write_text("a\n", encoding="utf-8")
    diff = "".join(unified("a b.json", Change(Source("a\n"), (Edit(0, 1, "x"),))))

    assert diff.startswith("--- a b.json\t\n+++ a b.json\t\n@@")
    for command in (["git", "apply", "-p0", "-"], ["patch", "-p0", "-R"]):
        if shutil.which(command[0]):
            subprocess.run(command, input=diff.encode(), capture_output=True, check=True)
            assert path.read_text(encoding="utf-8") == ("a\n" if "-R" in command else "x\n")


def test_a_terminal_is_safe(folder: Path) -> None:
    """Colours are ours only, and nothing in a file moves the cursor."""
    change = Change(Source('{"a": "\x1b[2J\t"}\n'), (Edit(1, 1, " "),))
    (shown,) = render([Formatted("a\x1b.json", change)], View(is_coloured=True))
    assert re.findall(r"\x1b\[(\w+)", shown) == [
        "31m",
        "0m",
        "32m",
        "0m",
        "36m",
        "0m",
        "31m",
        "0m",
        "32m",
        "0m",
    ]
    assert '-{"a": "\\x1b[2J\t"}' in shown
