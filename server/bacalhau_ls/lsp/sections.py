"""Our part of what clients send as settings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from bacalhau_ls.settings import Settings

SECTION = "bacalhau"


def section(settings: Any) -> Mapping[str, Any]:
    """Our part of *settings*: what stands under our name, or all of it."""
    if isinstance(settings, Mapping):
        for name in ("settings", SECTION):
            if name in settings:
                return section(settings[name])
        return settings
    return {}


def pushed_section(settings: Any) -> Mapping[str, Any]:
    """Our part of what a client pushes; some push all their settings, other servers' too."""
    named = isinstance(settings, Mapping) and ("settings" in settings or SECTION in settings)
    ours = section(settings)
    return ours if named or _KEYS & ours.keys() else {}


def _key(field_name: str) -> str:
    first, *others = field_name.split("_")
    return first + "".join(other.capitalize() for other in others)


_KEYS = frozenset(_key(field.name) for field in dataclasses.fields(Settings))
