"""Values as text: in the quotes and spacing that the author uses at the place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bacalhau_ls.syntax.json.reading import lexer
from bacalhau_ls.syntax.operations import Verbatim

if TYPE_CHECKING:
    from bacalhau_ls.syntax.json.habits import Habits, Lines

LINE_WIDTH = 80
"""A list of scalars or a container that is on one line stays there up to here."""
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_QUOTE_OR_ESCAPE = re.compile(r"\\.|'", re.DOTALL)


def literal(value: object) -> str:
    """*value* as strict JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def text_literal(text: str, quote: str = '"') -> str:
    """A string in the given quotes."""
    strict = literal(text)
    if quote != "'":
        return strict
    body = _QUOTE_OR_ESCAPE.sub(_for_single_quotes, strict[1:-1])
    return f"'{body}'"


def _for_single_quotes(found: re.Match[str]) -> str:
    return {'\\"': '"', "'": "\\'"}.get(found.group(), found.group())


def key_literal(name: str, quote: str = '"') -> str:
    """A key in the given quotes; without any where it may stand without, if they are empty."""
    if isinstance(name, Verbatim):
        return str(name)
    if not quote and _NAME.fullmatch(name) and lexer.identifier(name) == name:
        return name
    return text_literal(name, quote or '"')


def flat(value: Any, habits: Habits) -> str:
    """*value* on one line."""
    if isinstance(value, Verbatim):
        return str(value)
    if isinstance(value, str):
        return text_literal(value, habits.text_quote)
    if isinstance(value, dict):
        members = (
            key_literal(name, habits.key_quote) + habits.colon + flat(inner, habits)
            for name, inner in value.items()
        )
        return _enclosed("{}", habits.comma.join(members), habits)
    if isinstance(value, list):
        return f"[{habits.comma.join(flat(item, habits) for item in value)}]"
    return literal(value)


def _enclosed(brackets: str, inside: str, habits: Habits) -> str:
    padding = habits.padding if inside else ""
    return brackets[0] + padding + inside + padding + brackets[1]


def unfolded(value: Any, habits: Habits, lines: Lines, lead: str) -> str:
    """*value* over as many lines as it needs; *lead* is the indentation of its first line."""
    if not value or not isinstance(value, (dict, list)):
        return flat(value, habits)
    inner = lead + lines.indent
    if isinstance(value, list):
        if _fits(value, habits, lead):
            return flat(value, habits)
        entries = [unfolded(item, habits, lines, inner) for item in value]
        brackets = "[]"
    else:
        colon = habits.colon if habits.colon.strip(" ") == ":" else ": "
        entries = [
            key_literal(name, habits.key_quote) + colon + unfolded(each, habits, lines, inner)
            for name, each in value.items()
        ]
        brackets = "{}"
    line_break = lines.newline + inner
    body = f",{line_break}".join(entries)
    return f"{brackets[0]}{line_break}{body}{lines.newline}{lead}{brackets[1]}"


def _fits(items: list[Any], habits: Habits, lead: str) -> bool:
    """Whether a list of scalars is short enough for one line."""
    if any(isinstance(item, (dict, list)) for item in items):
        return False
    return len(lead) + len(flat(items, habits)) <= LINE_WIDTH
