"""Verdicts on a single value in the author's words, with their fixes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.commands import SHELL, split_command
from bacalhau_ls.findings import (
    Finding,
    Fix,
    Remove,
    SetValue,
    Severity,
    UnwrapItem,
    WrapInList,
    listed,
)
from bacalhau_ls.quantities import seconds_in
from bacalhau_ls.specification.stages import staged
from bacalhau_ls.spelling import nearest
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Kind, Scalar
from bacalhau_ls.text import Span
from bacalhau_ls.validation.forms import examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Judge, Verdict

_MOST_LISTED = 10
_LARGEST_EXACT = 2**53
_IN_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SECONDS = "seconds"
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
_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
    "multipleOf": "a multiple of",
}


def code_of(verdict: Verdict) -> str:
    """The code of a finding about *verdict*."""
    return str(verdict.part.get("x-code") or _CODES.get(verdict.keyword, "schema-violation"))


def severity_of(verdict: Verdict) -> Severity:
    """How grave the schema takes *verdict* to be."""
    word = str(verdict.said("x-severity") or "error").upper()
    return Severity.__members__.get(word, Severity.ERROR)


def value_findings(node: Node, schema: Schema, judge: Judge) -> Iterator[Finding]:
    """At most one finding about a scalar: the first thing that is wrong with it."""
    leaf = node.green
    if not isinstance(leaf, Scalar) or not node.readable or judge.takes_as_absent(node, schema):
        return
    for verdict in judge.scalar(schema, leaf):
        if _is_template(leaf):
            return
        span, message, fixes = _EXPLAINED.get(verdict.keyword, _other)(node, schema, verdict)
        message = staged(message, verdict.stage)
        yield Finding(span, code_of(verdict), severity_of(verdict), message, fixes=fixes)
        return


_Explained = tuple[Span, str, tuple[Fix, ...]]


def _is_template(leaf: Scalar) -> bool:
    return isinstance(leaf.value, str) and TEMPLATE_OPENING in leaf.value


def label(node: Node) -> str:
    """How to call a value in a message."""
    if (name := node.name) is not None:
        return f"`{name}`"
    owner = node.parent.name if node.parent else None
    if owner is not None:
        return f"an item of `{owner}`"
    return "the document" if node.parent and node.parent.kind is Kind.DOCUMENT else "this item"


# -- types ---------------------------------------------------------------------


def wrong_type(node: Node, schema: Schema, verdict: Verdict) -> _Explained:
    """A value of another type than the schema's."""
    expected = verdict.expected
    types = [expected] if isinstance(expected, str) else list(expected)
    wanted = " or ".join(_type_name(each, schema) for each in types)
    message = f"{label(node)} must be {wanted}, not {_described(node)}"
    return node.span, message, tuple(_conversions(node, schema, types))


def _type_name(name: str, schema: Schema) -> str:
    """What a type is called, with the unit that a number counts."""
    unit = schema.first("x-unit") if name in ("integer", "number") else None
    return f"{_TYPE_NAMES.get(name, name)}{' of seconds' if unit == _SECONDS else ''}"


def _described(node: Node) -> str:
    if node.kind is Kind.OBJECT:
        return "an object"
    if node.kind is Kind.ARRAY:
        return "a list"
    if node.kind is Kind.STRING:
        return "a string"
    return (
        "`null`"
        if node.value is None
        else f"the number {_cut(node)}"
        if _is_number(node)
        else _truth(node)
    )


def _truth(node: Node) -> str:
    """A truth value as it is written, and what it is where that does not show: `yes` in YAML."""
    text, plain = _cut(node), json.dumps(node.value)
    return f"`{text}`" if text == plain else f"`{text}`, which means `{plain}`"


def _is_number(node: Node) -> bool:
    return node.kind is Kind.NUMBER


def _cut(node: Node) -> str:
    text = node.green.text if isinstance(node.green, Scalar) else ""
    return text if len(text) <= 20 else f"{text[:19]}…"  # noqa: PLR2004 - fits a line


def _conversions(node: Node, schema: Schema, types: list[str]) -> Iterator[Fix]:
    """At most one way to make the value one of the right type."""
    leaf = node.green
    if isinstance(leaf, Scalar) and leaf.value is None:
        if node.parent and node.parent.kind is Kind.OBJECT:
            yield Fix(f"Remove {label(node)}", (Remove(node.span),), preferred=True, lossy=True)
        return
    found = (fix for wanted in types for fix in _converted(node, schema, wanted))
    if (fix := next(found, None)) is not None:
        yield fix


def _converted(node: Node, schema: Schema, wanted: str) -> Iterator[Fix]:
    leaf = node.green
    if wanted == "array" and node.kind is not Kind.ARRAY:
        yield from _as_list(node, schema)
    elif isinstance(leaf, Container):
        yield from _from_container(node, wanted)
    elif wanted == "string" and leaf.kind is not Kind.STRING:
        yield _as_text(node, leaf, str(schema.first("x-format", "")))
    elif wanted in ("integer", "number") and leaf.kind is Kind.STRING:
        number = _number_in(leaf.value, wanted)
        seconds = seconds_in(leaf.value) if schema.first("x-unit") == _SECONDS else None
        if number is not None:
            yield _set(node, f"Write it as the number {number}", number)
        elif seconds is not None:
            yield _set(node, f"Write it in seconds: {seconds}", seconds)
    elif wanted == "boolean" and str(leaf.value).lower() in ("true", "false"):
        yield _set(node, "Write it without quotes", str(leaf.value).lower() == "true")


def _set(node: Node, title: str, value: Any, *, safe: bool = True) -> Fix:
    return Fix(title, (SetValue(node.span, value),), preferred=True, safe=safe)


def _as_text(node: Node, leaf: Scalar, form: str) -> Fix:
    """The value in quotes, in the form that is wanted here."""
    text = leaf.text if leaf.text[:1].isalnum() else json.dumps(leaf.value)
    if form and (number := _plain_number(leaf)) and number != text:
        return _set(node, f"Change to `{number}`", number)
    flaw = examine(form, text) if form else None
    if flaw is not None and flaw.better and flaw.better != text:
        return _set(node, f"Change to `{flaw.better}`", flaw.better, safe=flaw.safe)
    return _set(node, "Put it in quotes", text)


def _plain_number(leaf: Scalar) -> str:
    """A whole number in digits alone: ``1000`` for ``1e3``, ``16`` for ``0x10``; else nothing."""
    value = leaf.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    is_whole = abs(value) < _LARGEST_EXACT and value == int(value)
    return str(int(value)) if is_whole and not _IN_DIGITS.fullmatch(leaf.text) else ""


def _as_list(node: Node, schema: Schema) -> Iterator[Fix]:
    items = schema.child(0)
    if node.kind is Kind.OBJECT and items is not None and "string" in items.types:
        yield from _pairs(node)
        return
    if items is not None and items.types and not is_one_of(node, items.types):
        return
    words = split_command(node.string or "")
    if words[:1] == [SHELL]:
        yield _set(node, f"Run it in a shell, as `{SHELL} -c`", words, safe=False)
    elif len(words) > 1:
        yield _set(node, "Split it into a list of words", words, safe=False)
    else:
        title = "Make it a list with one item"
        yield Fix(title, (WrapInList(node.span),), preferred=True)


def _pairs(node: Node) -> Iterator[Fix]:
    """An object of variables as a list of ``NAME=value``."""
    members = [(child.name, child.value) for child in node if child.readable]
    if not members or len(members) < len(node):
        return
    texts = [
        f"{name}={value if isinstance(value, str) else _literal(value)}" for name, value in members
    ]
    yield _set(node, "Write it as a list of `NAME=value`", texts)


def _literal(value: Any) -> str:
    return "" if value is None else json.dumps(value)


def _from_container(node: Node, wanted: str) -> Iterator[Fix]:
    """The one item of a list, or a list of ``NAME=value`` as Docker writes it."""
    green = node.green
    if node.kind is not Kind.ARRAY or not isinstance(green, Container):
        return
    if green.residue or not green.closed:
        return  # what belongs into it is a guess
    texts = [item.string for item in node]
    if len(node) == 1 and is_one_of(node.child(0), (wanted,)):
        yield Fix("Take it out of the list", (UnwrapItem(node.span),), preferred=True, safe=False)
    elif wanted == "object" and texts and all(text and "=" in text for text in texts):
        pairs = dict(text.split("=", 1) for text in texts if text)
        yield _set(node, "Write it as an object", pairs, safe=False)


def is_one_of(node: Node, types: Sequence[str]) -> bool:
    """Whether a value has one of the JSON types."""
    if node.kind is Kind.LITERAL:
        return ("null" if node.value is None else "boolean") in types
    return any(name in types for name in _TYPES_OF.get(node.kind, ()))


def _number_in(text: str, wanted: str) -> int | float | None:
    if re.fullmatch(r"\s*-?[0-9]{1,15}\s*", text):
        return int(text)
    if wanted == "number" and re.fullmatch(r"\s*-?[0-9]{1,15}\.[0-9]{1,15}\s*", text):
        return float(text)
    return None


# -- values --------------------------------------------------------------------


def _unknown_value(node: Node, schema: Schema, _verdict: Verdict) -> _Explained:
    allowed = {_shown(value): value for value in schema.offered}
    text = _shown(node.value)
    close = nearest(text, allowed)
    message = f"unknown {schema.title.lower() or 'value'} `{_shortened(text)}`"
    if not text:
        message = f"{label(node)} must not be empty"
    if close:
        message += f", did you mean `{close[0]}`?"
    if not allowed:
        message += ", no value is allowed here"
    elif len(allowed) <= _MOST_LISTED:
        message += f"{' It can be' if close else ', it can be'} {listed(allowed, 'or')}"
    ranked = [*close, *(name for name in allowed if name not in close)]
    fixes = tuple(
        Fix(
            f"Change to `{name}`",
            (SetValue(node.span, allowed[name]),),
            preferred=bool(close) and name == close[0],
            safe=text.lower() == name.lower(),
        )
        for name in ranked
    )
    return node.span, message, fixes


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - fits a line


def _out_of_range(node: Node, _schema: Schema, verdict: Verdict) -> _Explained:
    bound = verdict.expected
    message = f"{label(node)} must be {_BOUNDS[verdict.keyword]} {bound}"
    if verdict.keyword not in ("minimum", "maximum"):
        return node.span, message, ()
    fix = Fix(f"Change to {bound}", (SetValue(node.span, bound),), preferred=True, safe=False)
    return node.span, message, (fix,)


def _malformed(node: Node, schema: Schema, verdict: Verdict) -> _Explained:
    """A string that a pattern refuses: for its form, or for the amount that it says."""
    bound = verdict.part.get("x-bound")
    explanation = (
        verdict.part.get("patternErrorMessage") or "it has not the form that is needed here"
    )
    message = f"{label(node)}: {_lower_first(str(explanation))}"
    if bound is not None:
        fix = Fix(f"Change to `{bound}`", (SetValue(node.span, bound),), preferred=True, safe=False)
        return node.span, message, (fix,)
    if not node.value:
        return node.span, f"{label(node)} must not be empty", ()
    return _flawed(node, str(schema.first("x-format", "")), message)


def _flawed(node: Node, form: str, message: str) -> _Explained:
    flaw = examine(form, node.value)
    fixes: tuple[Fix, ...] = ()
    if flaw.better and flaw.better != node.value:
        change = (SetValue(node.span, flaw.better),)
        fixes = (Fix(f"Change to `{flaw.better}`", change, preferred=True, safe=flaw.safe),)
    return inside(node, flaw.start, flaw.end), message, fixes


def inside(node: Node, start: int, end: int) -> Span:
    """Part of what a string says as a span of the text; the whole string if it has escapes."""
    text = node.green.text if isinstance(node.green, Scalar) else ""
    at = text.find(node.value) if node.value else -1
    if at < 0 or len(text) != len(node.value) + 2 * at:
        return node.span
    return Span(node.start + at + start, node.start + at + max(end, start + 1))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _too_short(node: Node, _schema: Schema, verdict: Verdict) -> _Explained:
    if not node.value:
        return node.span, f"{label(node)} must not be empty", ()
    return node.span, f"{label(node)} needs at least {verdict.expected} characters", ()


def _too_long(node: Node, _schema: Schema, verdict: Verdict) -> _Explained:
    message = f"{label(node)} must not be longer than {verdict.expected} characters"
    return inside(node, verdict.expected, len(node.value)), message, ()


def _other(node: Node, _schema: Schema, verdict: Verdict) -> _Explained:
    return node.span, f"{label(node)} does not fit the schema: {verdict.error.message}", ()


_EXPLAINED: dict[str, Callable[[Node, Schema, Verdict], _Explained]] = {
    "type": wrong_type,
    "enum": _unknown_value,
    "const": _unknown_value,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "exclusiveMinimum": _out_of_range,
    "exclusiveMaximum": _out_of_range,
    "multipleOf": _out_of_range,
    "pattern": _malformed,
    "minLength": _too_short,
    "maxLength": _too_long,
}


# -- lists -----------------------------------------------------------------------


def list_findings(node: Node, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    """What is wrong with the items of a list as a whole, but for too few of them."""
    for verdict in verdicts:
        if verdict.keyword == "maxItems":
            yield _too_many(node, verdict)
        elif verdict.keyword == "uniqueItems":
            yield from _repeated(node, verdict)


def _too_many(node: Node, verdict: Verdict) -> Finding:
    most = verdict.expected
    extra = [node.child(index) for index in range(most, len(node))]
    fix = Fix(
        "Remove the items that are too many",
        tuple(Remove(e.span) for e in extra),
        safe=False,
        lossy=True,
    )
    message = f"{label(node)} must not have more than {most} items"
    return Finding(extra[0].span, code_of(verdict), severity_of(verdict), message, fixes=(fix,))


def _repeated(node: Node, verdict: Verdict) -> Iterator[Finding]:
    seen: set[str] = set()
    for item in node:
        text = item.green.text if isinstance(item.green, Scalar) else None
        if text is not None and text in seen:
            fix = Fix("Remove the repeated item", (Remove(item.span),), preferred=True)
            message = f"{label(item)} comes twice, each may come once"
            yield Finding(item.span, code_of(verdict), severity_of(verdict), message, fixes=(fix,))
        seen.add(text or "")
