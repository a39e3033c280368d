"""The edits that cure problems of YAML's syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.tree import deepest_at
from bacalhau_ls.syntax.yaml.reading import faults
from bacalhau_ls.syntax.yaml.reading.lines import (
    BLANKS,
    LINE_BREAK,
    line_start,
    place_below,
)
from bacalhau_ls.syntax.yaml.writing.literals import quoted
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.green import Fault
    from bacalhau_ls.syntax.tree import Located, Node

_INDENT: Final = 2
_CLOSERS: Final = {"{": "}", "[": "]"}
_PAIR: Final = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def cure(text: str, located: Located) -> tuple[Edit, ...]:
    """What to do about a problem; nothing if that is not clear."""
    find = _CURES.get(located.problem.fault)
    return find(text, located) if find else ()


# -- signs -----------------------------------------------------------------------


def _insert_behind(what: str) -> Callable[[str, Located], tuple[Edit, ...]]:
    def inserted(_: str, located: Located) -> tuple[Edit, ...]:
        end = located.problem.end
        return (Edit(end, end, what),)

    return inserted


def _insert_dash(_: str, located: Located) -> tuple[Edit, ...]:
    start = located.problem.start
    return (Edit(start, start, "- "),)


def _remove(text: str, located: Located) -> tuple[Edit, ...]:
    start, end = located.problem.start, located.problem.end
    while start and text[start - 1] in " \t":
        start -= 1
    return (Edit(start, end, ""),)


def _remove_only(_: str, located: Located) -> tuple[Edit, ...]:
    return (Edit(located.problem.start, located.problem.end, ""),)


def _one_space(_: str, located: Located) -> tuple[Edit, ...]:
    return (Edit(located.problem.start, located.problem.end, " "),)


def _close_string(_: str, located: Located) -> tuple[Edit, ...]:
    end = located.problem.end
    return (Edit(end, end, located.problem.detail),)


def _close_bracket(_: str, located: Located) -> tuple[Edit, ...]:
    end = located.owner.end
    return (Edit(end, end, _CLOSERS[located.problem.detail]),)


# -- text --------------------------------------------------------------------------


def _quoted(text: str, located: Located) -> tuple[Edit, ...]:
    start, end, *_ = located.problem
    return (Edit(start, end, quoted(text[start:end])),)


def _double_backslash(_: str, located: Located) -> tuple[Edit, ...]:
    start = located.problem.start
    return (Edit(start, start, "\\"),)


def _without_backslash(_: str, located: Located) -> tuple[Edit, ...]:
    start = located.problem.start
    return (Edit(start, start + 1, ""),)


def _whole_character(text: str, located: Located) -> tuple[Edit, ...]:
    """The character that two halves make; the second half is cured with the first."""
    pair = _PAIR.match(text, located.problem.start)
    if pair is None:
        return ()
    halves = bytes.fromhex(pair[1] + pair[2])
    return (Edit(*pair.span(), halves.decode("utf-16-be")),)


def _template(_: str, located: Located) -> tuple[Edit, ...]:
    return (Edit(located.problem.start, located.problem.end, located.problem.detail),)


# -- indentation ---------------------------------------------------------------------


def _indent_text(text: str, located: Located) -> tuple[Edit, ...]:
    start = located.problem.start
    return (Edit(line_start(text, start), start, " " * int(located.problem.detail)),)


def _indent_whole_text(text: str, located: Located) -> tuple[Edit, ...]:
    """All lines of a text deeper than the entry that it belongs to, and as they stood."""
    owner, first = located.owner, located.problem.start
    assert isinstance(owner.green, Container)
    start = line_start(text, first)
    delta = owner.green.entry_column + _INDENT - (first - start)
    return tuple(_moved(text, start, deepest_at(owner, first).end, delta))


def _spaces(_: str, located: Located) -> tuple[Edit, ...]:
    """Spaces for tabs: as many as the entries around it have, else as the tabs count for."""
    start, end = located.problem.start, located.problem.end
    index = _entry_at(located.owner, end)
    green = located.owner.green
    known = index is not None and green.block
    column = green.entry_column if known and isinstance(green, Container) else None
    return (Edit(start, end, " " * (int(located.problem.detail) if column is None else column)),)


def _indent_entry(text: str, located: Located) -> tuple[Edit, ...]:
    """The entry, and those below it at its column, as far in as the entries around them."""
    owner, start = located.owner, located.problem.start
    blanks = BLANKS.match(text, start)
    assert blanks is not None
    index = _entry_at(owner, blanks.end())
    green = owner.green
    if index is None or not isinstance(green, Container):
        return (Edit(start, blanks.end(), " " * place_below(text, start).column),)
    column = len(blanks.group())
    last = index
    while last + 1 < len(owner) and _column_of(text, owner, last + 1) == column:
        last += 1
    return tuple(_moved(text, start, owner.child(last).end, green.entry_column - column))


def _column_of(text: str, owner: Node, index: int) -> int:
    """The column at which an entry of *owner* starts."""
    green = owner.green
    assert isinstance(green, Container)
    start = owner.start + green.starts[index]
    return start - line_start(text, start)


def _entry_at(owner: Node, offset: int) -> int | None:
    """Which entry of *owner* starts at *offset*."""
    green = owner.green
    assert isinstance(green, Container)
    place = offset - owner.start
    return green.starts.index(place) if place in green.starts else None


def _moved(text: str, start: int, end: int, delta: int) -> list[Edit]:
    """The lines from *start* to *end* so many columns further right, or left."""
    edits = []
    starts = [start, *(each.end() for each in LINE_BREAK.finditer(text, start, end))]
    for line in starts:
        blanks = BLANKS.match(text, line)
        assert blanks is not None
        width = len(blanks.group())
        if text[blanks.end() : blanks.end() + 1] not in ("", "\r", "\n"):
            edits.append(Edit(line, blanks.end(), " " * max(width + delta, 0)))
    return edits


_CURES: Final[dict[Fault, Callable[[str, Located], tuple[Edit, ...]]]] = {
    faults.TAB: _spaces,
    faults.BLANK_TAB: _remove,
    faults.CONTROL_CHARACTER: _remove_only,
    faults.TEXT_TAB: _indent_text,
    faults.BAD_INDENT: _indent_entry,
    faults.MISSING_COLON: _insert_behind(":"),
    faults.COLON_WITHOUT_SPACE: _insert_behind(" "),
    faults.MISSING_DASH: _insert_dash,
    faults.TAB_BEHIND_DASH: _one_space,
    faults.MARK_IN_BRACKETS: _quoted,
    faults.DASH_WITHOUT_SPACE: _insert_behind(" "),
    faults.UNEXPECTED: _remove,
    faults.BAD_HEADER: _remove,
    faults.COLON_IN_TEXT: _quoted,
    faults.NEEDS_QUOTES: _quoted,
    faults.UNTERMINATED: _close_string,
    faults.BAD_ESCAPE: _double_backslash,
    faults.SLASH_ESCAPE: _without_backslash,
    faults.SURROGATE_ESCAPE: _whole_character,
    faults.LESS_INDENTED: _indent_text,
    faults.TEXT_NOT_INDENTED: _indent_whole_text,
    faults.UNCLOSED: _close_bracket,
    faults.MISSING_COMMA: _insert_behind(","),
    faults.EXTRA_COMMA: _remove,
    faults.STRAY_CLOSER: _remove,
    faults.BROKEN_TEMPLATE: _template,
}
