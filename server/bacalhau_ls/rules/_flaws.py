"""The remark that a rule makes of what is wrong within one string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.domain.flaws import quoted
from bacalhau_ls.findings import Fix, SetValue
from bacalhau_ls.rules import Remark
from bacalhau_ls.rules._places import characters

if TYPE_CHECKING:
    from bacalhau_ls.domain.flaws import Flaw
    from bacalhau_ls.syntax.tree import Node


def remark(node: Node, flaw: Flaw) -> Remark:
    """What a rule says of a *flaw* in the string at *node*."""
    span = characters(node, flaw.start, flaw.end)
    if flaw.cured is None:
        return Remark(span, flaw.message)
    cure = SetValue(node.span, flaw.cured)
    fix = Fix(f"Change to {quoted(flaw.cured)}", (cure,), preferred=True, safe=flaw.safe)
    return Remark(span, flaw.message, fixes=(fix,))
