"""Domains are listed for a network that is not `http` (guide, fact 90)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._networks import domains_of_http, listed_domains
from bacalhau_ls.rules._places import lacks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("domains-without-http", Severity.ERROR, "Tasks/*/Network")
def domains_without_http(network: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, domains = network.get("Type"), listed_domains(network)
    if domains is None:
        return
    if type_.string not in ("none", "full") if type_ else not lacks(network, "Type"):
        return
    found = f"not to `{type_.string}`" if type_ else "and without a type there is no network"
    yield domains_of_http(network, domains, "http", found)
