"""Which comments are about which entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.json.gaps import Sort, has_line_break, line_breaks

if TYPE_CHECKING:
    from bacalhau_ls.syntax.json.gaps import Entries, Token


def trailing_comments(entries: Entries, index: int) -> list[Token]:
    """The comments behind an entry that are about it: up to the end of its line.

    Those behind its comma are the next entry's if that stands on the same line.
    """
    text, end = entries.text, entries.end(index)
    found: list[Token] = []
    behind_comma = False
    for token in entries.tokens(index + 1):
        if has_line_break(text, end, token.start) or token.sort is Sort.OTHER:
            return found
        if token.is_comment:
            if behind_comma and _leads_on(entries, index, token):
                return found
            found.append(token)
        behind_comma = behind_comma or token.sort is Sort.COMMA
        end = token.end
    return found


def _leads_on(entries: Entries, index: int, token: Token) -> bool:
    """Whether the next entry stands on the line on which *token* ends."""
    is_last = index + 1 == len(entries)
    return not is_last and not has_line_break(entries.text, token.end, entries.start(index + 1))


def leading_comments(entries: Entries, index: int) -> list[Token]:
    """The comments directly above an entry, or before it on its line, that are about it."""
    text = entries.text
    others = trailing_comments(entries, index - 1) if index else []
    found: list[Token] = []
    below = entries.start(index)
    for token in reversed(entries.tokens(index)):
        if not token.is_comment or token in others or line_breaks(text, token.end, below) > 1:
            break
        if index == 0 and _belongs_to_bracket(entries, token):
            break
        found.insert(0, token)
        below = token.start
    return found


def _belongs_to_bracket(entries: Entries, token: Token) -> bool:
    """Whether a comment before the first entry ends the line of the opening bracket."""
    text = entries.text
    is_beside = not has_line_break(text, entries.inner.start, token.start)
    return is_beside and has_line_break(text, token.end, entries.start(0))
