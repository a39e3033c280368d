"""Where a task's environment variables are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.rules._places import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.tree import Node

ENVIRONMENTS = ("Tasks/*/Env", "Tasks/*/Engine/Params/EnvironmentVariables")


def names(environment: Node) -> Iterator[tuple[Node, str]]:
    """The keys of the variables, with their text."""
    for name, member in members(environment):
        if (key := member.key) is not None:
            yield key, name
