"""Brackets that are missing, too many or closed too early."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.gaps import Entries, Sort, lead, line_start, starts_line
from bacalhau_ls.syntax.json.writing.cures.lines import LONGEST_LINE, next_line
from bacalhau_ls.syntax.json.writing.cures.on_the_spot import remove
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Located, Node

_CLOSERS = {"{": "}", "[": "]"}
_BLANKS = re.compile(r"[ \t]*")


def unpaired(text: str, located: Located) -> tuple[Edit, ...]:
    """Remove a bracket with its line, or put a blank in its place if it was typed over one."""
    start, end, *_ = located.problem
    green = located.owner.green
    blanks = _BLANKS.match(text, end)
    entry = blanks.end() if blanks else end
    column = entry - line_start(text, start) if starts_line(text, start) else -1
    if isinstance(green, Container) and column > 0 and column == green.entry_column:
        return (Edit(start, end, "\t" if text[end] == "\t" else " "),)
    if starts_line(text, start) and text[entry : entry + 1] in ("", "\r", "\n"):
        return (Edit(line_start(text, start), next_line(text, start), ""),)
    return remove(text, located)


def close_bracket(text: str, located: Located) -> tuple[Edit, ...]:
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
    end = text.find("\n", owner.start, min(owner.end, owner.start + LONGEST_LINE))
    if end < 0:
        return ""
    newline = "\r\n" if text[end - 1] == "\r" else "\n"
    return newline + lead(text, owner.start)


def reopen(text: str, located: Located) -> tuple[Edit, ...]:
    """Take out a brace between two members, and see to it that a comma is there."""
    start, end, *_ = located.problem
    entries = Entries(text, located.owner)
    index = sum(1 for each in range(len(entries)) if entries.end(each) <= start)
    has_comma = any(each.sort is Sort.COMMA for each in entries.tokens(index))
    if has_comma or index in (0, len(entries)):
        return (Edit(start, end, ""),)
    comma = entries.end(index - 1)
    return Edit(comma, comma, ","), Edit(start, end, "")


def braces(text: str, _: Located) -> tuple[Edit, ...]:
    """Braces around everything; the closing one may be there already."""
    newline = "\r\n" if "\r\n" in text else "\n"
    opening = Edit(0, 0, f"{{{newline}")
    if text.count("}") > text.count("{"):
        return (opening,)
    closing = f"}}{newline}" if text.endswith("\n") else f"{newline}}}"
    return opening, Edit(len(text), len(text), closing)
