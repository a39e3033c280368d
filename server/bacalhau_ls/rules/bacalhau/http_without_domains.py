"""Network access to listed domains, and none is listed: docker does not start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import is_blank
from bacalhau_ls.specification.stages import Stage
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "http-without-domains",
    Severity.ERROR,
    "Tasks/*/Network",
    specifications=(BACALHAU,),
    stage=Stage.RUN,
)
def http_without_domains(network: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, domains = network.get("Type"), network.get("Domains")
    if type_ is None or type_.string != "HTTP":
        return
    is_empty = domains is not None and domains.kind is Kind.ARRAY and len(domains) == 0
    if is_empty or is_blank(domains):
        yield Remark(
            type_.span,
            "`HTTP` allows only the domains listed in `Domains`, and none is;"
            " list them, or use `Host` or `Bridge`",
            fixes=(_opened(type_),),
        )


def _opened(type_: Node) -> Fix:
    """It lets the task reach everything, so only the author may choose it."""
    change = SetValue(type_.span, "Bridge")
    return Fix("Set `Type` to `Bridge`", (change,), safe=False, lossy=True)
