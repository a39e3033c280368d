"""What the schema has against a scalar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Finding
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Scalar
from bacalhau_ls.validation.naming import code_of, label, severity_of
from bacalhau_ls.validation.violations import Violation
from bacalhau_ls.validation.violations.invalid_format import malformed, too_long, too_short
from bacalhau_ls.validation.violations.out_of_range import out_of_range
from bacalhau_ls.validation.violations.unknown_value import unknown_value
from bacalhau_ls.validation.violations.wrong_type import wrong_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Judge, Verdict


def scalar_findings(node: Node, schema: Schema, judge: Judge) -> Iterator[Finding]:
    """At most one finding about a scalar: the first thing that is wrong with it."""
    leaf = node.green
    if not isinstance(leaf, Scalar) or not node.readable or judge.takes_as_absent(node, schema):
        return
    for verdict in judge.scalar(schema, leaf):
        if _is_template(leaf):
            return
        explain = _EXPLAINED.get(verdict.keyword, _other)
        span, message, fixes = explain(node, schema, verdict)
        found = Finding(span, code_of(verdict), severity_of(verdict), message, fixes=fixes)
        yield found.at_stage(verdict.stage)
        return


def _is_template(leaf: Scalar) -> bool:
    return isinstance(leaf.value, str) and TEMPLATE_OPENING in leaf.value


def _other(node: Node, _schema: Schema, verdict: Verdict) -> Violation:
    message = f"{label(node)} does not fit the schema: {verdict.error.message}"
    return Violation(node.span, message)


_EXPLAINED: dict[str, Callable[[Node, Schema, Verdict], Violation]] = {
    "type": wrong_type,
    "enum": unknown_value,
    "const": unknown_value,
    "minimum": out_of_range,
    "maximum": out_of_range,
    "exclusiveMinimum": out_of_range,
    "exclusiveMaximum": out_of_range,
    "multipleOf": out_of_range,
    "pattern": malformed,
    "minLength": too_short,
    "maxLength": too_long,
}
