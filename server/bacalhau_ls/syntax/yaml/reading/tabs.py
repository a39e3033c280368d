"""The column of a line that is indented with tabs, which every editor shows in another width.

What is indented by the same characters as an entry above is at the column of that. Else the
width of a tab is the one with which the line fits to what is open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.yaml.reading.frame import State
from bacalhau_ls.syntax.yaml.reading.lines import (
    is_dash,
    looks_like_entry,
    place_below,
    value_on_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bacalhau_ls.syntax.yaml.reading.frame import Frame
    from bacalhau_ls.syntax.yaml.reading.lines import Place

_WIDTHS: Final = (2, 4, 8)
_LONGEST: Final = 200
"""How many characters of an indentation count."""
_LINE_BREAK: Final = re.compile(r"[\r\n]")
_BLANKS_FOR_SIGNS: Final = str.maketrans("-?", "  ")


def lead_at(text: str, offset: int) -> str:
    """What stands before *offset* on its line, with blanks for the dashes of items."""
    before = text[max(0, offset - _LONGEST) : offset]
    return _LINE_BREAK.split(before)[-1].translate(_BLANKS_FOR_SIGNS)


def column_of_tabs(text: str, frames: Sequence[Frame], place: Place) -> int:
    """The column of the line at *place*, which is indented with tabs."""
    top, lead = frames[-1], lead_at(text, place.offset)
    if top.state is State.VALUE and _is_deeper(text, top, lead):
        return _column_of_value(text, top, lead, place)
    wanted = Kind.ARRAY if is_dash(text, place.offset) else Kind.OBJECT
    column = _column_of_open(text, frames, lead, wanted)
    return place.column if column is None else column


def _is_deeper(text: str, frame: Frame, lead: str) -> bool:
    """Whether the value that is due in *frame* may be indented by *lead*."""
    if frame.kind is Kind.DOCUMENT:
        return True
    above = lead_at(text, frame.entry_start)
    return not above.startswith(lead)


def _column_of_value(text: str, frame: Frame, lead: str, place: Place) -> int:
    """The column of the next line if this one is told by that, else the first that is deeper."""
    below = place_below(text, place.offset)
    is_told = value_on_line(text, place.offset) and "\t" not in lead_at(text, below.offset)
    if is_told and below.column > frame.entry_column and looks_like_entry(text, below.offset):
        return below.column
    columns = (len(lead.expandtabs(width)) for width in _WIDTHS)
    return next((column for column in columns if column > frame.entry_column), place.column)


def _column_of_open(text: str, frames: Sequence[Frame], lead: str, wanted: Kind) -> int | None:
    """The column of the innermost open block that *lead* may mean; None if there is none."""
    columns = {len(lead.expandtabs(width)) for width in _WIDTHS}
    for frame in reversed(frames):
        if not frame.block:
            return None
        leads = lead_at(text, frame.start), lead_at(text, frame.entry_start)
        if lead in leads:
            return frame.column
        if any(lead.startswith(above) for above in leads):
            return None
        is_outside = any(above.startswith(lead) for above in leads)
        if frame.kind is wanted and frame.column in columns and not is_outside:
            return frame.column
    return None
