"""What a schema says about a place, in words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls import prose, quantities
from bacalhau_ls.prose import NOTHING, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bacalhau_ls.specification import Schema

_TYPE_WORDS = {
    "string": ("text", "text"),
    "integer": ("whole number", "whole numbers"),
    "number": ("number", "numbers"),
    "boolean": ("true or false", "true or false"),
    "object": ("object", "objects"),
    "array": ("list", "lists"),
    "null": ("null", "null"),
}
_UNIT_WORDS = {"gpus": "GPUs"}
_MOST_EXAMPLES = 3
_GUIDE_LINK = re.compile(r"\[([^\[\]]*)\]\((https?://[^()\s]*)\)")


class Documentation(NamedTuple):
    """The description of a place and the link to where it is from."""

    description: Prose
    link: Prose


def documentation(schema: Schema) -> Documentation:
    """What the schema says at length; its last paragraph is a link if it is nothing else."""
    plain = str(schema.first("description", ""))
    markdown = schema.first("markdownDescription")
    if markdown is None:
        return Documentation(prose.message(plain), NOTHING)
    body, _, last = str(markdown).rpartition("\n\n")
    source = _GUIDE_LINK.fullmatch(last.strip())
    if source is None:
        return Documentation(prose.documentation(str(markdown), plain or str(markdown)), NOTHING)
    return Documentation(prose.documentation(body, plain or body), prose.link(source[1], source[2]))


def type_in_words(schema: Schema) -> str:
    """Which kinds of values are allowed: ``text or whole number``, ``list of text``."""
    return " or ".join(dict.fromkeys(_type_words(schema)))


def _type_words(schema: Schema) -> Iterator[str]:
    for name in schema.types:
        item = schema.child(0) if name == "array" else None
        if item is not None and item.types:
            many = [_TYPE_WORDS.get(each, (each, each))[1] for each in item.types]
            yield f"list of {' or '.join(many)}"
        else:
            yield _TYPE_WORDS.get(name, (name, name))[0]


def range_in_words(schema: Schema) -> str:
    """Which amounts are allowed, with their unit: ``from 0 to 100``, ``1MB or more``."""
    lowest, highest = _bounds(schema)
    if lowest is not None and highest is not None:
        amount = f"from {lowest} to {highest}"
    elif lowest is not None:
        amount = f"{lowest} or more"
    elif highest is not None:
        amount = f"at most {highest}"
    else:
        return _length_in_words(schema)
    unit = str(schema.first("x-unit", ""))
    is_bare = str(lowest if highest is None else highest)[-1:].isdigit()
    return f"{amount} {_UNIT_WORDS.get(unit, unit)}".rstrip() if is_bare else amount


def _bounds(schema: Schema) -> tuple[Any, Any]:
    lowest, highest = schema.first("minimum"), schema.first("maximum")
    for part in schema.parts:
        if "x-bound" in part and refuses(part, f"-{part['x-bound']}"):
            lowest = part["x-bound"]
        elif "x-bound" in part:
            highest = part["x-bound"]
    return lowest, highest


def refuses(part: Mapping[str, Any], text: str) -> bool:
    """Whether the pattern of one part of a schema does not allow *text*."""
    try:
        return re.search(part.get("pattern", ""), text) is None
    except re.error:  # the pattern of a user's own schema
        return False


def _length_in_words(schema: Schema) -> str:
    lowest, highest = schema.first("minItems"), schema.first("maxItems")
    if lowest is None and highest is None:
        return ""
    if highest is None:
        return f"at least {quantities.counted(lowest, 'item')}"
    most = quantities.counted(highest, "item")
    return f"at most {most}" if lowest is None else f"from {lowest} to {most}"


def literal(value: Any) -> str:
    """A value as a user would write it, quotes of a text left out."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def value_descriptions(schema: Schema) -> list[tuple[Any, str]]:
    """The allowed values, if they are listed, each with its meaning."""
    return _paired(schema.values, schema.first("enumDescriptions"))


def examples(schema: Schema) -> list[tuple[Any, str]]:
    """Values to show what may stand here, each with its meaning."""
    return _paired(schema.first("examples", ()), schema.first("x-example-descriptions"))


def _paired(values: Sequence[Any], meanings: Any) -> list[tuple[Any, str]]:
    words = [str(each) for each in meanings] if isinstance(meanings, list) else []
    return list(zip(values, [*words, *[""] * len(values)], strict=False))


def effect_in_words(schema: Schema, value: Any) -> Prose:
    """What a value comes to: `3600` is 1 hour, `0` means no limit; nothing if that is clear."""
    amount = amount_in_words(schema, value)
    if amount:
        size = size_in(schema, value)
        binary = quantities.binary_size(size) if size else ""
        words = f"{'is' if value else 'means'} {amount}{f' ({binary})' if binary else ''}"
        return prose.joined([prose.code(literal(value)), prose.text(words)], " ")
    shows_form_only = schema.first("x-format") and not schema.first("x-unit")
    if not shows_form_only and (described := _description_of(schema, value)):
        return prose.joined([prose.code(literal(value)), prose.message(described)], ": ")
    return NOTHING


def amount_in_words(schema: Schema, value: Any) -> str:
    """A duration or size in other words: ``1 hour``, ``2,000,000,000 bytes``, ``no limit``."""
    unit = schema.first("x-unit")
    if unit == "seconds" and (seconds := quantities.whole_number(value)) is not None:
        special = "" if seconds else _description_of(schema, seconds)
        return special or (quantities.duration(seconds) if seconds >= 0 else "")
    if unit == "bytes" and (size := size_in(schema, value)):
        return quantities.bytes_in_words(size)
    return ""


def size_in(schema: Schema, value: Any) -> quantities.Size | None:
    """The size that *value* is in the manner of writing that *schema* has for sizes."""
    if not isinstance(value, str):
        return None
    is_free = schema.first("x-format") == "byte-count"
    return quantities.any_size_of(value) if is_free else quantities.size_of(value)


def _description_of(schema: Schema, value: Any) -> str:
    return next((words for known, words in examples(schema) if same(known, value)), "")


def same(known: Any, value: Any) -> bool:
    """Whether two values are equal as JSON sees it: `1` is not `true`."""
    return type(known) is type(value) and bool(known == value)


def default_in_words(schema: Schema) -> str:
    """The default as a user would write it; empty if there is none, or only an empty one."""
    default = schema.first("default")
    return "" if default is None or default in ({}, []) else literal(default)


def examples_in_words(schema: Schema) -> Prose:
    """The first few examples, each with its meaning in brackets."""
    shown = [
        prose.joined([prose.code(literal(value)), prose.text(f"({words})" if words else "")], " ")
        for value, words in examples(schema)[:_MOST_EXAMPLES]
    ]
    return prose.joined(shown, ", ")
