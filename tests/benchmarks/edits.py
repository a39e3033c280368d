"""What an author does to a document: keystrokes that keep it sound, break it and heal it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.benchmarks.documents import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.documents import Document

KINDS = ("letter", "opened quote", "closed quote", "opened brace", "closed brace")
BREAKING = ("opened quote", "opened brace")
HEALING = ("closed quote", "closed brace")


@dataclass(frozen=True)
class Edit:
    """One keystroke."""

    kind: str
    """One of `KINDS`."""
    place: str
    line: int
    column: int
    removed: int
    text: str

    @property
    def change(self) -> dict[str, Any]:
        """The content change of LSP."""
        start = {"line": self.line, "character": self.column}
        end = {"line": self.line, "character": self.column + self.removed}
        return {"range": {"start": start, "end": end}, "text": self.text}

    @property
    def cursor(self) -> dict[str, int]:
        """Where the cursor is afterwards."""
        return {"line": self.line, "character": self.column + len(self.text)}


def keystrokes(document: Document) -> Iterator[Edit]:
    """Every kind of edit at every place; each one is taken back before the next."""
    for place in PLACES:
        line = document.line_of("Image", place)
        written = document.line(line)
        start, end = len(written) - len(written.lstrip()), len(written.rstrip('",'))
        yield Edit("letter", place, line, end, 0, "x")
        yield Edit("letter", place, line, end, 1, "")
        yield Edit("opened quote", place, line, start, 0, '"')
        yield Edit("closed quote", place, line, start, 1, "")
        yield Edit("opened brace", place, line, start, 0, "{")
        yield Edit("closed brace", place, line, start, 1, "")


def typed(document: Document, count: int) -> tuple[list[Edit], list[Edit]]:
    """So many letters typed in the middle of the document, and taken back."""
    line = document.line_of("Image", "middle")
    end = len(document.line(line).rstrip('",'))
    columns = range(end, end + count)
    return (
        [Edit("letter", "middle", line, column, 0, "x") for column in columns],
        [Edit("letter", "middle", line, column, 1, "") for column in reversed(columns)],
    )


def key_strokes(document: Document) -> Iterator[Edit]:
    """Letters typed into a key and taken back: completion is asked for after each."""
    for place in PLACES:
        line = document.line_of("Memory", place)
        column = document.line(line).index("Memory") + 3
        yield Edit("letter", place, line, column, 0, "x")
        yield Edit("letter", place, line, column, 1, "")
