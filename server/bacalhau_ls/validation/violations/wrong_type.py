"""wrong-type: a value of another type than the schema's, and how to make it one of that."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.commands import SHELL, split_command
from bacalhau_ls.findings import Fix, Remove, SetValue, UnwrapItem, WrapInList, listed
from bacalhau_ls.quantities import seconds_in
from bacalhau_ls.syntax.anchors import bare
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.validation.forms import examine
from bacalhau_ls.validation.json_types import SECONDS, described, is_one_of, type_name
from bacalhau_ls.validation.judgement import is_null
from bacalhau_ls.validation.naming import label
from bacalhau_ls.validation.pairs import pair_of, pairs_in
from bacalhau_ls.validation.skeletons import skeleton
from bacalhau_ls.validation.soundness import is_whole
from bacalhau_ls.validation.violations import Violation
from bacalhau_ls.validation.written_as_text import object_in, object_of, objects_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span
    from bacalhau_ls.validation.judgement import Verdict

_WORD = re.compile(r"[A-Za-z]\w*")
_MOST_MEANT = 3
_LARGEST_EXACT = 2**53
_PAIR = "pair"
_IN_DIGITS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def wrong_type(node: Node, schema: Schema, verdict: Verdict) -> Violation:
    """A value of another type than the schema's."""
    expected = verdict.expected
    types = [expected] if isinstance(expected, str) else list(expected)
    wanted = " or ".join(type_name(each, schema) for each in types)
    if node.kind is Kind.MISSING and (key := node.key) is not None:
        message = f"{label(node)} has no value, it must be {wanted}"
        return Violation(key.span, message, tuple(_conversions(node, schema, types)))
    if "object" in types and (begun := _begun_key(node, schema)) is not None:
        return begun
    message = f"{label(node)} must be {wanted}, not {described(node)}"
    if node.parent is not None and node.parent.kind is Kind.DOCUMENT and is_null(node.green):
        message = f"the file is empty: all that it holds is {described(node)}"
    return Violation(_bare_span(node), message, tuple(_conversions(node, schema, types)))


def _begun_key(node: Node, schema: Schema) -> Violation | None:
    """A word in the place of an object, if it is the beginning of one of its keys."""
    word = node.green.text if isinstance(node.green, Scalar) else ""
    if word != node.value or not _WORD.fullmatch(word):
        return None
    names = [name for name in schema.names if name.lower().startswith(word.lower())]
    if not names:
        return None
    hint = "" if word in names else f"; did you mean {listed(names[:_MOST_MEANT], 'or')}?"
    inner = schema.child(names[0])
    value = skeleton(inner) if inner is not None else None
    change = (SetValue(node.span, {names[0]: value}),)
    fix = Fix(f"Write `{names[0]}` with a value", change, preferred=True, safe=False)
    return Violation(node.span, f"missing `:` after this key{hint}", (fix,))


def _bare_span(node: Node) -> Span:
    """Where a value stands, without the anchor in front of it."""
    if not isinstance(node.green, Scalar):
        return node.span
    text = node.green.text
    return node.part(len(text) - len(bare(text)), len(text))


def _conversions(node: Node, schema: Schema, types: list[str]) -> Iterator[Fix]:
    """At most one way to make the value one of the right type."""
    leaf = node.green
    if isinstance(leaf, Scalar) and leaf.value is None:
        if node.parent and node.parent.kind is Kind.OBJECT:
            yield Fix(f"Remove {label(node)}", (Remove(node.span),), preferred=True, lossy=True)
        elif node.parent and node.parent.kind is Kind.DOCUMENT and "object" in types:
            least = (SetValue(node.span, skeleton(schema)),)
            yield Fix("Insert what is required", least, preferred=True, safe=False)
        return
    found = (fix for wanted in types for fix in _converted(node, schema, wanted))
    if (fix := next(found, None)) is not None:
        yield fix


def filled_in(node: Node, schema: Schema) -> Fix:
    """What puts the least that is allowed in the place of a null that stands for a needed value."""
    least = (SetValue(node.span, skeleton(schema)),)
    return Fix(f"Fill in {label(node)}", least, preferred=True, safe=False)


def _converted(node: Node, schema: Schema, wanted: str) -> Iterator[Fix]:
    leaf = node.green
    if wanted == "array" and node.kind is not Kind.ARRAY:
        yield from _as_list(node, schema)
    elif isinstance(leaf, Container):
        yield from _from_container(node, schema, wanted)
    elif wanted == "object":
        yield from _as_object(node, schema)
    elif wanted == "string" and leaf.kind is not Kind.STRING:
        yield _as_text(node, leaf, str(schema.first("x-format", "")))
    elif wanted in ("integer", "number") and leaf.kind is Kind.STRING:
        number = _number_in(leaf.value, wanted)
        seconds = seconds_in(leaf.value) if schema.first("x-unit") == SECONDS else None
        if number is not None:
            yield _set(node, f"Write it as the number {number}", number)
        elif seconds is not None:
            yield _set(node, f"Write it in seconds: {seconds}", seconds)
    elif wanted == "boolean" and str(leaf.value).lower() in ("true", "false"):
        yield _set(node, "Write it without quotes", str(leaf.value).lower() == "true")


def _as_text(node: Node, leaf: Scalar, form: str) -> Fix:
    """The value in quotes, in the form that is wanted here."""
    written = bare(leaf.text)
    is_as_meant = written[:1].isalnum() or written[:1] in ("+", "-", ".")
    text = written if is_as_meant else json.dumps(leaf.value)
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
    return str(int(value)) if is_whole and not _IN_DIGITS.fullmatch(bare(leaf.text)) else ""


def _number_in(text: str, wanted: str) -> int | float | None:
    digits = text.strip()  # of more than `int` takes for white space
    if re.fullmatch(r"-?[0-9]{1,15}", digits):
        return int(digits)
    if wanted == "number" and re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,15}", digits):
        return float(digits)
    return None


def _as_list(node: Node, schema: Schema) -> Iterator[Fix]:
    items = schema.child(0)
    if items is not None and (objects := objects_in(node.string or "", items)):
        yield _set(node, f"Write it with {_members_of(objects)}", objects, safe=False)
        return
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


def _as_object(node: Node, schema: Schema) -> Iterator[Fix]:
    made = object_in(node.string or "", schema)
    if made is not None:
        yield _set(node, f"Write it with {_members_of([made])}", made, safe=False)


def _members_of(objects: list[dict[str, Any]]) -> str:
    return listed(dict.fromkeys(name for each in objects for name in each))


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


def _from_container(node: Node, schema: Schema, wanted: str) -> Iterator[Fix]:
    """What a list or an object stands for that is neither wanted here."""
    green = node.green
    if not isinstance(green, Container) or not is_whole(green):
        return  # what belongs into it is a guess
    if node.kind is Kind.ARRAY:
        yield from _from_list(node, schema, wanted)
    elif wanted == "string" and schema.first("x-text-form") == _PAIR and (pair := pair_of(node)):
        yield _set(node, "Write it as `NAME=value`", "=".join(pair))


def _from_list(node: Node, schema: Schema, wanted: str) -> Iterator[Fix]:
    """The one item of a list, or an object of names: as Docker lists them, or Kubernetes."""
    is_map = wanted == "object" and schema.is_map
    texts = [item.string for item in node]
    if is_map and (pairs := pairs_in(node)):
        yield _set(node, "Write it as an object", pairs, safe=False)
    elif len(node) == 1 and is_one_of(node.child(0), (wanted,)):
        if _is_over_lines(node.child(0)):
            return  # nobody can tell what the lines would belong to
        yield Fix("Take it out of the list", (UnwrapItem(node.span),), preferred=True, safe=False)
    elif wanted == "object" and texts and all(texts):
        made = object_of([text for text in texts if text], schema)
        if made is not None:
            yield _set(node, "Write it as an object", made, safe=False)


def _is_over_lines(node: Node) -> bool:
    return isinstance(node.green, Scalar) and "\n" in node.green.text


def _set(node: Node, title: str, value: Any, *, safe: bool = True) -> Fix:
    return Fix(title, (SetValue(node.span, value),), preferred=True, safe=safe)
