"""Network access to listed domains, and none is listed (guide, fact 90)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, SetValue, Severity
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._places import lacks
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("http-without-domains", Severity.WARNING, "Tasks/*/Network")
def http_without_domains(network: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, domains = network.get("Type"), network.get("Domains")
    if type_ is None or type_.string != "http":
        return
    is_empty = domains is not None and domains.kind is Kind.ARRAY and len(domains) == 0
    if is_empty or (domains is None and lacks(network, "Domains")):
        yield Remark(
            type_.span,
            "`http` allows only the domains listed in `Domains`, and none is;"
            " list them, or use `full`",
            fixes=(Fix("Set `Type` to `full`", (SetValue(type_.span, "full"),), safe=False),),
        )
