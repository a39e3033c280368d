"""The edits that cure problems of JSON's syntax."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json import faults, lexer
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.tree import Fault, Located

_CLOSERS = {"{": "}", "[": "]"}
_BLANKS = re.compile(r"[ \t]*")
_LONGEST_LINE = 10_000
"""A line end is looked for so far: thousands of brackets may be open on one line."""


def cure(text: str, located: Located) -> tuple[Edit, ...]:
    """What to do about a problem; nothing if that is not clear."""
    find = _CURES.get(located.problem.fault)
    return find(text, located) if find else ()


def _insert(what: str) -> Callable[[str, Located], tuple[Edit, ...]]:
    return lambda _, located: (Edit(located.problem.start, located.problem.start, what),)


def _remove(_: str, located: Located) -> tuple[Edit, ...]:
    return (Edit(located.problem.start, located.problem.end, ""),)


def _replace(located: Located, text: str) -> tuple[Edit, ...]:
    return (Edit(located.problem.start, located.problem.end, text),)


def _quoted(_: str, located: Located) -> tuple[Edit, ...]:
    return _replace(located, literal(located.problem.detail))


def _as_literal(_: str, located: Located) -> tuple[Edit, ...]:
    word = located.problem.detail.lower()
    return _replace(located, lexer.LITERAL_SLIPS[word])


def _right_closer(_: str, located: Located) -> tuple[Edit, ...]:
    return _replace(located, located.problem.detail)


def _close_string(_: str, located: Located) -> tuple[Edit, ...]:
    problem = located.problem
    return (Edit(problem.end, problem.end, problem.detail),)


def _close_bracket(text: str, located: Located) -> tuple[Edit, ...]:
    """The closing bracket: on its own line, if the opening one ends its line."""
    problem, owner = located
    closer = _CLOSERS[problem.detail]
    end = text.find("\n", owner.start, min(owner.end, owner.start + _LONGEST_LINE))
    if end < 0:
        return (Edit(owner.end, owner.end, closer),)
    start = text.rfind("\n", 0, owner.start) + 1
    blanks = _BLANKS.match(text, start)
    newline = "\r\n" if text[end - 1] == "\r" else "\n"
    indent = blanks.group() if blanks else ""
    return (Edit(owner.end, owner.end, f"{newline}{indent}{closer}"),)


def _close_comment(text: str, located: Located) -> tuple[Edit, ...]:
    match = lexer.REST_OF_LINE.match(text, located.problem.start)
    end = match.end() if match else len(text)
    return (Edit(end, end, " */"),)


def _braces(text: str, _: Located) -> tuple[Edit, ...]:
    return Edit(0, 0, "{\n"), Edit(len(text), len(text), "\n}")


def _as_json(_: str, located: Located) -> tuple[Edit, ...]:
    """The string, name or number as strict JSON writes it."""
    raw = located.problem.detail
    if raw[0] == "'":
        return _replace(located, literal(lexer.string_token(raw, 0).value))
    value = lexer.value_token(raw, 0).value
    if isinstance(value, float) and value - value != 0:
        return ()  # JSON has no infinity and no NaN
    return _replace(located, literal(value))


def _bare_key(_: str, located: Located) -> tuple[Edit, ...]:
    raw = located.problem.detail
    return _replace(located, literal(lexer.identifier(raw) or raw))


def _escape(_: str, located: Located) -> tuple[Edit, ...]:
    value = lexer.string_token(f"'{located.problem.detail}'", 0).value
    return _replace(located, literal(value)[1:-1])


def _control(_: str, located: Located) -> tuple[Edit, ...]:
    return _replace(located, literal(located.problem.detail)[1:-1])


def literal(value: object) -> str:
    """*value* as strict JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


_CURES: dict[Fault, Callable[[str, Located], tuple[Edit, ...]]] = {
    faults.MISSING_COMMA: _insert(","),
    faults.MISSING_COLON: _insert(":"),
    faults.EXTRA_COMMA: _remove,
    faults.STRAY_CLOSER: _remove,
    faults.TRAILING_COMMA: _remove,
    faults.COMMENT: _remove,
    faults.UNCLOSED: _close_bracket,
    faults.UNQUOTED: _quoted,
    faults.BAD_KEY: _quoted,
    faults.WRONG_LITERAL: _as_literal,
    faults.WRONG_CLOSER: _right_closer,
    faults.MISSING_BRACE: _insert(" {"),
    faults.UNTERMINATED_STRING: _close_string,
    faults.UNTERMINATED_COMMENT: _close_comment,
    faults.FRAGMENT: _braces,
    faults.SINGLE_QUOTES: _as_json,
    faults.JSON5_NUMBER: _as_json,
    faults.BARE_KEY: _bare_key,
    faults.JSON5_ESCAPE: _escape,
    faults.CONTROL_CHARACTER: _control,
    faults.JSON5_SPACE: lambda _, located: _replace(located, " "),
}
