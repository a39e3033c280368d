"""Scalars that tell by their first sign what they are, and scalars as keys."""

from __future__ import annotations

import re
from typing import Final

from bacalhau_ls.syntax.anchors import MERGE_KEY
from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.templating import BROKEN_TEMPLATE, action_at, has_actions, mended
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.plain import flow_plain, refused
from bacalhau_ls.syntax.yaml.reading.quoted import quoted
from bacalhau_ls.syntax.yaml.reading.resolution import Meaning, key_name, meaning

_ALIAS: Final = re.compile(r"\*[A-Za-z0-9_-]+(?=[ \t\r\n,\]}]|\Z)")
_ALIAS_IN_BRACKETS: Final = re.compile(r"\*[A-Za-z0-9_-]+(?=[ \t\r\n:,\]}]|\Z)")
_CLOSERS: Final = " \t,]}"


def scalar_token(text: str, pos: int, indent: int, closers: str = "") -> Scalar | None:
    """The scalar at *pos* if its first sign tells what it is.

    *closers* are the signs that end one in brackets.
    """
    char = text[pos : pos + 1]
    if char in ("'", '"'):
        return quoted(text, pos, indent, closers)
    if char == "*":
        alias = (_ALIAS_IN_BRACKETS if closers else _ALIAS).match(text, pos)
        return Scalar(Kind.PLACEHOLDER, alias.group(), None) if alias else _odd(text, pos, closers)
    if char == "{" and (broken := BROKEN_TEMPLATE.match(text, pos)):
        return _broken_template(broken.group())
    if char in "#|>%@`&!" or (char in ",]}" and not closers):
        return _odd(text, pos, closers)
    return None


def scalar_in_brackets(text: str, pos: int, indent: int) -> Scalar:
    """The scalar at *pos* in brackets; if there is none, the sign that stands there."""
    scalar = scalar_token(text, pos, indent, _CLOSERS)
    if scalar is None:
        scalar = flow_plain(text, pos, indent)
    if scalar.width:
        return scalar
    char = text[pos : pos + 1]
    return Scalar(Kind.WORD, char, char, (Problem(0, 1, faults.NEEDS_QUOTES, char),))


def _odd(text: str, pos: int, closers: str) -> Scalar | None:
    """Text that needs quotes for its first sign."""
    if not closers:
        return refused(text, pos)
    scalar = flow_plain(text, pos, -1)
    problem = Problem(0, scalar.width, faults.NEEDS_QUOTES, scalar.text[:1])
    return Scalar(Kind.WORD, scalar.text, scalar.text, (problem,)) if scalar.width else None


def is_template(text: str, pos: int) -> bool:
    """Whether a template starts at *pos*, be it broken."""
    return bool(action_at(text, pos) or BROKEN_TEMPLATE.match(text, pos))


def _broken_template(raw: str) -> Scalar:
    problem = Problem(0, len(raw), faults.BROKEN_TEMPLATE, mended(raw))
    return Scalar(Kind.PLACEHOLDER, raw, None, (problem,))


def as_key(scalar: Scalar) -> Scalar:
    """*scalar* as the key of a member: it is text, whatever it looks like."""
    if scalar.text == MERGE_KEY:
        return Scalar(Kind.PLACEHOLDER, scalar.text, None)
    if scalar.kind is Kind.PLACEHOLDER or scalar.faulty:
        return scalar
    if scalar.kind is Kind.STRING and has_actions(scalar.text):
        return Scalar(Kind.PLACEHOLDER, scalar.text, None)
    if scalar.kind is Kind.STRING:
        return scalar
    name = key_name(meaning(scalar.text), scalar.text)
    if name is None:
        return complex_key(scalar.text)
    return Scalar(Kind.STRING, scalar.text, name, scalar.problems)


def alias_key(raw: str) -> Scalar:
    """The key *raw*, which starts with the sign of an alias."""
    if _ALIAS.fullmatch(raw):
        return Scalar(Kind.PLACEHOLDER, raw, None)
    return Scalar(Kind.WORD, raw, raw, (Problem(0, len(raw), faults.NEEDS_QUOTES, raw[0]),))


def as_name(key: Scalar) -> Scalar:
    """*key*, behind a tag that may have made another value of it, as text."""
    if key.kind not in (Kind.NUMBER, Kind.LITERAL):
        return key
    name = key_name(Meaning(key.kind, key.value), str(key.value))
    if name is None:
        return complex_key(key.text)
    return Scalar(Kind.STRING, key.text, name, key.problems)


def complex_key(raw: str) -> Scalar:
    """A key that Bacalhau refuses: a list, a mapping or nothing."""
    return Scalar(Kind.WORD, raw, None, (Problem(0, len(raw), faults.COMPLEX_KEY),))
