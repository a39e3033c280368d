"""A name that YAML takes for true or false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._env import ENVIRONMENTS
from bacalhau_ls.rules._truths import NAMED, truths_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("boolean-key", Severity.WARNING, *NAMED, *ENVIRONMENTS)
def boolean_key(named: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    yield from truths_in(named)
