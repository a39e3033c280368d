"""A name and the places where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bacalhau_ls.domain.names import Sort
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span


class Use(NamedTuple):
    """One place where a name stands."""

    span: Span
    declares: Node | None
    """The value that declares the name here; of a variable the one behind its key."""


class Name(NamedTuple):
    """A name and all its uses in the order of the text."""

    text: str
    sort: Sort | None
    """None for what something is called."""
    span: Span
    """Where it was pointed at."""
    uses: tuple[Use, ...]
