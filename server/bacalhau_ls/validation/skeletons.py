"""The least that can stand at a place, for the author to fill in."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container

    from bacalhau_ls.specification import Schema

_BLANK: dict[str, Any] = {"integer": 0, "number": 0, "boolean": False, "null": None}
OF_ITS_OWN = ("Name", "Target", "Path")
"""Members whose text no two items of a list can share."""
_DEEPEST = 8
"""A schema that needs itself would have no least value."""


def skeleton(schema: Schema, depth: int = 0) -> Any:
    """What is required where *schema* governs, with its defaults and first examples."""
    kind = next(iter(schema.types), "string")
    if kind == "object" and schema.required and depth < _DEEPEST:
        return _object(schema, depth)
    known = [schema.first("default"), *schema.values, *_examples(schema)]
    if value := next((each for each in known if each is not None), None):
        return value
    if kind == "array":
        item = schema.child(0) if schema.first("minItems") and depth < _DEEPEST else None
        return [skeleton(item, depth + 1)] if item is not None else []
    return {} if kind == "object" else _BLANK.get(kind, "")


def free(text: str, taken: Container[Any]) -> str:
    """*text*, or with the first number behind it with which it is not among *taken*."""
    numbered = (f"{text}-{number}" for number in count(2))
    return next(each for each in chain((text,), numbered) if each not in taken)


def _examples(schema: Schema) -> list[Any]:
    examples = schema.first("examples", [])
    return examples if isinstance(examples, list) else []


def _object(schema: Schema, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    chooser = schema.chooser
    if chooser is not None:
        made[chooser] = skeleton(schema.child(chooser) or schema, depth + 1)
        schema = schema.selecting(str(made[chooser]))
    for name in schema.required:
        child = schema.child(name)
        if name not in made and child is not None:
            made[name] = skeleton(child, depth + 1)
    return {name: made[name] for name in (*schema.names, *made) if name in made}
