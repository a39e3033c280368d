"""The tree after an edit, from the tree before it.

What the parser does at an entry depends on the open containers, by their
`Signature`, and on the text from there on. So it is set up at the last sound
entry on a line above the edit, as if it had read all before, and reads until it
comes to an entry below the edit that it met before in the same state. From
there on the old tree holds. The outcome is the same as reading the whole text;
a property test holds it to that.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.template_blocks import widened
from bacalhau_ls.syntax.yaml.reading.frame import Frame, State
from bacalhau_ls.syntax.yaml.reading.lines import (
    line_start,
    looks_like_entry,
    place_in_line,
)
from bacalhau_ls.syntax.yaml.reading.nesting import PAIR, Mode
from bacalhau_ls.syntax.yaml.reading.parser import Parser
from bacalhau_ls.syntax.yaml.reading.renewal import Renewal
from bacalhau_ls.syntax.yaml.reading.steps import Step, is_before, signature_of
from bacalhau_ls.syntax.yaml.reading.tabs import lead_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.text import Edit


def reparse(tree: Container, old: str, new: str, edit: Edit) -> Container:
    """The tree of *new*, which is *old* after *edit*; *tree* is that of *old*."""
    edit = widened(old, new, edit)
    parser = Parser(new)
    if not tree.starts:
        return parser.run()
    way = _way_before(tree, old, edit)
    if way:
        _set_up(parser, way, old)
    renewal = Renewal(parser, tree, old, edit)
    parser.resume = renewal.resume
    renewed = parser.run()
    parser.resume = None  # it leads back to the parser, and would keep the old tree alive
    return renewed


def _way_before(tree: Container, old: str, edit: Edit) -> list[Step]:
    """The way to the last entry above the line of *edit* that can be read again by itself."""
    way = list(_descent(tree, line_start(old, edit.start)))
    if way:  # where a line belongs may hang on the next one
        way = list(_descent(tree, line_start(old, way[-1].entry)))
    for depth, step in enumerate(way):
        index = _sound_index(step, old)
        if index != step.place:
            way[depth:] = [step._replace(place=index)]
            break
    while way and not way[-1].place:
        way.pop()  # how a container starts may hang on what follows
    return way


def _descent(tree: Container, bound: int) -> Iterator[Step]:
    """The containers around the last entry that starts before *bound*, outermost first."""
    green, start = tree, 0
    while True:
        index = bisect_left(green.starts, bound - start) - 1
        if index < 0:
            return
        yield Step(green, start, index)
        child = green.children[index]
        if not isinstance(child, Container):
            return
        green, start = child, start + green.offsets[index]


def _sound_index(step: Step, old: str) -> int:
    """The last entry up to *step* that nothing before it can reach.

    A string that is never closed reaches on over lines that are indented deeper,
    or to the end of its brackets.
    """
    green, index = step.green, step.place
    if not green.block and green.kind is not Kind.DOCUMENT:
        troubled = (i for i in range(index) if green.children[i].troubled)
        has_trouble = any(green.keys[i].troubled for i in range(index)) if green.keys else False
        return 0 if has_trouble or next(troubled, None) is not None else index
    while index > 0 and not _is_sound(green, step.start + green.starts[index], old):
        index -= 1
    return index


def _is_sound(green: Container, entry: int, old: str) -> bool:
    """Whether the *entry* looks like one of *green* from afar: it ends any open string."""
    is_in_column = _column(old, entry) == green.entry_column and "\t" not in lead_at(old, entry)
    return is_in_column and looks_like_entry(old, entry)


def _column(text: str, offset: int) -> int:
    return place_in_line(text, line_start(text, offset)).column


def _set_up(parser: Parser, way: Sequence[Step], old: str) -> None:
    """Bring *parser* to the entry that *way* leads to."""
    place = way[-1].entry
    parser.frames = [_frame(step, place, is_open=step is not way[-1]) for step in way]
    parser.has_started = True
    for frame in parser.frames:
        if not frame.block and frame.kind is not Kind.DOCUMENT and frame.column != PAIR:
            parser.open_brackets[frame.kind] += 1
    parser.pos = parser.token_end = place
    if way[-1].green.block:
        parser.column = _column(old, place)
        parser.mode = Mode.ENTRY


def _frame(step: Step, place: int, *, is_open: bool) -> Frame:
    """The frame of a container before an entry was read; *is_open* if *place* is inside of it."""
    green, start, index = step
    frame = Frame(signature_of(green), start)
    frame.closed = green.kind is Kind.DOCUMENT or green.entry_column == PAIR
    frame.children, frame.keys = list(green.children[:index]), list(green.keys[:index])
    frame.offsets, frame.starts = list(green.offsets[:index]), list(green.starts[:index])
    frame.key_offsets = list(green.key_offsets[:index])
    bound = place - start
    frame.problems = [p for p in green.problems if is_before(p, bound)]
    if is_open:
        frame.begin(step.entry, green.entry_column)
        frame.state = State.VALUE
        if green.keys:
            frame.key, frame.key_start = green.keys[index], start + green.key_offsets[index]
    return frame
