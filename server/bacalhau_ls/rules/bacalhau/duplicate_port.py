"""Two ports of one name or one number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Related, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._numbers import whole
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "duplicate-port",
    Severity.ERROR,
    "Tasks/*/Network/Ports",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def duplicate_port(ports: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    firsts: dict[tuple[str, str | int], Node] = {}
    for port in ports.items():
        for name in ("Name", "Static", "Target"):
            node = port.get(name)
            said = node.string if name == "Name" and node else whole(node)
            if node is None or not said:
                continue
            first = firsts.setdefault((name, said), node)
            if first is not node:
                yield Remark(
                    node.span,
                    f"another port has this `{name}` already",
                    related=(Related(first.span, "the other port"),),
                )
