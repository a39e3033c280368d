"""Cases as text files: a text before and after a change.

A file holds cases. Each starts with a line ``== title``; a line ``%% {...}`` may follow with its
options, or stand at the top for all cases of the file. The text before ends with a line ``--``,
the text after with the case. In the text before, ``‸`` is where the cursor is; two of them hold a
selection. The mark ``¶`` at the end of a text says that it ends without a line end.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CURSOR = "‸"
_NO_LINE_END = "¶"


@dataclass
class Change:
    """A text before and after a change."""

    title: str
    options: dict[str, Any]
    before: str
    after: str
    file: ChangeFile = field(repr=False)

    @property
    def name(self) -> str:
        """What the test is called."""
        return f"{self.file.path.stem}: {self.title}"

    @property
    def text(self) -> str:
        """The text before, without cursors."""
        return self.before.replace(CURSOR, "")

    @property
    def span(self) -> Span:
        """Where the cursor is, or what is selected."""
        first = self.before.find(CURSOR)
        last = self.before.rfind(CURSOR) - 1
        return Span(first, max(first, last))


@dataclass
class ChangeFile:
    """The cases of one file."""

    path: Path
    options: dict[str, Any]
    changes: list[Change]

    @classmethod
    def read(cls, path: Path) -> ChangeFile:
        """The cases in the file at *path*."""
        head, *cases = f"\n{path.read_text('utf-8')}".split("\n== ")
        options = json.loads(head.split("%% ", 1)[1]) if "%% " in head else {}
        file = cls(path, options, [])
        file.changes = [file._change(case) for case in cases]
        return file

    def _change(self, text: str) -> Change:
        title, _, rest = text.partition("\n")
        own: dict[str, Any] = {}
        if rest.startswith("%% "):
            line, _, rest = rest.removeprefix("%% ").partition("\n")
            own = json.loads(line)
        before, _, after = rest.partition("\n--\n")
        return Change(title, self.options | own, _text(before), _text(after.rstrip("\n")), self)

    def write(self) -> None:
        """Write the cases as they are now."""
        self.path.write_text("".join(self._written()), "utf-8")

    def _written(self) -> Iterator[str]:
        yield f"%% {json.dumps(self.options)}\n" if self.options else ""
        for change in self.changes:
            yield f"\n== {change.title}\n"
            if own := {k: v for k, v in change.options.items() if self.options.get(k) != v}:
                yield f"%% {json.dumps(own, ensure_ascii=False)}\n"
            yield f"{_marked(change.before)}--\n{_marked(change.after)}"


def changes_in(folder: Path) -> list[Change]:
    """The cases of all files in *folder*."""
    return [each for path in sorted(folder.glob("*.txt")) for each in ChangeFile.read(path).changes]


def judge(change: Change, found: str, config: pytest.Config) -> None:
    """Compare what was *found* with the text after; rewrite that where it is asked for."""
    if found != change.after and config.getoption("--update-cases"):
        change.after = found
        change.file.write()
        pytest.skip("rewritten: read the difference before you keep it")
    assert found == change.after


def _text(written: str) -> str:
    return written.removesuffix(_NO_LINE_END) if written.endswith(_NO_LINE_END) else written + "\n"


def _marked(text: str) -> str:
    return text if text.endswith("\n") else f"{text}{_NO_LINE_END}\n"
