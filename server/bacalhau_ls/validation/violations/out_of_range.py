"""out-of-range: a number that is too small, too large or between the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Fix, SetValue
from bacalhau_ls.validation.naming import label
from bacalhau_ls.validation.violations import Violation

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict

_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
    "multipleOf": "a multiple of",
}


def out_of_range(node: Node, _schema: Schema, verdict: Verdict) -> Violation:
    """A number on the wrong side of a bound."""
    bound = verdict.expected
    message = f"{label(node)} must be {_BOUNDS[verdict.keyword]} {bound}"
    if verdict.keyword not in ("minimum", "maximum"):
        return Violation(node.span, message)
    fix = Fix(f"Change to {bound}", (SetValue(node.span, bound),), preferred=True, safe=False)
    return Violation(node.span, message, (fix,))
