"""Which open block a line belongs to, by its indentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.template_blocks import opens_block
from bacalhau_ls.syntax.yaml.reading.lines import (
    end_of_line_block,
    is_dash,
    looks_like_entry,
    place_below,
    value_on_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.yaml.reading.frame import Frame
    from bacalhau_ls.syntax.yaml.reading.lines import Place


def frame_for(frames: Sequence[Frame], column: int, wanted: Kind) -> int | None:
    """Which open block an entry at *column* belongs to: by its column, else the nearest."""
    index, upper = len(frames) - 1, None
    while index > 0 and frames[index].column > column:
        if frames[index].kind is wanted:
            upper = index
        index -= 1
    if upper is not None and _is_in_item(frames, index, column, wanted):
        return upper
    while index > 0 and frames[index].kind is not wanted:
        index -= 1
    lower = index or None
    if lower is not None and frames[lower].column == column:
        return lower
    if upper is None or lower is None:
        return upper or lower
    is_nearer = frames[upper].column - column <= column - frames[lower].column
    return upper if is_nearer else lower


def _is_in_item(frames: Sequence[Frame], index: int, column: int, wanted: Kind) -> bool:
    """Whether an entry is deeper than the dash of an item, or a key right below the dash.

    A list may stand at the column of its key; then a key there is the next one beside that.
    """
    frame = frames[index]
    if frame.kind is wanted:
        return False
    is_below_dash = frame.kind is Kind.ARRAY and frames[index - 1].column < column
    return frame.column < column or is_below_dash


def is_outlier(text: str, frames: Sequence[Frame], place: Place) -> bool:
    """Whether a line is indented less than the lines above and below it.

    So is one that was just broken in two, or lost its indentation.
    """
    top = frames[-1]
    if place.column >= top.column or text[place.offset] in "-?":
        return False
    value = value_on_line(text, place.offset)
    if value is not None and not _is_complete(value):
        return False
    below = place_below(text, place.offset)
    if below.offset == len(text) or below.column <= place.column:
        return False
    if not looks_like_entry(text, below.offset):
        return value is None and below.column > top.column
    wanted = Kind.ARRAY if is_dash(text, below.offset) else Kind.OBJECT
    return below.column > top.column or _has_open(frames, wanted, below.column)


def _has_open(frames: Sequence[Frame], kind: Kind, column: int) -> bool:
    for frame in reversed(frames):
        if frame.column <= column and (frame.column < column or frame.kind is kind):
            return frame.column == column
    return False


def _is_complete(value: str) -> bool:
    """Whether a value is all on one line, for all that can be told from there."""
    if value[:1] in ("'", '"'):
        return value.find(value[0], 1) > 0
    if opens_block(value, 0):
        return end_of_line_block(value, 0) is not None
    closer = {"[": "]", "{": "}"}.get(value[:1])
    if closer is not None:
        return value.endswith(closer)
    return value[:1] not in ("", "|", ">", "&", "!")


def is_dash_without_space(text: str, frames: Sequence[Frame], place: Place) -> bool:
    """Whether a line in a list starts with a dash that a blank should follow."""
    top = next(f for f in reversed(frames) if f.column <= place.column)
    is_item = top.kind is Kind.ARRAY and top.block and top.column == place.column
    return is_item and text[place.offset] == "-" and not is_dash(text, place.offset)
