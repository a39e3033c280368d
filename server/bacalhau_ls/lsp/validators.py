"""Who judges a file: one of our specifications, or the schema that its settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls import reading
from bacalhau_ls.lsp.preferences import stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bacalhau_ls.document import Document
    from bacalhau_ls.lsp.preferences import Scope
    from bacalhau_ls.validation import Validator


class Validators:
    """Validators by schema file; *complain* gets each reason why one cannot be used."""

    def __init__(self, complain: Callable[[str], object]) -> None:
        self._complain = complain
        self._made: dict[Path, tuple[object, Validator | None]] = {}

    def governing(self, document: Document, scope: Scope) -> Validator:
        """Who judges *document*, a file for which *scope* holds."""
        from bacalhau_ls.standards import validator_for  # noqa: PLC0415 - not needed at the start

        return validator_for(document, scope.settings, self.custom(scope))

    def custom(self, scope: Scope) -> Validator | None:
        """Who judges by the schema of the user as it is on the disk now; None if there is none.

        None as well if it is no good.
        """
        schema = scope.schema
        if schema is None:
            return None
        stamp, made = stamp_of(schema), self._made.get(schema)
        if made and made[0] == stamp:
            return made[1]
        try:
            validator: Validator | None = _made(schema)
        except (reading.Unreadable, ValueError) as why:
            self._complain(f"the schema {schema} cannot be used: {why}")
            validator = None
        self._made[schema] = stamp, validator
        return validator


def _made(schema: Path) -> Validator:
    from bacalhau_ls.inspection import custom_validator  # noqa: PLC0415 - not needed at the start

    return custom_validator(str(schema), reading.read(schema))
