"""A port that the network of the task cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.addresses import is_ip_address
from bacalhau_ls.findings import Fix, Remove, SetValue, Severity
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._networks import about_type, type_of
from bacalhau_ls.rules._numbers import whole
from bacalhau_ls.specification.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_WITH_PORTS = ("Host", "Bridge", "Full")
_LOWEST = 1024


@rule(
    "invalid-port",
    Severity.ERROR,
    "Tasks/*/Network",
    specifications=(BACALHAU,),
    stage=Stage.VALIDATE,
)
def invalid_port(network: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    ports, type_ = network.get("Ports"), network.get("Type")
    if ports is None or not list(ports.items()):
        return
    kind = type_of(network)
    if kind is not None and kind not in _WITH_PORTS:
        yield _without_effect(network, ports, type_)
        return
    for port in ports.items():
        yield from _flaws_of(port, kind, type_)


def _without_effect(network: Node, ports: Node, type_: Node | None) -> Remark:
    assert ports.key is not None
    has_domains = network.get("Domains") is not None
    change = (SetValue(type_.span, "Bridge"),) if type_ and not has_domains else ()
    return Remark(
        ports.key.span,
        "ports belong to the network types `Host` and `Bridge`",
        fixes=(Fix("Set `Type` to `Bridge`", change, safe=False, lossy=True),) if change else (),
        related=about_type(type_),
    )


def _flaws_of(port: Node, kind: str | None, type_: Node | None) -> Iterator[Remark]:
    static, target, address = port.get("Static"), port.get("Target"), port.get("HostNetwork")
    if static is not None and 0 < (whole(static) or 0) < _LOWEST:
        yield Remark(static.span, f"ports of the node start at {_LOWEST}; 0 lets the node pick one")
    if target is not None and (whole(target) or 0) > 0 and kind in ("Host", "Full"):
        fix = Fix("Remove `Target`", (Remove(target.span),), preferred=True, safe=False, lossy=True)
        message = "on the network of the node the port is the same inside, so it has no target"
        yield Remark(target.span, message, (fix,), about_type(type_))
    text = address.string if address is not None else None
    if address is not None and text and ("%" in text or not is_ip_address(text)):
        yield Remark(address.span, "this must be an IP address of the node")
