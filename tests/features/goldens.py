"""Cases with what a feature gives for them, to be read side by side.

A file in `goldens` belongs to one feature. Each case starts with ``== title``; its text, with
``|`` for the cursor where there is one, goes up to ``--``; what is given goes up to the next case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TITLE, _RULE = "== ", "--"


@dataclass(frozen=True)
class Golden:
    """One case of one feature."""

    feature: str
    title: str
    source: str
    expected: str

    def written(self, given: str) -> str:
        """The case as it stands in its file when this is *given*."""
        return f"{_TITLE}{self.title}\n{self.source}\n{_RULE}\n{given}\n"


def read(path: Path) -> list[Golden]:
    """The cases in the file at *path*."""
    text = path.read_bytes().decode("utf-8")
    _, *cases = f"\n{text}".split(f"\n{_TITLE}")
    return [_case(path.stem, case) for case in cases]


def _case(feature: str, text: str) -> Golden:
    title, _, body = text.partition("\n")
    source, rule, expected = body.partition(f"\n{_RULE}")
    assert rule, f"{feature}: {title}: no line of {_RULE}"
    return Golden(feature, title, source, expected.strip("\n"))


def update(path: Path, render: Callable[[str], str]) -> None:
    """Write what is given now in the place of what is expected."""
    text = "\n".join(case.written(render(case.source)) for case in read(path))
    path.write_bytes(text.encode("utf-8"))
