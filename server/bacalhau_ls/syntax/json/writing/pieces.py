"""What can be put into a container: new entries and entries that stood elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bacalhau_ls.syntax.json.gaps import needs_line_end
from bacalhau_ls.syntax.json.reindentation import reindented
from bacalhau_ls.syntax.json.writing.literals import flat, key_literal, unfolded

if TYPE_CHECKING:
    from typing import Any

    from bacalhau_ls.syntax.json.habits import Habits, Lines


class Written(NamedTuple):
    """The text of an entry; its comma comes between the two parts."""

    entry: str
    behind: str = ""
    """A comment behind it on the same line, with a blank in front."""


class Piece(Protocol):
    """Something to be put into a container."""

    @property
    def needs_lines(self) -> bool:
        """Whether it cannot stand on one line with others."""
        ...

    def unfolded(self, lines: Lines, indent: str) -> Written:
        """Its text where its first line is indented by *indent*."""
        ...

    def flat(self) -> Written:
        """Its text among others on a line."""
        ...


@dataclass(frozen=True)
class NewEntry:
    """An entry that is made of a value."""

    name: str | None
    """Its key; None for an item."""
    value: Any
    habits: Habits
    needs_lines: bool = False

    def unfolded(self, lines: Lines, indent: str) -> Written:
        key = self._key(roomy_colon(self.habits))
        return Written(key + unfolded(self.value, self.habits, lines, indent))

    def flat(self) -> Written:
        return Written(self._key(self.habits.colon) + flat(self.value, self.habits))

    def _key(self, colon: str) -> str:
        return "" if self.name is None else key_literal(self.name, self.habits.key_quote) + colon


def roomy_colon(habits: Habits) -> str:
    """The colon between a key and a value that has lines of its own."""
    return habits.colon if habits.colon.strip(" ") == ":" else ": "


@dataclass(frozen=True)
class MovedEntry:
    """An entry that stood elsewhere, with its comments."""

    above: tuple[str, ...]
    """Comments on lines above it."""
    text: str
    behind: tuple[str, ...]
    """Comments behind it on its line."""
    indent: str
    """How its first line was indented."""

    @property
    def needs_lines(self) -> bool:
        return any(map(needs_line_end, (*self.above, *self.behind)))

    def unfolded(self, lines: Lines, indent: str) -> Written:
        parts = (reindented(each, self.indent, indent) for each in (*self.above, self.text))
        return Written((lines.newline + indent).join(parts), self._behind)

    def flat(self) -> Written:
        return Written(" ".join([*self.above, self.text]), self._behind)

    @property
    def _behind(self) -> str:
        return "".join(f" {comment}" for comment in self.behind)


@dataclass(frozen=True)
class Enclosed:
    """A moved entry as the one member of a new member."""

    name: str
    inner: MovedEntry
    habits: Habits

    @property
    def needs_lines(self) -> bool:
        return self.inner.needs_lines

    def unfolded(self, lines: Lines, indent: str) -> Written:
        key = key_literal(self.name, self.habits.key_quote) + roomy_colon(self.habits)
        inside = "".join(self.inner.unfolded(lines, indent + lines.indent))
        line_break = lines.newline + indent
        return Written(f"{key}{{{line_break}{lines.indent}{inside}{line_break}}}")

    def flat(self) -> Written:
        key = key_literal(self.name, self.habits.key_quote) + self.habits.colon
        padding = self.habits.padding
        return Written(f"{key}{{{padding}{''.join(self.inner.flat())}{padding}}}")
