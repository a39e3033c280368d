"""What was not understood in the settings, where, and in which words it is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bacalhau_ls.catalogue import severities as all_codes
from bacalhau_ls.findings import listed
from bacalhau_ls.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

_LONGEST_SHOWN = 40
_PREFIX = "bacalhau"
"""Of the settings in an editor."""


@dataclass(frozen=True)
class ConfigurationProblem:
    """Something in the settings that was not understood."""

    key: str
    """Where: ``format.indent``; empty for the file as a whole."""
    message: str
    line: int | None = None
    """One-based, where it is known."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True)
class Place:
    """A key that is being read, and where problems go."""

    key: str
    folder: Path | None
    codes: Collection[str] | None
    problems: list[ConfigurationProblem]

    def within(self, name: str) -> Place:
        return replace(self, key=f"{self.key}.{name}" if self.key else name)

    def report(self, message: str) -> None:
        """Note a problem; what is read here falls back to its default."""
        self.problems.append(ConfigurationProblem(self.key, message))

    def known_codes(self) -> Collection[str]:
        return all_codes() if self.codes is None else self.codes


def must_be(key: str, what: str, value: Any) -> str:
    """What to say about a *value* of the wrong kind."""
    shown = str(value).lower() if isinstance(value, bool) else _written(value)
    if len(shown) > _LONGEST_SHOWN:
        shown = f"{shown[:_LONGEST_SHOWN]}..."
    return f"`{key}` must be {what}, not `{shown}`" if key else f"settings must be {what}"


def _written(value: Any) -> str:
    try:
        return str(value)
    except ValueError:  # Python writes no number of thousands of digits
        return "a number that is too long"


def unknown_key(name: str, known: Iterable[str], table: str = "") -> str:
    """What to say about a key that does not exist; *known* are those of the same *table*."""
    if not table and name.partition(".")[0] == _PREFIX:
        hint = f"the prefix is not needed here, `{_PREFIX}.strictness` is `strictness`"
        return f"unknown setting `{name}`: {hint}"
    close = nearest(name.replace("_", "").replace("-", ""), known)
    path = f"{table}." if table else ""
    names = [f"{path}{each}" for each in close[:1] or known]
    hint = f"did you mean `{names[0]}`?" if close else f"known are {listed(names)}"
    return f"unknown setting `{path}{name}`: {hint}"


def unknown_code(name: str, known: Iterable[str]) -> str:
    """What to say about a code that does not exist."""
    close = nearest(name, known)
    hint = f"did you mean `{close[0]}`?" if close else "`bacalhau-ls rules` lists all"
    return f"unknown code `{name}`: {hint}"
