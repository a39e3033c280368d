"""The tokens of JSON and JSON5.

What strict JSON does not know is judged and decoded by the `json5` package,
one escape, number or identifier at a time: that package needs 15 ms for a
kilobyte, so it must never see a whole document.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from typing import Any

from bacalhau_ls.syntax.green import Kind, Problem, Scalar
from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.templating import end_of_quoted, outside

PLAIN_SPACE = re.compile(r"[ \t\r\n]*")
JSON5_SPACES = "\x0b\x0c\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
ODD_SPACE = re.compile(f"[{JSON5_SPACES}]+")
PLAIN_STRING = re.compile(r'"[^"\\\x00-\x1f]*"')
LINE_COMMENT = re.compile(r"//[^\r\n]*")
CONFLICT_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)[^\r\n]*")
REST_OF_LINE = re.compile(r"[^\r\n]*")
ELLIPSIS = re.compile(r"\.\.\.|…")

WORD_PART = rf"[^\s\x00-\x1f\x7f{JSON5_SPACES},:{{}}\[\]\"'/]"
JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_JSON5_NUMBER = re.compile(
    r"[+-]?(?:Infinity|NaN|0[xX][0-9a-fA-F]+"
    r"|(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
)
_NUMBER_LIKE = re.compile(r"[+-]?\.?[0-9]")
_LEADING_ZEROS = re.compile(r"-?0+[0-9]+(?:\.[0-9]+)?")
_GROUPED_DIGITS = re.compile(r"-?[1-9][0-9]*(?:_[0-9]+)+(?:\.[0-9]+)?")
WORD = re.compile(rf"{WORD_PART}+")
_MOST_WORDS = 7
"""So many further words may a key without quotes have: what is longer is text."""
_WORDS_OF_KEY = re.compile(rf"{WORD_PART}+(?:[ \t]+{WORD_PART}+){{1,{_MOST_WORDS}}}(?=[ \t]*:)")
TYPOGRAPHIC = frozenset("\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\xab\xbb")
"""Quotes that word processors write."""
_TYPOGRAPHIC_STRING = re.compile(
    '[\u201c\u201d\u201e\u201f\xab\xbb]([^\u201c\u201d\u201f\xab\xbb"\r\n]*)[\u201c\u201d\u201f\xab\xbb"]'
    "|[\u2018\u2019\u201a\u201b]([^\u2018\u2019\u201b'\r\n]*)[\u2018\u2019\u201b']"
)
_DOUBLED_AT_START = re.compile(r'""(?=[^\s,:}\]"])([^"\\\r\n]*)"(?=[,:}\]\r\n]|\Z)')
_DOUBLED_AT_END = re.compile(r'"([^"\\\x00-\x1f]*)""(?=[,:}\]\r\n]|\Z)')
_OPENER = re.compile(r"[\[{]")
_ENDS_STRING = re.compile(r"\s*(?:[,:}\]]|//|/\*|\Z)")
# A value without quotes may hold what separates tokens elsewhere: `ubuntu:latest`, `/data`.
_VALUEWORD = re.compile(rf"[^\s{JSON5_SPACES},\]}}\"'{{\[]+")
_UNOPENED_VALUE = re.compile(
    rf"[^\s{JSON5_SPACES},:\]}}\"'{{\[\\/#][^,\]}}\"'{{\[\\\r\n]*\"(?=[\s,\]}}]|\Z)"
)
_UNOPENED_KEY = re.compile(rf"{WORD_PART}+(?:[ \t]+{WORD_PART}+){{0,{_MOST_WORDS}}}\"(?=[ \t]*:)")
_PLAIN_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_LITERALS = {"true": True, "false": False, "null": None}
LITERAL_SLIPS = {"true": "true", "false": "false", "null": "null", "none": "null", "nil": "null"}
"""What other languages call them."""

_STRING_PARTS = {
    '"': re.compile(r'[^"\\\x00-\x1f]+'),
    "'": re.compile(r"[^'\\\x00-\x1f]+"),
}
_JSON_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
ANY_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,4}|x[0-9a-fA-F]{0,2}|0[0-9]?|\r\n|[\s\S]|$)")
_DIGITS_THAT_INT_READS = 4000
"""Python refuses to turn longer text into an int."""


def value_token(text: str, pos: int) -> Scalar:
    """The value without plain quotes that starts at *pos*, whatever it is."""
    if text[pos : pos + 1] in TYPOGRAPHIC:
        return typographic_token(text, pos)
    if unopened := _UNOPENED_VALUE.match(text, pos):
        return _unopened(unopened.group())
    word = WORD.match(text, pos)
    if word and (scalar := plain_value(word.group().rstrip(";"))):
        return scalar
    longer = _VALUEWORD.match(text, pos)
    if longer is None:
        return Scalar(Kind.WORD, "", None)
    raw = longer.group()
    is_number = _NUMBER_LIKE.match(raw) and word and word.group() == raw
    fault = faults.MALFORMED_NUMBER if is_number else faults.UNQUOTED
    if is_number and _LEADING_ZEROS.fullmatch(raw):
        fault = faults.LEADING_ZEROS
    elif is_number and _GROUPED_DIGITS.fullmatch(raw):
        fault = faults.GROUPED_DIGITS
    if raw.lower() in LITERAL_SLIPS:
        fault = faults.WRONG_LITERAL
    return Scalar(Kind.WORD, raw, raw, (Problem(0, len(raw), fault, raw),))


def _unopened(raw: str) -> Scalar:
    problem = Problem(0, len(raw), faults.UNOPENED_STRING)
    return Scalar(Kind.STRING, raw, raw[:-1], (problem,))


def plain_value(raw: str) -> Scalar | None:
    """The number, truth value or null that *raw* is."""
    if JSON_NUMBER.fullmatch(raw):
        return Scalar(Kind.NUMBER, raw, _json_number(raw))
    if raw in _LITERALS:
        return Scalar(Kind.LITERAL, raw, _LITERALS[raw])
    if _JSON5_NUMBER.fullmatch(raw):
        problem = Problem(0, len(raw), faults.JSON5_NUMBER, raw)
        return Scalar(Kind.NUMBER, raw, _json5_number(raw), (problem,))
    return None


def _json_number(raw: str) -> int | float:
    if raw.lstrip("-").isdigit() and len(raw) < _DIGITS_THAT_INT_READS:
        return int(raw)
    return float(raw)


@lru_cache(maxsize=1024)
def _json5_number(raw: str) -> Any:
    if len(raw) > _DIGITS_THAT_INT_READS:
        return math.inf
    return _json5(raw)


def typographic_token(text: str, pos: int) -> Scalar:
    """The string at *pos* that starts with a typographic quote."""
    match = _TYPOGRAPHIC_STRING.match(text, pos)
    if match is None:
        rest = REST_OF_LINE.match(text, pos)
        return _unterminated(rest.group() if rest else text[pos:])
    value = string_token(f'"{match[match.lastindex or 1]}"', 0).value
    problem = Problem(0, match.end() - pos, faults.TYPOGRAPHIC_QUOTES, value)
    return Scalar(Kind.STRING, match.group(), value, (problem,))


def templated_string(text: str, pos: int, token: Scalar) -> Scalar | None:
    """The string at *pos* if a template in it has quotes of its own: ``"{{.x "a"}}"``.

    None where the string can end with *token*, as JSON has it.
    """
    end = end_of_quoted(text, pos)
    json_end = pos + token.width
    if end is None or end == json_end or text[pos] != '"':
        return None
    if not token.faulty and _ENDS_STRING.match(text, json_end):
        return None
    if _OPENER.search(outside(text[pos:end])):
        return None  # what it holds may have been read as containers
    return Scalar(Kind.PLACEHOLDER, text[pos:end], None)


def doubled_quote(text: str, pos: int) -> Scalar | None:
    """The string at *pos* if one of its quotes is there twice."""
    if match := _DOUBLED_AT_START.match(text, pos):
        place = 1
    elif match := _DOUBLED_AT_END.match(text, pos):
        place = match.end() - pos - 1
    else:
        return None
    problem = Problem(place, place + 1, faults.DOUBLED_QUOTE)
    return Scalar(Kind.STRING, match.group(), match[1], (problem,))


def key_words(text: str, pos: int) -> re.Match[str] | None:
    """The word at *pos*, or all words up to the colon behind them, with a quote at their end."""
    return _UNOPENED_KEY.match(text, pos) or _WORDS_OF_KEY.match(text, pos) or WORD.match(text, pos)


def key_token(text: str, pos: int) -> Scalar | None:
    """The key without plain quotes that starts at *pos*, if one does."""
    if text[pos : pos + 1] in TYPOGRAPHIC:
        return typographic_token(text, pos)
    if unopened := _UNOPENED_KEY.match(text, pos):
        return _unopened(unopened.group())
    match = key_words(text, pos)
    if match is None:
        return None
    raw = match.group()
    name = identifier(raw) if WORD.fullmatch(raw) else None
    if name is None:
        return Scalar(Kind.STRING, raw, raw, (Problem(0, len(raw), faults.BAD_KEY, raw),))
    return Scalar(Kind.STRING, raw, name, (Problem(0, len(raw), faults.BARE_KEY, raw),))


def string_token(text: str, pos: int) -> Scalar:
    """The string that starts at *pos* with either quote, closed or not."""
    quote = text[pos]
    part = _STRING_PARTS[quote]
    end, pieces, problems = pos + 1, [], []
    while (char := text[end : end + 1]) != quote:
        if char in ("", "\n", "\r"):
            return _unterminated(text[pos:end])
        if match := part.match(text, end):
            pieces.append(match.group())
        elif char == "\\":
            match = ANY_ESCAPE.match(text, end)
            assert match is not None
            piece, fault = unescaped(match.group())
            pieces.append(piece)
            if fault:
                problems.append(Problem(end - pos, match.end() - pos, fault, match.group()))
        else:
            pieces.append(char)
            problems.append(Problem(end - pos, end - pos + 1, faults.CONTROL_CHARACTER, char))
            end += 1
            continue
        end = match.end()
    return _string(text[pos : end + 1], "".join(pieces), problems)


def _string(raw: str, value: str, problems: list[Problem]) -> Scalar:
    if raw[0] == "'":
        whole = Problem(0, len(raw), faults.SINGLE_QUOTES, raw)
        grave = [problem for problem in problems if problem.fault is faults.BAD_ESCAPE]
        problems = [whole, *grave]
    return Scalar(Kind.STRING, raw, _joined_surrogates(value), tuple(problems))


def _joined_surrogates(value: str) -> str:
    if value.isascii():
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _unterminated(raw: str) -> Scalar:
    """A string that runs to the end of its line, less what seems to follow it.

    Commas and closing brackets at the end belong to what is around the string,
    unless they close a bracket that was opened inside it.
    """
    cut = len(raw)
    while cut > 1 and (raw[cut - 1] in ",]}" or raw[cut - 1].isspace()):
        cut -= 1
    depth = sum((char in "[{") - (char in "]}") for char in raw[:cut])
    while depth > 0 and cut < len(raw):
        depth -= raw[cut] in "]}"
        cut += 1
    raw = raw[:cut]
    problem = Problem(0, len(raw), faults.UNTERMINATED_STRING, raw[0])
    return Scalar(Kind.STRING, raw, raw[1:], (problem,))


@lru_cache(maxsize=1024)
def unescaped(raw: str) -> tuple[str, Any]:
    """What an escape sequence means and what is wrong with it, if anything."""
    if _JSON_ESCAPE.fullmatch(raw):
        return json.loads(f'"{raw}"'), None
    value = _json5(f"'{raw}'")
    if value is None:
        return raw, faults.BAD_ESCAPE
    is_letter = value == raw[1:] and value.isalnum()
    return value, faults.LETTER_ESCAPE if is_letter else faults.JSON5_ESCAPE


@lru_cache(maxsize=1024)
def identifier(raw: str) -> str | None:
    """The name that *raw* is as a bare key of JSON5, if it may be one."""
    if _PLAIN_NAME.fullmatch(raw):
        return raw
    names = _json5(f"{{{raw}:0}}")
    return next(iter(names)) if isinstance(names, dict) and len(names) == 1 else None


def _json5(raw: str) -> Any:
    """What the `json5` package reads in one token; None if it refuses."""
    import json5  # noqa: PLC0415 - most documents never need it

    try:
        return json5.loads(raw)
    except ValueError:
        return None
