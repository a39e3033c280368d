"""Which JSON types a value has, and what they are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.anchors import bare
from bacalhau_ls.syntax.green import Kind, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node

SECONDS = "seconds"
_TYPE_NAMES = {
    "string": "a string",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "object": "an object",
    "array": "a list",
    "null": "`null`",
}
_TYPES_OF = {
    Kind.STRING: ("string",),
    Kind.NUMBER: ("integer", "number"),
    Kind.OBJECT: ("object",),
    Kind.ARRAY: ("array",),
}


def is_one_of(node: Node, types: Sequence[str]) -> bool:
    """Whether a value has one of the JSON types."""
    if node.kind is Kind.LITERAL:
        return ("null" if node.value is None else "boolean") in types
    return any(name in types for name in _TYPES_OF.get(node.kind, ()))


def type_name(name: str, schema: Schema) -> str:
    """What a type is called, with the unit that a number counts."""
    unit = schema.first("x-unit") if name in ("integer", "number") else None
    return f"{_TYPE_NAMES.get(name, name)}{' of seconds' if unit == SECONDS else ''}"


def described(node: Node) -> str:
    """A value by its type, a short one as it is written."""
    if node.kind is Kind.OBJECT:
        return "an object"
    if node.kind is Kind.ARRAY:
        return "a list"
    if node.kind is Kind.STRING:
        return "a string"
    if node.value is None:
        return "`null`"
    return f"the number {_cut(node)}" if node.kind is Kind.NUMBER else _truth(node)


def _truth(node: Node) -> str:
    """A truth value as it is written, and what it is where that does not show: `yes` in YAML."""
    text, plain = _cut(node), json.dumps(node.value)
    return f"`{text}`" if text == plain else f"`{text}`, which means `{plain}`"


def _cut(node: Node) -> str:
    text = bare(node.green.text) if isinstance(node.green, Scalar) else ""
    return text if len(text) <= 20 else f"{text[:19]}…"  # noqa: PLR2004 - fits a line
