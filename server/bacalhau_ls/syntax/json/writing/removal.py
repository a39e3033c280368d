"""Taking entries out of a container: with their comma and line, comments stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.json.gaps import (
    Entries,
    Sort,
    has_line_break,
    lead,
    line_breaks,
    needs_line_end,
)
from bacalhau_ls.syntax.json.habits import newline_of
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from bacalhau_ls.syntax.json.gaps import Token


def remove(entries: Entries, index: int) -> list[Edit]:
    """Remove an entry; the comments in and around it stay where they were."""
    after = entries.tokens(index + 1)
    comma = own_comma(entries, index)
    before_comma = [each for each in after if comma and each.start < comma.start]
    kept = entries.comments_in(index)
    kept += [Span(each.start, each.end) for each in before_comma if each.is_comment]
    end = entries.end(index) if comma is None else comma.end
    return cut(entries, index, Span(entries.start(index), end), kept)


def own_comma(entries: Entries, index: int) -> Token | None:
    """The comma behind an entry."""
    found = (each for each in entries.tokens(index + 1) if each.sort is Sort.COMMA)
    return next(found, None)


def cut(entries: Entries, index: int, gone: Span, kept: list[Span]) -> list[Edit]:
    """Cut out *gone*, which covers the entry and its comma; put *kept* in its place."""
    seam = _seam(entries, index, gone)
    prior = _comma_too_many(entries, index, gone)
    if prior is None:
        return [Edit(seam.left, seam.right, _filling(entries, gone, seam, kept))]
    if prior.end < seam.left:
        filling = _filling(entries, gone, seam, kept)
        return [Edit(prior.start, prior.end, ""), Edit(seam.left, seam.right, filling)]
    seam = _without_comma(entries, index, seam, prior)
    return [Edit(seam.left, seam.right, _filling(entries, gone, seam, kept))]


def _comma_too_many(entries: Entries, index: int, gone: Span) -> Token | None:
    """The comma before the last entry, which must go if that entry has none itself."""
    comma = own_comma(entries, index)
    goes_with_it = comma is not None and comma.end <= gone.end
    if not index or goes_with_it or index + 1 < len(entries):
        return None
    return own_comma(entries, index - 1)


class _Seam(NamedTuple):
    """The tokens on both sides of what is cut out, and the white space that was between."""

    left: int
    """Where the token before ends."""
    right: int
    """Where the token behind starts."""
    before: str
    after: str
    opens: bool
    """Whether the token before is the opening bracket."""
    closes: bool
    """Whether the token behind is the closing one."""


def _seam(entries: Entries, index: int, gone: Span) -> _Seam:
    before, after = entries.gap(index), entries.gap(index + 1)
    ahead = [each for each in entries.tokens(index) if each.end <= gone.start]
    behind = [each for each in entries.tokens(index + 1) if each.start >= gone.end]
    left = ahead[-1].end if ahead else before.start
    right = behind[0].start if behind else after.end
    text = entries.text
    return _Seam(
        left,
        right,
        text[left : gone.start],
        text[gone.end : right],
        opens=not ahead and index == 0,
        closes=not behind and index + 1 == len(entries),
    )


def _without_comma(entries: Entries, index: int, seam: _Seam, comma: Token) -> _Seam:
    """*seam* as it is when *comma*, the token before it, goes too."""
    ahead = [each for each in entries.tokens(index) if each.end <= comma.start]
    if not ahead:
        return seam._replace(left=entries.gap(index).start)
    left = ahead[-1].end
    if ahead[-1].sort is not Sort.LINE_COMMENT:
        return seam._replace(left=left)
    return seam._replace(left=left, before=entries.text[left : comma.start] + seam.before)


def _filling(entries: Entries, gone: Span, seam: _Seam, kept: list[Span]) -> str:
    """What comes between the two sides of the seam."""
    if not kept:
        return _space(seam)
    text = entries.text
    comments = [text[start:end] for start, end in kept]
    needs_lines = any(map(needs_line_end, comments))
    if not needs_lines and not _breaks(seam.before):
        behind = seam.after if seam.closes or _breaks(seam.after) else seam.after or " "
        return seam.before + " ".join(comments) + behind
    line_break = newline_of(text) + lead(text, gone.start)
    before = seam.before if _breaks(seam.before) else line_break
    behind = seam.after if _breaks(seam.after) else line_break
    return before + line_break.join(comments) + behind


def _space(seam: _Seam) -> str:
    before, after = seam.before, seam.after
    if seam.opens and seam.closes:
        return ""
    if _breaks(before) and _breaks(after):
        return _line_break_between(seam)
    if _breaks(after):
        return after
    return after if seam.closes and not _breaks(before) else before


def _line_break_between(seam: _Seam) -> str:
    """Line breaks of the side that has more of them, with the indentation of what follows."""
    before, after = seam.before, seam.after
    blanks = after[len(after.rstrip(" \t")) :]
    fewer, more = sorted((before, after), key=_count)
    breaks = fewer if seam.opens or seam.closes else more
    return breaks.rstrip(" \t") + blanks


def _count(space: str) -> int:
    return line_breaks(space, 0, len(space))


def _breaks(space: str) -> bool:
    return has_line_break(space, 0, len(space))
