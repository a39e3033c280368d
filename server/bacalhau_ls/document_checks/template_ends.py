"""Blocks of templates that do not end, and ends of none: `bacalhau job run` refuses the file."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.findings import Finding, Severity
from bacalhau_ls.syntax.template_blocks import Role, role_of, word_of
from bacalhau_ls.syntax.templating import actions_in
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.document import Document

_MOST_SAID: Final = 20
_LAST_ELSE: Final = re.compile(r"\{\{-?[ \t\r\n]*else[ \t\r\n]*-?\}\}")


class _Block(NamedTuple):
    """A block that is open."""

    span: Span
    word: str
    is_parted: bool = False
    """Whether it had its ``{{else}}``."""


def end_findings(document: Document) -> Iterator[Finding]:
    """An error at each action that opens or ends a block alone."""
    if document.may_have_templates:
        yield from islice(_unpaired(document.content), _MOST_SAID)


def _unpaired(content: str) -> Iterator[Finding]:
    opened: list[_Block] = []
    ranges = 0
    for found in actions_in(content):
        word, span = word_of(found.group()), Span(*found.span())
        role = role_of(found.group())
        if (fault := _fault(role, word, opened, ranges)) is not None:
            yield _error(span, fault)
        if role.depth > 0:
            opened.append(_Block(span, word))
            ranges += word == "range"
        elif role is Role.ENDS and opened:
            ranges -= opened.pop().word == "range"
        elif role is Role.PARTS and opened:
            is_last = _LAST_ELSE.fullmatch(found.group()) is not None
            opened[-1] = opened[-1]._replace(is_parted=is_last)
    for block in opened:
        yield _error(block.span, "this block has no `{{end}}`")


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
