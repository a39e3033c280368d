"""Keys, words and numbers as strict JSON writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.reading import lexer
from bacalhau_ls.syntax.json.writing.cures.on_the_spot import is_ragged, quoted, replace
from bacalhau_ls.syntax.json.writing.literals import literal
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Located

_COLON_BEHIND = re.compile(r"[ \t]*:")
_MORE_WORDS = re.compile(
    r"(?:[ \t]+(?!//|/\*|\#)[^\s,:{}\[\]\"']+)+(?=[ \t]*(?:[,}\]\r\n]|\Z|//|/\*|\#))"
)
_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")


def quoted_words(text: str, located: Located) -> tuple[Edit, ...]:
    """All words up to where the entry ends: ``two words`` is one string."""
    start, end, *_ = located.problem
    if text[end : end + 1] in ("'", '"') or text[max(0, start - 1) : start] in ("'", '"', "="):
        return ()  # ("a") and => are of another notation, quotes do not make them JSON
    more = _MORE_WORDS.match(text, end)
    end = more.end() if more else end
    return (Edit(start, end, literal(text[start:end])),)


def quoted_key(text: str, located: Located) -> tuple[Edit, ...]:
    """The key in quotes; a number without a colon is none: ``10,000`` is one number."""
    is_key = not located.problem.detail.isdigit() or _COLON_BEHIND.match(text, located.problem.end)
    return quoted("", located) if is_key else ()


def as_literal(_: str, located: Located) -> tuple[Edit, ...]:
    """``true`` for ``True``, ``null`` for ``None``."""
    word = located.problem.detail.lower()
    return replace(located, lexer.LITERAL_SLIPS[word])


def as_json(text: str, located: Located) -> tuple[Edit, ...]:
    """The string, name or number as strict JSON writes it."""
    raw = located.problem.detail
    if raw[0] == "'":
        if is_ragged(text, located.problem.end) and text[located.problem.end] not in ":,}]":
            return ()
        return replace(located, literal(lexer.string_token(raw, 0).value))
    value = lexer.value_token(raw, 0).value
    if isinstance(value, float) and value - value != 0:
        return ()  # JSON has no infinity and no NaN
    return replace(located, literal(value))


def bare_key(_: str, located: Located) -> tuple[Edit, ...]:
    """The name in quotes."""
    raw = located.problem.detail
    return replace(located, literal(lexer.identifier(raw) or raw))


def without_zeros(_: str, located: Located) -> tuple[Edit, ...]:
    """The number without zeros in front."""
    return replace(located, _ZEROS.sub("", located.problem.detail))
