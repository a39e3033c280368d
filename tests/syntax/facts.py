"""All that a tree says, to hold two of them against each other."""

from __future__ import annotations

from typing import Any

from bacalhau_ls.syntax.green import Green, Scalar

FACTS = (
    "kind",
    "width",
    "offsets",
    "key_offsets",
    "starts",
    "problems",
    "closed",
    "block",
    "indent",
    "entry_column",
    "even",
    "aligned",
    "trusted",
    "residue",
    "troubled",
)


def facts(green: Green) -> list[Any]:
    """All that a tree says, in one flat list."""
    found: list[Any] = []
    pending: list[Green] = [green]
    while pending:
        node = pending.pop()
        if isinstance(node, Scalar):
            found.append((node.kind, node.text, repr(node.value), node.problems))
        else:
            found.append([getattr(node, name) for name in FACTS])
            pending += [*node.keys, *node.children]
    return found
