"""Many cores, much memory and a GPU together (guide, facts 83 and C15)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Related, Severity
from bacalhau_ls.rules import BOTH, Remark, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node

_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([KMGT]?B)?")
_UNITS = {"": 1.0, "B": 1.0, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12}
_MUCH = {"CPU": 8.0, "Memory": 16e9, "GPU": 1.0}


@rule("over-provisioned", Severity.HINT, "Tasks/*/Resources", specifications=BOTH)
def over_provisioned(resources: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    parts = {name: node for name in _MUCH if (node := resources.get(name)) is not None}
    if all(name in parts and _amount(parts[name]) >= much for name, much in _MUCH.items()):
        gpu = parts.pop("GPU")
        yield Remark(
            gpu.span,
            "a GPU, 8 or more cores and 16GB or more of memory together are found on few nodes;"
            " ask for what the task needs",
            related=tuple(Related(node.span, f"and this {name}") for name, node in parts.items()),
        )


def _amount(node: Node) -> float:
    quantity = _QUANTITY.fullmatch(node.string or "")
    return float(quantity[1]) * _UNITS[quantity[2] or ""] if quantity else 0.0
