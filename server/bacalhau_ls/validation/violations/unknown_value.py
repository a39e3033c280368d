"""unknown-value: a value that is none of those that are allowed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Fix, SetValue, listed
from bacalhau_ls.spelling import nearest
from bacalhau_ls.validation.naming import label
from bacalhau_ls.validation.violations import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict

_MOST_LISTED = 10
_BETWEEN_WORDS = re.compile(r"[\s_-]")


def unknown_value(node: Node, schema: Schema, _verdict: Verdict) -> Violation:
    """A value that is none of those that the schema offers."""
    allowed = {_shown(value): value for value in schema.offered}
    text = _shown(node.value)
    close = _meant(text, schema, allowed)
    message = f"unknown {schema.title.lower() or 'value'} `{_shortened(text)}`"
    if not text:
        message = f"{label(node)} must not be empty"
    if close:
        message += f", did you mean `{close[0]}`?"
    if not allowed:
        message += ", no value is allowed here"
    elif len(allowed) <= _MOST_LISTED:
        message += f"{' It can be' if close else ', it can be'} {listed(allowed, 'or')}"
    return Violation(node.span, message, tuple(_changes(node, text, close, allowed)))


def _meant(text: str, schema: Schema, allowed: Mapping[str, Any]) -> list[str]:
    """The value that others call *text*, if the schema knows that word, else those like it."""
    word = _BETWEEN_WORDS.sub("", text.lower())
    for value, others in schema.first("x-other-words", {}).items():
        if word in others:
            return [value] if value in allowed else []
    return nearest(text, allowed)


def _changes(node: Node, text: str, close: list[str], allowed: Mapping[str, Any]) -> Iterator[Fix]:
    """To each of the values, those that are close to *text* first."""
    ranked = [*close, *(name for name in allowed if name not in close)]
    for name in ranked:
        change = (SetValue(node.span, allowed[name]),)
        is_same = text.lower() == name.lower()
        yield Fix(f"Change to `{name}`", change, preferred=name in close[:1], safe=is_same)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - fits a line
