"""The edits that cure problems of JSON's syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.gaps import Entries, Sort, lead, line_start, starts_line
from bacalhau_ls.syntax.json.reading import faults, lexer
from bacalhau_ls.syntax.json.writing.comments import without_comment
from bacalhau_ls.syntax.json.writing.literals import literal
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Fault
    from bacalhau_ls.syntax.tree import Located, Node

_NO_VALUE = frozenset(["", *",}]{["])
_CLOSERS = {"{": "}", "[": "]"}
_CLOSING_QUOTES = {
    "\u2018": "\u2019",
    "\u201a": "\u2019",
    "\xab": "\xbb",
    "\u201c": "\u201d",
    "\u201e": "\u201d",
}
_BLANKS = re.compile(r"[ \t]*")
_COMMA_BEFORE = re.compile(r"[ \t\r\n]*,[ \t\r\n]*\Z")
_COLON_BEHIND = re.compile(r"[ \t]*:")
_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")
_MORE_WORDS = re.compile(
    r"(?:[ \t]+(?!//|/\*)[^\s,:{}\[\]\"']+)+(?=[ \t]*(?:[,}\]\r\n]|\Z|//|/\*))"
)
_OPENING_QUOTE = re.compile(r"([:,])[ \t]*[\"']\Z")
"""A quote that seems to end a string, but behind these it is more likely to start one."""
_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")
_LONGEST_LINE = 10_000
"""A line end is looked for so far: thousands of brackets may be open on one line."""


def cure(text: str, located: Located) -> tuple[Edit, ...]:
    """What to do about a problem; nothing if that is not clear."""
    find = _CURES.get(located.problem.fault)
    return find(text, located) if find else ()


def _insert(what: str) -> Callable[[str, Located], tuple[Edit, ...]]:
    def inserted(text: str, located: Located) -> tuple[Edit, ...]:
        at = located.problem.start
        if _ends_in_open_string(located.owner, at) or _is_ragged(text, at):
            return ()
        return (Edit(at, at, what),)

    return inserted


def _is_ragged(text: str, offset: int) -> bool:
    """Whether something stands close behind a quote there: the quote may be the one at fault."""
    behind = text[offset : offset + 1]
    is_quoted = text[offset - 1 : offset] in ("'", '"')
    return is_quoted and behind != "" and not behind.isspace() and behind not in "\"'{[/-"


def _open_string(text: str, located: Located) -> tuple[Edit, ...]:
    """The opening quote; if one is there, the string before it is the one to be closed."""
    at = located.problem.start
    if not _is_ragged(text, at):
        return (Edit(at, at, '"'),)
    start = max(0, at - _LONGEST_LINE)
    separator = _OPENING_QUOTE.search(text, start, at)
    if separator is None:
        return ()
    end = len(text[start : separator.start()].rstrip(" \t")) + start
    return (Edit(end, end, text[at - 1]),)


def _ends_in_open_string(owner: Node, offset: int) -> bool:
    """Whether what is put at *offset* would become a part of a string that is never closed."""
    for child in owner.children_touching(Span(offset, offset)):
        for node in (child.key, child):
            problems = node.green.problems if node and node.end == offset else ()
            if any(each.fault is faults.UNTERMINATED_STRING for each in problems):
                return True
    return False


def _remove(_: str, located: Located) -> tuple[Edit, ...]:
    return (Edit(located.problem.start, located.problem.end, ""),)


def _unpaired(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove a bracket with its line, or put a blank in its place if it was typed over one."""
    start, end, *_ = located.problem
    green = located.owner.green
    blanks = _BLANKS.match(text, end)
    entry = blanks.end() if blanks else end
    column = entry - line_start(text, start) if starts_line(text, start) else -1
    if isinstance(green, Container) and column > 0 and column == green.entry_column:
        return (Edit(start, end, "\t" if text[end] == "\t" else " "),)
    if starts_line(text, start) and text[entry : entry + 1] in ("", "\r", "\n"):
        return (Edit(line_start(text, start), _next_line(text, start), ""),)
    return _remove(text, located)


def _remove_extra_comma(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove the comma, and the blanks behind it if it starts its line."""
    start, end, *_ = located.problem
    blanks = _BLANKS.match(text, end)
    is_first = starts_line(text, start) and blanks is not None
    return (Edit(start, blanks.end() if is_first and blanks else end, ""),)


def _remove_with_comma(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove what stands in the place of an entry, and one of the commas around it."""
    start, end, *_ = located.problem
    if before := _COMMA_BEFORE.search(text, max(0, start - _LONGEST_LINE), start):
        return (Edit(before.start(), end, ""),)
    behind = _COMMA_BEHIND.match(text, end)
    return (Edit(start, behind.end() if behind else end, ""),)


def _remove_comment(text: str, located: Located) -> tuple[Edit, ...]:
    return (without_comment(text, Span(located.problem.start, located.problem.end)),)


def _replace(located: Located, text: str) -> tuple[Edit, ...]:
    return (Edit(located.problem.start, located.problem.end, text),)


def _quoted(_: str, located: Located) -> tuple[Edit, ...]:
    return _replace(located, literal(located.problem.detail))


def _quoted_key(text: str, located: Located) -> tuple[Edit, ...]:
    """The key in quotes; a number without a colon is none: ``10,000`` is one number."""
    is_key = not located.problem.detail.isdigit() or _COLON_BEHIND.match(text, located.problem.end)
    return _quoted("", located) if is_key else ()


def _colon(text: str, located: Located) -> tuple[Edit, ...]:
    """A colon for ``=`` and for ``=>``."""
    start, end, *_ = located.problem
    return (Edit(start, end + 1 if text[end : end + 1] == ">" else end, ":"),)


def _quoted_words(text: str, located: Located) -> tuple[Edit, ...]:
    """All words up to where the entry ends: ``two words`` is one string."""
    start, end, *_ = located.problem
    if text[end : end + 1] in ("'", '"') or text[max(0, start - 1) : start] in ("'", '"', "="):
        return ()  # ("a") and => are of another notation, quotes do not make them JSON
    more = _MORE_WORDS.match(text, end)
    end = more.end() if more else end
    return (Edit(start, end, literal(text[start:end])),)


def _unexpected(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove it; of a colon that may stand for a comma we cannot tell."""
    start, end, _, detail = located.problem
    if detail != ":":
        return _remove(text, located)
    before = text[max(0, start - _LONGEST_LINE) : start].rstrip()[-1:]
    behind = text[end : end + _LONGEST_LINE].lstrip()[:1]
    return _remove(text, located) if before == ":" or behind in _NO_VALUE else ()


def _as_literal(_: str, located: Located) -> tuple[Edit, ...]:
    word = located.problem.detail.lower()
    return _replace(located, lexer.LITERAL_SLIPS[word])


def _right_closer(_: str, located: Located) -> tuple[Edit, ...]:
    return _replace(located, located.problem.detail)


def _close_string(text: str, located: Located) -> tuple[Edit, ...]:
    """The closing quote: at the string's end, or before the colon if it is a key."""
    problem, owner = located
    end, green = problem.end, owner.green
    is_key = isinstance(green, Container) and problem.start - owner.start in green.key_offsets
    if is_key and (colon := text.find(":", problem.start, end)) > 0:
        end = len(text[:colon].rstrip(" \t"))
    closing = _CLOSING_QUOTES.get(problem.detail, problem.detail)
    return (Edit(end, end, closing),)


def _close_bracket(text: str, located: Located) -> tuple[Edit, ...]:
    """The closing bracket behind the last entry, and a comma if another one follows."""
    problem, owner = located
    entries = Entries(text, owner)
    if len(entries) and entries.value_start(0) == entries.start(0) and problem.detail == "{":
        return ()  # an object in an object: it is the opening one that is too many
    gap = entries.gap(len(entries))
    tokens = entries.tokens(len(entries))
    comma = next((each for each in tokens if each.sort is Sort.COMMA), None)
    follows = owner.parent is not None and owner.index + 1 < len(owner.parent)
    closer = _line_break_before_closer(text, owner) + _CLOSERS[problem.detail]
    if comma is None:
        return (Edit(owner.end, owner.end, closer + ("," if follows else "")),)
    if follows:
        return (Edit(gap.start, gap.start, closer),)
    return Edit(comma.start, comma.end, ""), Edit(owner.end, owner.end, closer)


def _line_break_before_closer(text: str, owner: Node) -> str:
    """Nothing, or a line of its own if the opening bracket ends its line."""
    end = text.find("\n", owner.start, min(owner.end, owner.start + _LONGEST_LINE))
    if end < 0:
        return ""
    newline = "\r\n" if text[end - 1] == "\r" else "\n"
    return newline + lead(text, owner.start)


def _reopen(text: str, located: Located) -> tuple[Edit, ...]:
    """Take out a brace between two members, and see to it that a comma is there."""
    start, end, *_ = located.problem
    entries = Entries(text, located.owner)
    index = sum(1 for each in range(len(entries)) if entries.end(each) <= start)
    has_comma = any(each.sort is Sort.COMMA for each in entries.tokens(index))
    if has_comma or index in (0, len(entries)):
        return (Edit(start, end, ""),)
    comma = entries.end(index - 1)
    return Edit(comma, comma, ","), Edit(start, end, "")


def _close_comment(text: str, located: Located) -> tuple[Edit, ...]:
    match = lexer.REST_OF_LINE.match(text, located.problem.start)
    end = match.end() if match else len(text)
    return (Edit(end, end, " */"),)


def _keep_first(text: str, located: Located) -> tuple[Edit, ...]:
    """Take out the marker above, and all from the one in the middle on."""
    start, middle, _, last = _conflict(text, located)
    return Edit(start, _next_line(text, start), ""), Edit(middle, _next_line(text, last), "")


def _keep_second(text: str, located: Located) -> tuple[Edit, ...]:
    start, _, second, last = _conflict(text, located)
    return Edit(start, second, ""), Edit(last, _next_line(text, last), "")


def _conflict(text: str, located: Located) -> tuple[int, int, int, int]:
    """Where a conflict starts, its first version ends, its second one starts and ends."""
    start = located.problem.start
    middle = text.find("\n=======", start) + 1
    base = text.find("\n|||||||", start, middle) + 1
    last = text.find("\n>>>>>>>", middle) + 1
    return start, base or middle, _next_line(text, middle), last


def _next_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return end + 1 if end >= 0 else len(text)


def _remove_line(text: str, located: Located) -> tuple[Edit, ...]:
    start = located.problem.start
    return (Edit(start, _next_line(text, start), ""),)


def _braces(text: str, _: Located) -> tuple[Edit, ...]:
    """Braces around everything; the closing one may be there already."""
    newline = "\r\n" if "\r\n" in text else "\n"
    opening = Edit(0, 0, f"{{{newline}")
    if text.count("}") > text.count("{"):
        return (opening,)
    closing = f"}}{newline}" if text.endswith("\n") else f"{newline}}}"
    return opening, Edit(len(text), len(text), closing)


def _as_json(text: str, located: Located) -> tuple[Edit, ...]:
    """The string, name or number as strict JSON writes it."""
    raw = located.problem.detail
    if raw[0] == "'":
        if _is_ragged(text, located.problem.end) and text[located.problem.end] not in ":,}]":
            return ()
        return _replace(located, literal(lexer.string_token(raw, 0).value))
    value = lexer.value_token(raw, 0).value
    if isinstance(value, float) and value - value != 0:
        return ()  # JSON has no infinity and no NaN
    return _replace(located, literal(value))


def _bare_key(_: str, located: Located) -> tuple[Edit, ...]:
    raw = located.problem.detail
    return _replace(located, literal(lexer.identifier(raw) or raw))


def _without_zeros(_: str, located: Located) -> tuple[Edit, ...]:
    return _replace(located, _ZEROS.sub("", located.problem.detail))


def _double_backslash(_: str, located: Located) -> tuple[Edit, ...]:
    start, detail = located.problem.start, located.problem.detail
    return (Edit(start, start, "\\"),) if detail[1:2].isalpha() else ()


def _escape(_: str, located: Located) -> tuple[Edit, ...]:
    value = lexer.string_token(f"'{located.problem.detail}'", 0).value
    return _replace(located, literal(value)[1:-1])


def _control(_: str, located: Located) -> tuple[Edit, ...]:
    return _replace(located, literal(located.problem.detail)[1:-1])


_CURES: dict[Fault, Callable[[str, Located], tuple[Edit, ...]]] = {
    faults.MISSING_COMMA: _insert(","),
    faults.MISSING_COLON: _insert(":"),
    faults.EXTRA_COMMA: _remove_extra_comma,
    faults.STRAY_CLOSER: _unpaired,
    faults.STRAY_OPENER: _unpaired,
    faults.CLOSED_EARLY: _reopen,
    faults.TRAILING_COMMA: _remove,
    faults.COMMENT: _remove_comment,
    faults.UNEXPECTED: _unexpected,
    faults.STRAY_CHARACTER: _remove,
    faults.ELLIPSIS: _remove_with_comma,
    faults.HASH_COMMENT: lambda _, located: _replace(located, "//"),
    faults.BROKEN_TEMPLATE: _right_closer,
    faults.EQUALS_SIGN: _colon,
    faults.SEMICOLON: lambda _, located: _replace(located, ","),
    faults.UNCLOSED: _close_bracket,
    faults.UNQUOTED: _quoted_words,
    faults.BAD_KEY: _quoted_key,
    faults.TYPOGRAPHIC_QUOTES: _quoted,
    faults.MALFORMED_NUMBER: _quoted,
    faults.LEADING_ZEROS: _without_zeros,
    faults.GROUPED_DIGITS: lambda _, located: _replace(
        located, located.problem.detail.replace("_", "")
    ),
    faults.BAD_ESCAPE: _double_backslash,
    faults.LETTER_ESCAPE: _double_backslash,
    faults.WRONG_LITERAL: _as_literal,
    faults.WRONG_CLOSER: _right_closer,
    faults.MISSING_BRACE: _insert(" {"),
    faults.UNTERMINATED_STRING: _close_string,
    faults.UNOPENED_STRING: _open_string,
    faults.DOUBLED_QUOTE: _remove,
    faults.UNTERMINATED_COMMENT: _close_comment,
    faults.MERGE_CONFLICT: _keep_first,
    faults.KEEP_SECOND: _keep_second,
    faults.CONFLICT_MARKER: _remove_line,
    faults.FRAGMENT: _braces,
    faults.SINGLE_QUOTES: _as_json,
    faults.JSON5_NUMBER: _as_json,
    faults.BARE_KEY: _bare_key,
    faults.JSON5_ESCAPE: _escape,
    faults.CONTROL_CHARACTER: _control,
    faults.JSON5_SPACE: lambda _, located: _replace(located, " "),
}
