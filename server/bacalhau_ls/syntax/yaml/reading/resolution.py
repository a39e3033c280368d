"""What a plain scalar means to Bacalhau: the rules of go-yaml 2, which are nearly YAML 1.1.

Text that is no number, no truth value and nothing stays text. So do dates and
times: Bacalhau turns YAML into JSON, which has none.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final, NamedTuple

from bacalhau_ls.syntax.green import Kind


class Meaning(NamedTuple):
    """The kind of a scalar and its value."""

    kind: Kind
    value: Any


def _cased(*words: str) -> list[str]:
    return [form for word in words for form in (word, word.capitalize(), word.upper())]


_TRUE: Final = Meaning(Kind.LITERAL, value=True)
_FALSE: Final = Meaning(Kind.LITERAL, value=False)
NOTHING: Final = Meaning(Kind.LITERAL, None)
_WORDS: Final[dict[str, Meaning]] = {
    **dict.fromkeys(_cased("y", "yes", "true", "on"), _TRUE),
    **dict.fromkeys(_cased("n", "no", "false", "off"), _FALSE),
    **dict.fromkeys(["~", *_cased("null")], NOTHING),
    **dict.fromkeys([".nan", ".NaN", ".NAN"], Meaning(Kind.NUMBER, math.nan)),
    **dict.fromkeys([".inf", ".Inf", ".INF"], Meaning(Kind.NUMBER, math.inf)),
    **dict.fromkeys(["+.inf", "+.Inf", "+.INF"], Meaning(Kind.NUMBER, math.inf)),
    **dict.fromkeys(["-.inf", "-.Inf", "-.INF"], Meaning(Kind.NUMBER, -math.inf)),
}
_MAY_BE_NUMBER = re.compile(r"[+-]?[.0-9]")
_DECIMAL = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")
_OTHER_BASES: Final = (
    (re.compile(r"([+-]?)0[xX]([0-9a-fA-F]+)"), 16),
    (re.compile(r"([+-]?)0[bB]([01]+)"), 2),
    (re.compile(r"([+-]?)0[oO]?([0-7]+)"), 8),
)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LEAST_INT: Final = -(1 << 63)
_MOST_INT: Final = (1 << 64) - 1
_LONGEST_INT: Final = 64


def meaning(text: str) -> Meaning:
    """What *text* without quotes means."""
    known = _WORDS.get(text)
    if known is not None:
        return known
    if _MAY_BE_NUMBER.match(text):
        number = _number(text)
        if number is not None:
            return Meaning(Kind.NUMBER, number)
    return Meaning(Kind.STRING, text)


def _number(text: str) -> int | float | None:
    if text.startswith(".") and "_" in text:
        return None
    plain = text.replace("_", "")
    whole = _integer(plain) if len(plain) <= _LONGEST_INT else None
    if whole is not None and _LEAST_INT <= whole <= _MOST_INT:
        return whole
    if _FLOAT.fullmatch(plain):
        value = float(plain)
        return None if math.isinf(value) else value
    return None


def _integer(plain: str) -> int | None:
    if _DECIMAL.fullmatch(plain):
        return int(plain)
    for pattern, base in _OTHER_BASES:
        if found := pattern.fullmatch(plain):
            return int(found[1] + found[2], base)
    return None


_LONG_TAG: Final = re.compile(r"(?:!<)?tag:yaml\.org,2002:([^>]*)>?")


def short_tag(tag: str) -> str:
    """A *tag* as most people write it."""
    return _LONG_TAG.sub(r"!!\1", tag)


def tagged(tag: str, text: str) -> Meaning:
    """What *text* means behind *tag*, as written; the tag may be empty."""
    tag = short_tag(tag)
    natural = meaning(text) if text else NOTHING
    if not tag:
        return natural
    if tag in ("!!str", "!!binary"):
        return Meaning(Kind.STRING, text)
    if tag == "!!null":
        return NOTHING
    if tag == "!!float" and isinstance(natural.value, int):
        return Meaning(Kind.NUMBER, float(natural.value))
    if tag in ("!!int", "!!float", "!!bool"):
        return natural
    return Meaning(Kind.STRING, text)


def key_name(found: Meaning, text: str) -> str | None:
    """The name that a key becomes in JSON; None if Bacalhau refuses it."""
    if found.kind is Kind.STRING:
        return str(found.value)
    if found.value is None:
        return None
    if isinstance(found.value, bool):
        return "true" if found.value else "false"
    if isinstance(found.value, float):
        return text
    return str(found.value)
