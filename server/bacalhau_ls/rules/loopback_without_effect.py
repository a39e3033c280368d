"""Loopback is allowed where the network allows it anyway (guide, fact 75)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, Remove, Severity, Tag
from bacalhau_ls.rules import Remark, rule
from bacalhau_ls.rules._networks import about_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("loopback-without-effect", Severity.HINT, "Tasks/*/Network")
def loopback_without_effect(network: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, loopback = network.get("Type"), network.get("AllowLoopback")
    if type_ is None or loopback is None or loopback.key is None:
        return
    if type_.string in ("http", "full") and loopback.value is True:
        yield Remark(
            loopback.key.span,
            f"`AllowLoopback` belongs to the network type `none`; with `{type_.string}` it changes"
            " nothing",
            fixes=(
                Fix("Remove `AllowLoopback`", (Remove(loopback.span),), preferred=True, lossy=True),
            ),
            related=about_type(type_),
            tags=(Tag.UNNECESSARY,),
        )
