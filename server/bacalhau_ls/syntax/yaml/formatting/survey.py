"""What blocks are like: found once for each, and kept with its green container."""

from __future__ import annotations

from typing import Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.syntax.yaml.formatting.texts import spans_lines

_SURVEY: Final = "survey"
_HIGHEST: Final = 64
"""Blocks that are nested deeper are not plain: the stack is not endless."""


class Survey(NamedTuple):
    """What a block and all blocks in it are like."""

    height: int
    """How deep they are nested if all are plain: without errors, comments and long texts; or 0."""
    indented_lists: int
    """How many lists are indented deeper than the key above them, less how many are not."""


def survey_of(top: Container) -> Survey:
    """The survey of *top*; those of all blocks in it are there afterwards."""
    pending = [top]
    while pending:
        green = pending[-1]
        unknown = [
            child
            for child in green.children
            if isinstance(child, Container) and child.block and _SURVEY not in child.memo
        ]
        if unknown:
            pending += unknown
        else:
            if _SURVEY not in green.memo:
                green.memo[_SURVEY] = _survey(green)
            pending.pop()
    survey: Survey = top.memo[_SURVEY]
    return survey


def is_plain(green: Container) -> bool:
    """Whether a block that was looked at is plain."""
    return bool(green.memo[_SURVEY].height)


def _survey(green: Container) -> Survey:
    """By those of the blocks in it."""
    is_sound = not green.troubled and (not green.keys or green.starts == green.key_offsets)
    heights, balance = [0], 0
    for child in green.children:
        if isinstance(child, Scalar):
            is_sound = is_sound and not spans_lines(child.text)
        elif child.block:
            height, inner = child.memo[_SURVEY]
            is_sound = is_sound and height > 0
            heights.append(height)
            balance += inner
            if green.kind is Kind.OBJECT and child.kind is Kind.ARRAY:
                balance += 1 if child.entry_column > green.entry_column else -1
    height = max(heights) + 1
    return Survey(height if is_sound and height <= _HIGHEST else 0, balance)
