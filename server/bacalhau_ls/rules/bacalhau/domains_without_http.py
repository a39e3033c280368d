"""Domains are listed for a network that is not `HTTP`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import AddMember, Fix, Related, Remove, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
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
    type_, domains = network.get("Type"), network.get("Domains")
    if domains is None or domains.key is None or not list(domains.items()):
        return
    if not (type_.string not in (None, "HTTP") if type_ else lacks(network, "Type")):
        return
    found = f"not to `{type_.string}`" if type_ else "and the default is another one"
    yield Remark(
        domains.key.span,
        f"a list of domains belongs to the network type `HTTP`, {found}",
        fixes=(
            Fix("Set `Type` to `HTTP`", (_use_http(network, type_),), preferred=True, safe=False),
            Fix("Remove `Domains`", (Remove(domains.span),), safe=False, lossy=True),
        ),
        related=(Related(type_.span, "the type of the network"),) if type_ else (),
    )


def _use_http(network: Node, type_: Node | None) -> SetValue | AddMember:
    if type_ is None:
        return AddMember(network.span, "Type", "HTTP", ("Type", "Domains"))
    return SetValue(type_.span, "HTTP")
