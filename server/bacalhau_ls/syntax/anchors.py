"""Names by which one place takes over the value of another: the anchors and aliases of YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Kind, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

MERGE_KEY: Final = "<<"
TAKING_OVER: Final = ("*", MERGE_KEY)
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


def is_merge_key(key: Green) -> bool:
    """Whether *key* takes over the members of another object."""
    if not isinstance(key, Scalar) or key.kind is not Kind.PLACEHOLDER:
        return False
    return bare(key.text) == MERGE_KEY


def is_alias(green: Green) -> bool:
    """Whether a key or value stands for another one."""
    return isinstance(green, Scalar) and green.kind is Kind.PLACEHOLDER and green.text[:1] == "*"


def takes_over(green: Green) -> bool:
    """Whether a key or value is an alias or a merge key."""
    return is_alias(green) or is_merge_key(green)


class AnchorUse(NamedTuple):
    """One place where the name of an anchor stands."""

    name: str
    span: Span
    """Without the sign in front."""
    node: Node
    """The key or value that has the anchor, or that is the alias."""
    declares: bool
    """Whether it is an anchor, not an alias."""


def by_anchor(uses: Iterable[AnchorUse]) -> list[list[AnchorUse]]:
    """*uses* of one text by what they mean: an anchor, and the aliases up to the next of its name.

    Aliases above all anchors of their name mean nothing, together.
    """
    groups: list[list[AnchorUse]] = []
    current: dict[str, list[AnchorUse]] = {}
    for use in uses:
        if use.declares or use.name not in current:
            groups.append([])
            current[use.name] = groups[-1]
        current[use.name].append(use)
    return groups
