"""A name that Bacalhau keeps for its own environment variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._env import ENVIRONMENTS, names
from bacalhau_ls.rules._places import characters
from bacalhau_ls.rules._plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_PREFIX = "BACALHAU_"
_FREE = Plain(lambda name: name is None or not name.startswith(_PREFIX))


@rule("reserved-env-name", Severity.WARNING, *ENVIRONMENTS)
def reserved_env_name(environment: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    for key, _ in names(environment, _FREE):
        yield Remark(
            characters(key, 0, len(_PREFIX)),
            f"names that start with `{_PREFIX}` are kept for variables that Bacalhau sets;"
            " it refuses them in a job",
        )
