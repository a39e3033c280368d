"""What a user can set, with its defaults; `configuration` reads it from somewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bacalhau_ls.findings import Severity


class Strictness(Enum):
    """Which notation a spec may be written in without a finding."""

    JSON = "json"
    JSONC = "jsonc"
    """JSON and comments."""
    JSON5 = "json5"


class Specifying(Enum):
    """Which specification specs are held to."""

    AUTO = "auto"
    """JSON follows the guide, YAML the real Bacalhau."""
    GUIDE = "guide"
    BACALHAU = "bacalhau"


@dataclass(frozen=True)
class InlayHints:
    """Which hints are shown in the text."""

    defaults: bool = True
    durations: bool = True
    sizes: bool = True


@dataclass(frozen=True)
class FormatStyle:
    """How formatted text looks where the request does not say it."""

    indent: int = 2
    """Columns per level; what the file does already wins."""
    line_width: int = 80
    """Short arrays and objects stay on one line up to here; 0 opens all."""


@dataclass(frozen=True)
class Settings:
    """The settings of one folder."""

    strictness: Strictness = Strictness.JSONC
    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    """Severity by code; None switches the code off."""
    files: tuple[str, ...] = ()
    """Globs of further files that are specs, relative to the folder."""
    specification: Specifying = Specifying.AUTO
    schema: str = ""
    """Path of a JSON Schema to use instead of ours."""
    max_diagnostics: int = 1000
    """Most findings shown for one file."""
    format: FormatStyle = FormatStyle()
    inlay_hints: InlayHints = InlayHints()
