"""Domains are listed for a network that is not `HTTP`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._networks import domains_of_http, listed_domains, type_of
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "domains-without-http",
    Severity.ERROR,
    "Tasks/*/Network",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def domains_without_http(network: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, domains = network.get("Type"), listed_domains(network)
    if domains is None:
        return
    kind = type_of(network)
    if kind in (None, "HTTP"):
        return
    is_told = type_ is not None and type_.string is not None
    found = f"not to `{kind}`" if is_told else "and the default is another one"
    yield domains_of_http(network, domains, "HTTP", found)
