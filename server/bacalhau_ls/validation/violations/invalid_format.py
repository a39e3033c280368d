"""invalid-format: a text that has not the form or the length that is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Fix, SetValue
from bacalhau_ls.syntax.green import Scalar
from bacalhau_ls.validation.forms import examine
from bacalhau_ls.validation.naming import label
from bacalhau_ls.validation.violations import Violation

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span
    from bacalhau_ls.validation.judgement import Verdict


def malformed(node: Node, schema: Schema, verdict: Verdict) -> Violation:
    """A string that a pattern refuses: for its form, or for the amount that it says."""
    bound = verdict.part.get("x-bound")
    explanation = (
        verdict.part.get("patternErrorMessage") or "it has not the form that is needed here"
    )
    message = f"{label(node)}: {_lower_first(str(explanation))}"
    if bound is not None:
        fix = Fix(f"Change to `{bound}`", (SetValue(node.span, bound),), preferred=True, safe=False)
        return Violation(node.span, message, (fix,))
    if not node.value:
        return _empty(node)
    return _flawed(node, str(schema.first("x-format", "")), message)


def _flawed(node: Node, form: str, message: str) -> Violation:
    flaw = examine(form, node.value)
    fixes: tuple[Fix, ...] = ()
    if flaw.better and flaw.better != node.value:
        change = (SetValue(node.span, flaw.better),)
        fixes = (Fix(f"Change to `{flaw.better}`", change, preferred=True, safe=flaw.safe),)
    return Violation(_inside(node, flaw.start, flaw.end), message, fixes)


def _inside(node: Node, start: int, end: int) -> Span:
    """Part of what a string says as a span of the text; the whole string if it has escapes."""
    text = node.green.text if isinstance(node.green, Scalar) else ""
    at = text.find(node.value) if node.value else -1
    if at < 0 or len(text) != len(node.value) + 2 * at:
        return node.span
    return node.part(at + start, at + max(end, start + 1))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def too_short(node: Node, _schema: Schema, verdict: Verdict) -> Violation:
    """A string of fewer characters than needed."""
    if not node.value:
        return _empty(node)
    message = f"{label(node)} needs at least {verdict.expected} characters"
    return Violation(node.span, message)


def too_long(node: Node, _schema: Schema, verdict: Verdict) -> Violation:
    """A string of more characters than allowed; those that are too many are shown."""
    message = f"{label(node)} must not be longer than {verdict.expected} characters"
    return Violation(_inside(node, verdict.expected, len(node.value)), message)


def _empty(node: Node) -> Violation:
    return Violation(node.span, f"{label(node)} must not be empty")
