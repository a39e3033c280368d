"""What can be wrong by the schema: one file for each code, with its message and its fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bacalhau_ls.findings import Fix
    from bacalhau_ls.text import Span


class Violation(NamedTuple):
    """A verdict on a value in the author's words."""

    span: Span
    message: str
    fixes: tuple[Fix, ...] = ()
