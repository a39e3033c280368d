"""What stands in one action, and what is wrong with it by the grammar of Go's templates."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN: Final = re.compile(
    r"(?P<blank>[ \t\r\n]+)|(?P<text>\"(?:[^\"\\\n]|\\[^\n])*\"|`[^`]*`)"
    r"|(?P<rune>'(?:[^'\\\n]|\\[^\n])*')|(?P<number>[+-]?\.?[0-9][\w.]*(?:[+-][0-9]+i)?)"
    r"|(?P<variable>\$\w*)|(?P<field>\.[^\W\d]\w*)|(?P<dot>\.)|(?P<word>[^\W\d]\w*)"
    r"|(?P<declares>:?=(?!=))|(?P<pipe>\|(?!\|))|(?P<opener>\()|(?P<closer>\))|(?P<comma>,)"
    r"|(?P<other>==|!=|<=|>=|&&|\|\||[^\w\s])"
)
_NUMBER: Final = re.compile(
    r"[+-]?(?:0[xX][0-9a-fA-F_.]+(?:[pP][+-]?[0-9]+)?|0[bB][01_]+|0[oO][0-7_]+"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9_]+)(?:[eE][+-]?[0-9]+)?i?)(?:[+-][0-9.]+i)?"
)
_RUNE: Final = re.compile(r"'(?:[^\\]|\\(?:[abfnrtv\\'\"]|[0-7]{3}|x\w{2}|u\w{4}|U\w{8}))'")
_COMMENT: Final = re.compile(r"\{\{(?:-[ \t\r\n])?(/\*[\s\S]*\*/)(?:[ \t\r\n]-)?\}\}")
_IS_COMMENT: Final = re.compile(r"\{\{-?[ \t\r\n]*/\*")
_OPENS: Final = re.compile(r"\{\{(?:-(?=[ \t\r\n]))?")
_CLOSES: Final = re.compile(r"(?:(?<=[ \t\r\n])-)?\}\}\Z")
_ALONE: Final = ("end", "break", "continue")
_WITH_VALUE: Final = ("if", "with", "range")
_WITH_NAME: Final = ("define", "block", "template")
_LITERALS: Final = ("text", "rune", "number", "dot")
_CONSTANTS: Final = ("nil", "true", "false")
_VALUES: Final = ("text", "rune", "variable", "field", "dot", "word", "number")
_MAY_BE_GLUED: Final = ("pipe", "closer", "comma", "declares", "field", "opener")
_FUNCTIONS: Final = {
    "==": "eq",
    "!=": "ne",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    "&&": "and",
    "||": "or",
    "!": "not",
    "?": "if",
    "[": "index",
}
"""What to write for the operators of other languages."""
_DASHED: Final = re.compile(r"\.([^\W\d]\w*(?:-\w+)+)")


class Flaw(NamedTuple):
    """What is wrong at a place in an action."""

    start: int
    end: int
    message: str
    instead: str | None = None
    """What to write there, if that is clear."""


class Token(NamedTuple):
    """A part of an action."""

    sort: str
    start: int
    end: int
    text: str

    def flaw(self, message: str, instead: str | None = None) -> Flaw:
        """That this token is wrong."""
        return Flaw(self.start, self.end, message, instead)


def tokens_of(action: str) -> list[Token]:
    """All that stands between the braces of *action*, without blanks."""
    return [token for token in _tokens(action) if token.sort != "blank"]


def _tokens(action: str) -> Iterator[Token]:
    start, end = _OPENS.match(action), _CLOSES.search(action)
    assert start is not None
    assert end is not None
    for found in _TOKEN.finditer(action, start.end(), end.start()):
        yield Token(str(found.lastgroup), *found.span(), found.group())


@lru_cache(maxsize=4096)
def flaw_of(action: str) -> Flaw | None:
    """The first thing that is wrong with *action*, as far as it can be told by itself."""
    if _IS_COMMENT.match(action):
        return _flaw_of_comment(action)
    tokens = tokens_of(action)
    if not tokens:
        return Flaw(0, len(action), "this template is empty")
    return next(_flaws(action, tokens), None)


def _flaw_of_comment(action: str) -> Flaw | None:
    if _COMMENT.fullmatch(action):
        return None
    message = "a comment starts right behind `{{` and ends right before `}}`"
    return Flaw(0, len(action), message)


def _flaws(action: str, tokens: Sequence[Token]) -> Iterator[Flaw]:
    yield from _flaws_of_names(action, tokens)
    yield from _flaws_of_signs(tokens)
    yield from _flaws_of_glued(tokens)
    yield from _flaws_of_brackets(tokens)
    yield from _flaws_of_clause(tokens)


def _flaws_of_names(action: str, tokens: Sequence[Token]) -> Iterator[Flaw]:
    for token in tokens:
        dashed = _DASHED.match(action, token.start) if token.sort == "field" else None
        if dashed is not None:
            written = f'(index . "{dashed[1]}")'
            message = f"`{dashed.group()}` is no name, for its dash: write `{written}`"
            yield Flaw(*dashed.span(), message, written)


def _flaws_of_signs(tokens: Sequence[Token]) -> Iterator[Flaw]:
    for token in tokens:
        if token.text == "\\":
            yield token.flaw(
                "a template has no `\\` outside of its texts: put those into backticks"
            )
        elif token.sort == "other":
            function = _FUNCTIONS.get(token.text)
            hint = f": write `{function}` in front" if function else ""
            yield token.flaw(f"a template knows no `{token.text}`{hint}")
        elif token.sort == "number" and not _NUMBER.fullmatch(token.text):
            yield token.flaw(f"`{token.text}` is no number")
        elif token.sort == "rune" and not _RUNE.fullmatch(token.text):
            yield token.flaw('single quotes hold one character: a text needs backticks or `"`')


def _flaws_of_glued(tokens: Sequence[Token]) -> Iterator[Flaw]:
    """What follows a value without a blank between them."""
    for before, token in pairwise(tokens):
        is_value = before.end == token.start and before.sort in _VALUES
        if is_value and token.sort not in _MAY_BE_GLUED:
            yield token.flaw(f"a blank is missing before `{token.text}`")


def _flaws_of_brackets(tokens: Sequence[Token]) -> Iterator[Flaw]:
    opened: list[Token] = []
    for token in tokens:
        if token.sort == "opener":
            opened.append(token)
        elif token.sort == "closer" and not opened:
            yield token.flaw("this `)` closes nothing")
        elif token.sort == "closer":
            opened.pop()
    yield from (token.flaw("this `(` is never closed") for token in opened)


def _flaws_of_clause(tokens: Sequence[Token]) -> Iterator[Flaw]:
    """What is too much or too little behind a word such as ``if``."""
    first, rest = tokens[0], tokens[1:]
    if first.text == "else" and rest:
        if rest[0].text not in ("if", "with"):
            yield rest[0].flaw("behind `else` only `if` or `with` can stand")
            return
        first, rest = rest[0], rest[1:]
    if first.text in _ALONE and rest:
        yield rest[0].flaw(f"nothing can stand behind `{first.text}`")
    elif first.text in _WITH_VALUE:
        yield from _flaws_of_pipeline(first, rest)
    elif first.text in _WITH_NAME and not (rest and rest[0].sort == "text"):
        yield first.flaw(f'`{first.text}` needs a name in quotes: `{first.text} "name"`')
    elif first.text == "define" and rest[1:]:
        yield rest[1].flaw("nothing can stand behind the name of what is defined")
    elif first.text == "block":
        yield from _flaws_of_pipeline(first, rest[1:])
    elif first.text not in (*_ALONE, *_WITH_NAME, "else"):
        yield from _flaws_of_pipeline(first, tokens)


def _flaws_of_pipeline(owner: Token, tokens: Sequence[Token]) -> Iterator[Flaw]:
    """What is wrong with a value and the functions that it is put through."""
    value = _behind_declaration(owner, tokens)
    if not value:
        yield owner.flaw(f"`{owner.text}` needs a value behind it")
    for index, token in enumerate(value):
        before = value[index - 1].sort if index else "opener"
        if token.sort in ("comma", "declares"):
            yield token.flaw(f"`{token.text}` stands only behind a new variable at the start")
        elif token.sort == "pipe" and before in ("opener", "pipe"):
            yield token.flaw("a value is missing before this `|`")
        elif before == "pipe" and (token.sort in _LITERALS or token.text in _CONSTANTS):
            yield token.flaw(f"behind `|` a function is needed, not `{token.text}`")
        elif before == "opener" and token.text == "nil":
            yield token.flaw("`nil` stands only behind a function, such as `eq .x nil`")


def _behind_declaration(owner: Token, tokens: Sequence[Token]) -> Sequence[Token]:
    """*tokens* without the variables that they set."""
    sorts = [token.sort for token in tokens[:4]]
    if sorts[:2] == ["variable", "declares"]:
        return tokens[2:]
    if owner.text == "range" and sorts == ["variable", "comma", "variable", "declares"]:
        return tokens[4:]
    return tokens
