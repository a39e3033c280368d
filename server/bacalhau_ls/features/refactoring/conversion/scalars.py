"""Keys and values as YAML writes them, so that every reader takes them for what they are."""

from __future__ import annotations

import json
import re
from typing import Final

from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.syntax.templating import OPENING, line_trims_in
from bacalhau_ls.syntax.yaml.reading.resolution import meaning

_PLAIN: Final = re.compile(
    r"[^\s\x00-\x1f\-?:,\[\]{}#&*!|>'\"%@`=<~][^\x00-\x1f]*|[-/.:=][^\s\-:?=][^\x00-\x1f]*"
)
_NOT_PLAIN: Final = re.compile(r": |:\Z| #|\s\Z|\{\{|\}\}|\A\.+\Z")
_LIKE_A_NUMBER: Final = re.compile(
    r"[-+.]*[0-9][0-9_,.:eExXoObB+\-TZ ]*|0[xX][0-9a-fA-F_]+|[-+]?\.(?:inf|nan)", re.IGNORECASE
)
"""What some reader of YAML takes for a number or a date."""
_SPECIAL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FIRST_CONTENT: Final = re.compile(r"\n*([^\n])")
_INDENT: Final = 2


def scalar_text(leaf: Scalar) -> str:
    """A scalar of JSON on one line."""
    if leaf.kind is Kind.STRING:
        return string_text(leaf.value)
    if leaf.kind is Kind.PLACEHOLDER:
        return leaf.text
    if leaf.kind is Kind.NUMBER:
        return _number(leaf)
    return json.dumps(leaf.value)


def _number(leaf: Scalar) -> str:
    found = meaning(leaf.text)
    if found.kind is Kind.NUMBER and repr(found.value) == repr(leaf.value):
        return leaf.text
    text = repr(leaf.value)
    return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(text, text)


def string_text(text: str) -> str:
    """A string on one line: without quotes if it may stand so, else in those that need least."""
    if _may_be_plain(text):
        return text
    has_double = '"' in text or "\\" in text
    is_simple = "'" not in text or OPENING in text  # to which an escape is no quote
    is_simple = is_simple and not ("\t" in text and any(line_trims_in(text)))
    if has_double and is_simple and "\n" not in text and not _SPECIAL.search(text):
        return "'" + text.replace("'", "''") + "'"
    literal = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", literal)


def _may_be_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or _NOT_PLAIN.search(text) or _SPECIAL.search(text):
        return False
    return meaning(text).kind is Kind.STRING and not _LIKE_A_NUMBER.fullmatch(text)


def block_text(text: str, column: int) -> list[str] | None:
    """A string over several lines behind its sign; None if it cannot be written so exactly.

    The first item is the sign, the others are the lines at *column*.
    """
    body = text.rstrip("\n")
    first = _FIRST_CONTENT.match(text)
    if "\n" not in text or first is None or _SPECIAL.search(text) or not body.strip():
        return None
    if any(line_trims_in(text)):
        return None  # only as an escape a line break is safe from them
    breaks = len(text) - len(body)
    chomping = "-" if not breaks else "" if breaks == 1 else "+"
    indented = str(_INDENT) if first[1] in (" ", "\t") else ""
    lines = [f"{' ' * column}{line}" if line else "" for line in body.split("\n")]
    return [f"|{indented}{chomping}", *lines, *[""] * (breaks - 1)]
