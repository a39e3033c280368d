"""Templates as keys and values of JSON: what they stand for is known when they are filled in."""

from __future__ import annotations

import re

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.reading.lexer import JSON5_SPACES, WORD_PART, plain_value
from bacalhau_ls.syntax.template_blocks import (
    Role,
    end_of_block,
    end_of_block_in_key,
    role_of,
)
from bacalhau_ls.syntax.templating import (
    BROKEN_TEMPLATE,
    action_at,
    end_of_quoted,
    mended,
    outside,
)

# Two braces and a text in quotes are rather two objects, unless nothing but a pipe follows.
_STARTS_ACTION = re.compile(
    r"\{\{-?[ \t\r\n]*(?:[.$(/`A-Za-z0-9]|\"[^\"\r\n]*\"[ \t]*(?:\||-?\}\}))"
)
_GLUED_WORD = re.compile(rf"{WORD_PART}*")
_PART_OF_VALUE = re.compile(rf"[^\s{JSON5_SPACES},\]}}\"'{{\[]*")
_BLANKS = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_MOST_IN_ROW = 20
"""So many templates may stand side by side: no row is looked through from each of them."""


def template_at(text: str, pos: int) -> re.Match[str] | None:
    """The template at *pos*, if two braces there are not rather two objects."""
    return action_at(text, pos) if _STARTS_ACTION.match(text, pos) else None


def is_template(text: str, pos: int) -> bool:
    """Whether a template starts at *pos*, be it broken."""
    return bool(template_at(text, pos) or BROKEN_TEMPLATE.match(text, pos))


def ends_line(text: str, pos: int) -> bool:
    """Whether nothing but templates follows on the line of *pos*."""
    for _ in range(_MOST_IN_ROW):
        if _LINE_END.match(text, pos):
            return True
        action = template_at(text, _BLANKS.match(text, pos).end())  # type: ignore[union-attr]
        if action is None:
            break
        pos = action.end()
    return False


def templated_key(text: str, pos: int) -> Scalar | None:
    """The key that the ``{{template}}`` at *pos* starts, with what is glued to it."""
    end = pos
    for _ in range(_MOST_IN_ROW):
        action = template_at(text, end)
        if action is None:
            return (
                Scalar(Kind.PLACEHOLDER, text[pos:end], None) if end > pos else _broken(text, pos)
            )
        is_open = role_of(action.group()) is Role.OPENS
        closed = end_of_block_in_key(text, end) if is_open else action.end()
        if closed is None:
            return None
        end = _GLUED_WORD.match(text, closed).end()  # type: ignore[union-attr]
    return None


def templated_value(text: str, pos: int) -> Scalar | None:
    """The value without quotes at *pos* if there is a template in it, all of its block."""
    if broken := _broken(text, pos):
        return broken
    template, end = _template(text, pos), _end_of_word(text, pos)
    width = template.width if template else 0
    if end is None or width >= end - pos or (template and template.problems):
        return template
    raw = text[pos:end]
    if plain_value(outside(raw, instead="0")):
        return Scalar(Kind.PLACEHOLDER, raw, None)
    return Scalar(Kind.WORD, raw, raw, (Problem(0, len(raw), faults.UNQUOTED, raw),))


def _end_of_word(text: str, pos: int) -> int | None:
    """Where the text at *pos* ends that templates are in; None if none is."""
    end = _PART_OF_VALUE.match(text, pos).end()  # type: ignore[union-attr]
    has_template = False
    while action := template_at(text, end):
        has_template = True
        end = _PART_OF_VALUE.match(text, action.end()).end()  # type: ignore[union-attr]
    return end if has_template else None


def _template(text: str, pos: int) -> Scalar | None:
    end, problems = pos, tuple[Problem, ...]()
    while not problems and (action := template_at(text, end)):
        end, is_open = action.end(), role_of(action.group()) is Role.OPENS
        if is_open and (closed := end_of_block(text, action.start())):
            end = closed
        elif is_open:
            problems = (Problem(0, end - pos, faults.OPEN_BLOCK),)
        end = _end_of_glued(text, end)
    return Scalar(Kind.PLACEHOLDER, text[pos:end], None, problems) if end > pos else None


def _end_of_glued(text: str, pos: int) -> int:
    """Where the words and texts end that are glued to a template at its end.

    A text with a colon right behind it is the key of the next member.
    """
    end = _GLUED_WORD.match(text, pos).end()  # type: ignore[union-attr]
    while text.startswith('"', end):
        closed = end_of_quoted(text, end)
        if closed is None or text.startswith(":", closed):
            break
        end = _GLUED_WORD.match(text, closed).end()  # type: ignore[union-attr]
    return end


def _broken(text: str, pos: int) -> Scalar | None:
    broken = BROKEN_TEMPLATE.match(text, pos)
    if broken is None:
        return None
    raw = broken.group()
    problem = Problem(0, len(raw), faults.BROKEN_TEMPLATE, mended(raw))
    return Scalar(Kind.PLACEHOLDER, raw, None, (problem,))
