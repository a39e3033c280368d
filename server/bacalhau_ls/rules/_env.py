"""Where a task's environment variables are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.rules._plain import ANY, unusual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.rules._plain import Plain
    from bacalhau_ls.syntax.tree import Node

ENVIRONMENTS = ("Tasks/*/Env", "Tasks/*/Engine/Params/EnvironmentVariables")


def names(environment: Node, plain: Plain) -> Iterator[tuple[Node, str]]:
    """The keys of the variables, with their text, less those that are *plain*."""
    for member in unusual(environment, plain, ANY):
        key, name = member.key, member.name
        if key is not None and name is not None:
            yield key, name
