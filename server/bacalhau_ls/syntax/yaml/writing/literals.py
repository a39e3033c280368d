"""Values as text: without quotes where that is safe, else in the quotes of the author."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.operations import Verbatim
from bacalhau_ls.syntax.templating import for_double_quotes
from bacalhau_ls.syntax.yaml.reading.resolution import meaning

_PLAIN: Final = re.compile(
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~\x00-\x1f\x7f-\x9f\ufeff]|-(?=[^\s\-]))"
    r"(?:[^\s:#\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]|:(?=[^\s])|(?<=[^\s])#| (?=[^\s#:]))*"
)
_FLAG: Final = re.compile(r"--?[A-Za-z][^\s:#]*")
_LIKE_A_NUMBER: Final = re.compile(r"[-+]?\.?[0-9][0-9_.:eExXoObBa-fA-FTZ+-]*")
"""What other readers of YAML may take for a number, a date or a time."""
_ENDS_IN_BRACKETS: Final = re.compile(r"[,\[\]{}]")
_NEEDS_ESCAPES: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_UNFIT_FOR_LINES: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


class Written(Verbatim):
    """Text that is written as it is, between brackets and in blocks."""

    __slots__ = ()


class Line(Written):
    """Text that is written as it is on a line of its own, below its key."""

    __slots__ = ()


def literal(value: object, quote: str = "") -> str:
    """A scalar, or an empty list or object, on one line; strings in *quote* if there is one."""
    if isinstance(value, Verbatim):
        return str(value)
    if not isinstance(value, str):
        return json.dumps(value)
    if not quote and is_plain(value):
        return value
    return quoted(value, quote)


def quoted(text: str, quote: str = '"') -> str:
    """A string in quotes: in double ones if it needs escapes, which templates do not stand."""
    if (quote == "'" or for_double_quotes(text, text) != text) and not _NEEDS_ESCAPES.search(text):
        return "'" + text.replace("'", "''") + "'"
    return _NEEDS_ESCAPES.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def is_plain(text: str) -> bool:
    """Whether *text* may stand without quotes, for Bacalhau and for every other reader."""
    if not (_PLAIN.fullmatch(text) or _FLAG.fullmatch(text)) or _LIKE_A_NUMBER.fullmatch(text):
        return False
    return meaning(text).kind is Kind.STRING


def is_plain_in_brackets(text: str) -> bool:
    """The same between brackets, where more signs end a text without quotes."""
    return is_plain(text) and not _ENDS_IN_BRACKETS.search(text)


def unquoted(value: Any) -> Any:
    """*value* for between brackets, with no quotes around the strings that need none."""
    if isinstance(value, Verbatim):
        return value
    if isinstance(value, dict):
        return {unquoted(name): unquoted(each) for name, each in value.items()}
    if isinstance(value, list):
        return [unquoted(each) for each in value]
    return Written(value) if isinstance(value, str) and is_plain_in_brackets(value) else value


def key_literal(name: str, quote: str = "") -> str:
    """A key."""
    return literal(name, quote)


def text_block(text: str) -> list[str] | None:
    """The lines behind a ``|``, with that sign; None if *text* is better put in quotes."""
    if isinstance(text, Verbatim) or "\n" not in text.rstrip("\n"):
        return None
    if text.endswith("\n\n") or text[0] in " \n":
        return None
    if _UNFIT_FOR_LINES.search(text):
        return None
    sign = "|" if text.endswith("\n") else "|-"
    return [sign, *text.removesuffix("\n").split("\n")]


def is_nested(value: Any) -> bool:
    """Whether a value takes lines of its own."""
    return isinstance(value, Line) or (bool(value) and isinstance(value, (dict, list)))
