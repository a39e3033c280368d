"""Domains are listed for a network that is not `HTTP`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._networks import domains_of_http, listed_domains
from bacalhau_ls.rules._places import lacks
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
    if not (type_.string not in (None, "HTTP") if type_ else lacks(network, "Type")):
        return
    found = f"not to `{type_.string}`" if type_ else "and the default is another one"
    yield domains_of_http(network, domains, "HTTP", found)
