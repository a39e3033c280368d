"""The same port twice in one list (guide, fact 91)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Related, Remove, Severity, Tag
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._numbers import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "duplicate-port",
    Severity.WARNING,
    "Tasks/*/Network/Policies/Egress/Ports",
    "Tasks/*/Engine/Params/Ports",
)
def duplicate_port(ports: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    firsts: dict[str, Node] = {}
    for port in ports.items():
        name = _name_of(port)
        if not name:
            continue
        first = firsts.setdefault(name, port)
        if first is not port:
            yield Remark(
                port.span,
                "this port is in the list already",
                fixes=(Fix("Remove this port", (Remove(port.span),), preferred=True),),
                related=(Related(first.span, "the same port"),),
                tags=(Tag.UNNECESSARY,),
            )


def _name_of(port: Node) -> str | None:
    number = whole(port)
    name = str(number) if number is not None else port.string
    return name.lstrip("0") if name else None
