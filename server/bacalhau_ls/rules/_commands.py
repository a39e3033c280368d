"""The command of a container: entrypoint and parameters, one item per word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.rules._places import params

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node


def command(engine: Node) -> list[Node]:
    """The words that a docker engine is given, in order."""
    docker = params(engine, "docker")
    lists = (docker.get(name) for name in ("Entrypoint", "Parameters")) if docker else ()
    return [word for words in lists if words is not None for word in words.items()]
