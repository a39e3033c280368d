"""Blocks of templates that do not end, and ends of none: `bacalhau job run` refuses the file."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.template_blocks import Role, role_of, word_of
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.template_actions import Action

_MOST_SAID: Final = 20
_LAST_ELSE: Final = re.compile(r"\{\{-?[ \t\r\n]*else[ \t\r\n]*-?\}\}")


class _Block(NamedTuple):
    """A block that is open."""

    number: int
    word: str
    is_parted: bool = False
    """Whether it had its ``{{else}}``."""


def end_findings(document: Document) -> Iterator[Finding]:
    """An error at each action that opens or ends a block alone."""
    if document.may_have_templates:
        for start, (width, fault) in islice(document.actions.placed(_unpaired), _MOST_SAID):
            yield _error(Span(start, start + width), fault)


def _unpaired(actions: Sequence[Action]) -> Iterator[tuple[int, tuple[int, str]]]:
    """The number of each action that opens or ends a block alone, its width and what is wrong."""
    opened: list[_Block] = []
    ranges = 0
    for index, action in enumerate(actions):
        word, role = word_of(action.text), role_of(action.text)
        if (fault := _fault(role, word, opened, ranges)) is not None:
            yield index, (len(action.text), fault)
        if role.depth > 0:
            opened.append(_Block(index, word))
            ranges += word == "range"
        elif role is Role.ENDS and opened:
            ranges -= opened.pop().word == "range"
        elif role is Role.PARTS and opened:
            is_last = _LAST_ELSE.fullmatch(action.text) is not None
            opened[-1] = opened[-1]._replace(is_parted=is_last)
    for block in opened:
        yield block.number, (len(actions[block.number].text), "this block has no `{{end}}`")


def _fault(role: Role, word: str, opened: Sequence[_Block], ranges: int) -> str | None:
    """What is wrong with an action among the blocks that are open."""
    if role in (Role.ENDS, Role.PARTS) and not opened:
        return "no block is open here"
    if role is Role.PARTS and opened[-1].is_parted:
        return "nothing but `{{end}}` can follow the `{{else}}` of this block"
    if role is Role.DEFINES and opened:
        return "`define` stands outside of all blocks"
    if word in ("break", "continue") and not ranges:
        return f"`{word}` stands inside of `range` only"
    return None


def _error(span: Span, what: str) -> Finding:
    message = f"{what}, `bacalhau job run` refuses the file"
    return Finding(span, "syntax-error", Severity.ERROR, message)
