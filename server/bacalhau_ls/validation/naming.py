"""What a finding calls the verdict that it is about and the value that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import Severity
from bacalhau_ls.syntax.green import Kind, Scalar

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict

_CODES = {
    "type": "wrong-type",
    "enum": "unknown-value",
    "const": "unknown-value",
    "pattern": "invalid-format",
    "minLength": "invalid-format",
    "maxLength": "invalid-format",
    "minimum": "out-of-range",
    "maximum": "out-of-range",
    "exclusiveMinimum": "out-of-range",
    "exclusiveMaximum": "out-of-range",
    "multipleOf": "out-of-range",
    "uniqueItems": "duplicate-item",
    "maxItems": "too-many-items",
    "minItems": "too-few-items",
}


def code_of(verdict: Verdict) -> str:
    """The code of a finding about *verdict*."""
    return str(verdict.part.get("x-code") or _CODES.get(verdict.keyword, "schema-violation"))


def severity_of(verdict: Verdict) -> Severity:
    """How grave the schema takes *verdict* to be."""
    word = str(verdict.said("x-severity") or "error").upper()
    return Severity.__members__.get(word, Severity.ERROR)


def label(node: Node) -> str:
    """How to call a value in a message."""
    if (name := node.name) is not None:
        return f"`{_as_written(node.key, name)}`"
    owner = node.parent.name if node.parent else None
    if owner is not None:
        return f"an item of `{owner}`"
    return "the document" if node.parent and node.parent.kind is Kind.DOCUMENT else "this item"


def _as_written(key: Node | None, name: str) -> str:
    """The name, but ``n`` where YAML makes ``false`` of it."""
    if key is None or not key.is_truth or not isinstance(key.green, Scalar):
        return name
    return key.green.text


def subject(node: Node, schema: Schema) -> str:
    """How to call an object in a message."""
    if node.name is not None:
        return f"`{node.name}`"
    return f"the {schema.title.lower()}" if schema.title else "this object"
