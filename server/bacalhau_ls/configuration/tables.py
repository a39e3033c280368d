"""One reader for each setting: a value in, what it means out, or None and a problem."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from bacalhau_ls.configuration.problems import must_be, unknown_code, unknown_key
from bacalhau_ls.findings import Severity, listed
from bacalhau_ls.settings import FormatStyle, InlayHints, Settings, Specifying, Strictness
from bacalhau_ls.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bacalhau_ls.configuration.problems import Place

    Reader: TypeAlias = Callable[[Any, Place], Any]

T = TypeVar("T", Settings, FormatStyle, InlayHints)
V = TypeVar("V")

OFF = "off"

_SEVERITIES = {**{severity.word: severity for severity in Severity}, OFF: None}
_OF_THE_EDITOR = frozenset({"trace", "server"})
"""Keys of the same section that are the editor's own business."""


def read_settings(mapping: Any, place: Place) -> Settings:
    """The settings in *mapping*; what is wrong in it is reported at its place."""
    return _read_table(mapping, Settings(), _SETTINGS, place)


def _read_table(table: Any, default: T, readers: Mapping[str, Reader], place: Place) -> T:
    """*default* with what *table* says; each reader gives None for what it reported."""
    if table is None:
        return default
    if not isinstance(table, dict):
        place.report(must_be(place.key, "a table of settings", table))
        return default
    changes = {}
    for key, value in table.items():
        inside = place.within(str(key))
        if key not in readers:
            if place.key or key not in _OF_THE_EDITOR:
                inside.report(unknown_key(str(key), readers, place.key))
        elif value is not None and (read := readers[key](value, inside)) is not None:
            changes[_field_name(key)] = read
    return replace(default, **changes)


def _field_name(key: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in key)


def _format(value: Any, place: Place) -> FormatStyle:
    return _read_table(value, FormatStyle(), _FORMAT, place)


def _inlay_hints(value: Any, place: Place) -> InlayHints:
    if isinstance(value, bool):
        return InlayHints(value, value, value)
    return _read_table(value, InlayHints(), _INLAY_HINTS, place)


def _strictness(value: Any, place: Place) -> Strictness | None:
    return _one_of({each.value: each for each in Strictness}, value, place)


def _specification(value: Any, place: Place) -> Specifying | None:
    return _one_of({each.value: each for each in Specifying}, value, place)


def _one_of(known: Mapping[str, V], value: Any, place: Place) -> V | None:
    if isinstance(value, str) and value in known:
        return known[value]
    message = must_be(place.key, listed(known, "or"), value)
    close = nearest(value, known) if isinstance(value, str) else []
    place.report(f"{message}; did you mean `{close[0]}`?" if close else message)
    return None


def _severity(value: Any, place: Place) -> dict[str, Severity | None] | None:
    if not isinstance(value, dict):
        place.report(must_be(place.key, "a table from code to severity", value))
        return None
    wanted: dict[str, Severity | None] = {}
    for code, word in value.items():
        inside = place.within(str(code))
        if code not in (known := place.known_codes()):
            inside.report(unknown_code(str(code), known))
        elif isinstance(word, str) and word in _SEVERITIES:
            wanted[str(code)] = _SEVERITIES[word]
        elif word is not None:
            _one_of(_SEVERITIES, word, inside)
    return wanted


def _files(value: Any, place: Place) -> tuple[str, ...] | None:
    if not isinstance(value, (list, tuple)):
        place.report(must_be(place.key, "a list of file name patterns", value))
        return None
    for item in value:
        if not isinstance(item, str) or not item:
            place.report(must_be(place.key, "a list of file name patterns", item))
    return tuple(item for item in value if isinstance(item, str) and item)


def _schema(value: Any, place: Place) -> str | None:
    if not isinstance(value, str) or not _can_be_path(value):
        place.report(must_be(place.key, "the path of a JSON Schema file", value))
        return None
    if not value or place.folder is None:
        return value
    return str(place.folder / os.path.expanduser(value))  # noqa: PTH111 - never raises


def _can_be_path(text: str) -> bool:
    """Whether a file can be called so: no URL, and no half of a character."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return "://" not in text


def _whole(least: int, most: int) -> Reader:
    """A reader of whole numbers; an editor may send them as 100.0."""

    def read(value: Any, place: Place) -> int | None:
        number = int(value) if isinstance(value, float) and value.is_integer() else value
        if isinstance(number, int) and not isinstance(number, bool) and least <= number <= most:
            return number
        place.report(must_be(place.key, f"a whole number from {least} to {most}", value))
        return None

    return read


def _switch(value: Any, place: Place) -> bool | None:
    if isinstance(value, bool):
        return value
    place.report(must_be(place.key, listed(("true", "false"), "or"), value))
    return None


_FORMAT: Mapping[str, Reader] = {"indent": _whole(0, 16), "lineWidth": _whole(0, 1000)}
_INLAY_HINTS: Mapping[str, Reader] = dict.fromkeys(("defaults", "durations", "sizes"), _switch)
_SETTINGS: Mapping[str, Reader] = {
    "strictness": _strictness,
    "severity": _severity,
    "files": _files,
    "specification": _specification,
    "schema": _schema,
    "maxDiagnostics": _whole(1, 1_000_000),
    "format": _format,
    "inlayHints": _inlay_hints,
}
