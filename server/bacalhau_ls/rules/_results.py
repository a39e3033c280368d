"""Which results are files or directories, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node

STREAMS = ("stdout", "stderr", "exitCode")
"""Result types that are no file of the task, so that their path says nothing."""


def paths(results: Node) -> list[Node]:
    """The paths at which the task writes its results."""
    found = []
    for result in results.items():
        type_, path = result.get("Type"), result.get("Path")
        if path is not None and path.string and not (type_ and type_.string in STREAMS):
            found.append(path)
    return found
