"""Cures at the very place of a problem: put in, take out, write in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.reading import faults
from bacalhau_ls.syntax.json.writing.literals import literal
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from bacalhau_ls.syntax.tree import Located, Node


def insert(what: str) -> Callable[[str, Located], tuple[Edit, ...]]:
    """Put in *what*, unless it would become a part of a string or a quote is at fault."""

    def inserted(text: str, located: Located) -> tuple[Edit, ...]:
        at = located.problem.start
        if _ends_in_open_string(located.owner, at) or is_ragged(text, at):
            return ()
        return (Edit(at, at, what),)

    return inserted


def is_ragged(text: str, offset: int) -> bool:
    """Whether something stands close behind a quote there: the quote may be the one at fault."""
    behind = text[offset : offset + 1]
    is_quoted = text[offset - 1 : offset] in ("'", '"')
    return is_quoted and behind != "" and not behind.isspace() and behind not in "\"'{[/-"


def _ends_in_open_string(owner: Node, offset: int) -> bool:
    """Whether what is put at *offset* would become a part of a string that is never closed."""
    for child in owner.children_touching(Span(offset, offset)):
        for node in (child.key, child):
            problems = node.green.problems if node and node.end == offset else ()
            if any(each.fault is faults.UNTERMINATED_STRING for each in problems):
                return True
    return False


def remove(_: str, located: Located) -> tuple[Edit, ...]:
    """Remove what the problem covers."""
    return (Edit(located.problem.start, located.problem.end, ""),)


def replace(located: Located, text: str) -> tuple[Edit, ...]:
    """Write *text* instead of what the problem covers."""
    return (Edit(located.problem.start, located.problem.end, text),)


def quoted(_: str, located: Located) -> tuple[Edit, ...]:
    """The same in quotes."""
    return replace(located, literal(located.problem.detail))


def right_closer(_: str, located: Located) -> tuple[Edit, ...]:
    """The bracket that was opened, or the end of the template."""
    return replace(located, located.problem.detail)
