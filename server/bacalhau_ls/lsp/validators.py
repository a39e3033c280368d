"""Who judges a file: the guide's schema, or the one that its settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls import reading
from bacalhau_ls.lsp.preferences import stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bacalhau_ls.validation import Validator


class Validators:
    """Validators by schema file; *complain* gets each reason why one cannot be used."""

    def __init__(self, complain: Callable[[str], object]) -> None:
        self._complain = complain
        self._made: dict[Path, tuple[object, Validator]] = {}

    def validator(self, schema: Path | None) -> Validator:
        """The validator for *schema* as it is on the disk now; the guide's if it is no good."""
        from bacalhau_ls.diagnosis import guide  # noqa: PLC0415 - not needed at the start

        if schema is None:
            return guide()
        stamp, made = stamp_of(schema), self._made.get(schema)
        if made and made[0] == stamp:
            return made[1]
        try:
            validator = _made(schema)
        except (reading.Unreadable, ValueError) as why:
            self._complain(f"the schema {schema} cannot be used: {why}")
            validator = guide()
        self._made[schema] = stamp, validator
        return validator


def _made(schema: Path) -> Validator:
    from bacalhau_ls.inspection import custom_validator  # noqa: PLC0415 - not needed at the start

    return custom_validator(str(schema), reading.read(schema))
