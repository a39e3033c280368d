"""Our part of what clients send as settings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from bacalhau_ls.settings import Settings

SECTION = "bacalhau"


def section(settings: Any) -> Any:
    """Our part of *settings*: what stands under our name, or all of it.

    It should be an object; whoever reads it says so.
    """
    if isinstance(settings, Mapping):
        for name in ("settings", SECTION):
            if name in settings:
                return section(settings[name])
    # What has no word for an empty object, such as Lua, sends an empty list.
    return {} if settings is None or settings == [] else settings


def pushed_section(settings: Any) -> Any:
    """Our part of what a client pushes; some push all their settings, other servers' too."""
    if not isinstance(settings, Mapping):
        return {}
    named = "settings" in settings or SECTION in settings
    return section(settings) if named or _KEYS & settings.keys() else {}


def _key(field_name: str) -> str:
    first, *others = field_name.split("_")
    return first + "".join(other.capitalize() for other in others)


_KEYS = frozenset(_key(field.name) for field in dataclasses.fields(Settings))
