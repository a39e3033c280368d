"""Names by which one place takes over the value of another: the anchors and aliases of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span


class AnchorUse(NamedTuple):
    """One place where the name of an anchor stands."""

    name: str
    span: Span
    """Without the sign in front."""
    node: Node
    """The key or value that has the anchor, or that is the alias."""
    declares: bool
    """Whether it is an anchor, not an alias."""
