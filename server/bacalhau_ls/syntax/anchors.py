"""Names by which one place takes over the value of another: the anchors and aliases of YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

TAKING_OVER: Final = ("*", "<<")
"""What aliases and merge keys start with."""
_IN_FRONT: Final = re.compile(r"(?:(?:!<[^ \t\r\n>]*>|[&!][^ \t\r\n,\[\]{}]*)(?:\s+|\Z))*")


def in_front(raw: str) -> str:
    """The anchor and the tag that the text of a scalar starts with, and the blanks behind."""
    found = _IN_FRONT.match(raw)
    assert found is not None
    return found.group()


def bare(raw: str) -> str:
    """The text of a scalar without its anchor and its tag; all of it, if it has nothing else."""
    return raw[len(in_front(raw)) :] or raw


class AnchorUse(NamedTuple):
    """One place where the name of an anchor stands."""

    name: str
    span: Span
    """Without the sign in front."""
    node: Node
    """The key or value that has the anchor, or that is the alias."""
    declares: bool
    """Whether it is an anchor, not an alias."""
