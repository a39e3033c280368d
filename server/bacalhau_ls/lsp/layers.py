"""Settings on top of settings, key by key."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bacalhau_ls.configuration import parse_settings
from bacalhau_ls.configuration.problems import must_be
from bacalhau_ls.lsp.sections import SECTION

if TYPE_CHECKING:
    from pathlib import Path

    from bacalhau_ls.settings import Settings


def effective(
    written: Settings, wanted: Mapping[str, Any], folder: Path | None
) -> tuple[Settings, list[str]]:
    """*written* with what is *wanted* in its place, and what of that was not understood.

    *wanted* is what an editor sends; its relative paths start from *folder*.
    """
    settings, problems = parse_settings(wanted, folder)
    return overlaid(written, settings, wanted), [str(problem) for problem in problems]


def tables_in(sent: Iterable[Any]) -> tuple[list[Mapping[str, Any]], list[str]]:
    """Those of the sections *sent* that are tables, and what to say about the others."""
    sections = list(sent)
    broken = [each for each in sections if not isinstance(each, Mapping)]
    said = [must_be(SECTION, "a table of settings", each) for each in broken]
    return [each for each in sections if isinstance(each, Mapping)], list(dict.fromkeys(said))


def merged(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """One mapping of several, the later ones stronger; None is no value."""
    result: dict[str, Any] = {}
    for layer in layers:
        for key, value in layer.items():
            if isinstance(value, Mapping):
                below = result.get(key)
                result[key] = merged(below if isinstance(below, Mapping) else {}, value)
            elif value is not None:
                result[key] = value
    return result


def overlaid(below: Any, above: Any, wanted: Mapping[str, Any]) -> Any:
    """*below* with those fields of *above* that *wanted* names as keys."""
    changes = {}
    for key, value in wanted.items():
        name = _field_name(key)
        if not hasattr(below, name):
            continue
        lower, upper = getattr(below, name), getattr(above, name)
        if dataclasses.is_dataclass(lower) and isinstance(value, Mapping):
            upper = overlaid(lower, upper, value)
        elif isinstance(lower, Mapping):
            upper = {**lower, **upper}
        changes[name] = upper
    return dataclasses.replace(below, **changes)


def _field_name(key: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in key)
