"""What differs between two texts with the same tokens in other white space."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.json.reading.lexer import JSON5_SPACES
from bacalhau_ls.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bacalhau_ls.text import Span

_WHITE = re.compile(rf"[ \t\r\n{JSON5_SPACES}]*")
_BLANK = re.compile(rf"([ \t\r\n{JSON5_SPACES}]+)")
_INDENTATION: Final = " \t"
_FIRST_LOOK: Final = 32
_MANY: Final = 1000
_DENSE: Final = 100
"""Characters for each edit: where there are fewer, the text is shorter than its edits."""


def respacings(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that make *new* of *old*, each of white space only.

    Where they are many and dense, one edit takes the place of all.
    """
    edits: list[Edit] = []
    for edit in _differing_runs(old, new):
        edits.append(edit)
        if len(edits) >= _MANY and edit.end - edits[0].start < _DENSE * len(edits):
            return (_from(edits[0].start, old, new),)
    return tuple(edits)


def respacings_within(old: str, new: str, within: Span) -> tuple[Edit, ...]:
    """Those of the edits that put something *within* a stretch in its place."""
    runs = _differing_runs(old, new)
    return tuple(run for run in runs if within.start <= run.end <= within.end)


def _shortest(old: str, runs: Iterable[Edit]) -> Iterator[Edit]:
    """*runs* without what is the same at their ends."""
    for start, end, text in runs:
        blank, new = _to_line_end(old, old[start:end], text, end)
        first, last, rest = edit_sets.trimmed(blank, Edit(0, len(blank), new))
        yield Edit(start + first, start + last, rest)


def _to_line_end(old: str, blank: str, text: str, end: int) -> tuple[str, str]:
    """A run up to *end* and its new text, with the LF behind if one of the two ends in a CR."""
    is_cut = old.startswith("\n", end) and (blank.endswith("\r") or text.endswith("\r"))
    return (f"{blank}\n", f"{text}\n") if is_cut else (blank, text)


def _from(start: int, old: str, new: str) -> Edit:
    """One edit for all that differs behind *start*."""
    same = _in_common(old[start:][::-1], 0, new[start:][::-1], 0)
    same -= same > 0 and old[-same] == "\n"  # perhaps that of a CR
    return Edit(start, len(old) - same, new[start : len(new) - same])


def _differing_runs(old: str, new: str) -> Iterator[Edit]:
    """What differs in each run of white space; one that spans lines may come in parts."""
    if old == new:
        return iter(())
    runs = _line_by_line(old, new)
    return _shortest(old, _one_by_one(old, new)) if runs is None else iter(runs)


def _line_by_line(old: str, wanted: str) -> list[Edit] | None:
    """The same where both texts have the same tokens on each line, as they mostly do."""
    lines, new_lines = old.split("\n"), wanted.split("\n")
    if len(lines) != len(new_lines):
        return None
    start, edits = 0, list[Edit]()
    for line, new in zip(lines, new_lines, strict=True):
        width = len(line)
        if line == new:
            pass
        elif (bare := line.lstrip(_INDENTATION)) == new.lstrip(_INDENTATION):
            edits.append(_indented(start, line[: width - len(bare)], new[: len(new) - len(bare)]))
        elif (runs := _in_line(line, new, start)) is not None:
            edits += _shortest(old, runs)
        else:
            return None
        start += width + 1
    return edits


def _indented(start: int, old: str, new: str) -> Edit:
    """What differs in the indentation of a line that begins at *start*."""
    end = start + len(old)
    if new.startswith(old):
        return Edit(end, end, new[len(old) :])
    first, last, rest = edit_sets.trimmed(old, Edit(0, len(old), new))
    return Edit(start + first, start + last, rest)


def _in_line(line: str, new: str, start: int) -> list[Edit] | None:
    """The runs of a line that begins at *start*, of which not the indentation alone differs."""
    pieces, new_pieces = _BLANK.split(line), _BLANK.split(new)
    return _pairwise(pieces, new_pieces, start) if pieces[::2] == new_pieces[::2] else None


def _pairwise(pieces: list[str], new_pieces: list[str], start: int) -> list[Edit]:
    """The runs where white space stands at the same places. Every other piece is white space."""
    ends = list(accumulate(map(len, pieces), initial=start))
    return [
        Edit(ends[index], ends[index + 1], new_pieces[index])
        for index in range(1, len(pieces), 2)
        if pieces[index] != new_pieces[index]
    ]


def _one_by_one(old: str, new: str) -> Iterator[Edit]:
    """The runs where white space comes or goes."""
    at = new_at = 0
    while True:
        same = _in_common(old, at, new, new_at)
        at, new_at = at + same, new_at + same
        if at == len(old) and new_at == len(new):
            return
        behind_return = same > 0 and old[at - 1] == "\r"  # perhaps before its LF
        start, new_start = at - behind_return, new_at - behind_return
        at, new_at = _white_end(old, at), _white_end(new, new_at)
        if old[at : at + 1] != new[new_at : new_at + 1]:
            message = f"other tokens at {at}"
            raise ValueError(message)
        yield Edit(start, at, new[new_start:new_at])


def _in_common(old: str, at: int, new: str, new_at: int) -> int:
    """How many characters are the same from two places on."""
    most, low, high = min(len(old) - at, len(new) - new_at), 0, _FIRST_LOOK
    while high < most and old[at : at + high] == new[new_at : new_at + high]:
        low, high = high, high * 2
    high = min(high, most)
    while low < high:
        middle = (low + high + 1) // 2
        if old[at + low : at + middle] == new[new_at + low : new_at + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _white_end(text: str, at: int) -> int:
    found = _WHITE.match(text, at)
    return found.end() if found else at
