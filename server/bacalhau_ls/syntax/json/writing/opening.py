"""Opening up containers on one line that have become too long for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls import edits as edit_sets
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.syntax.json.gaps import has_line_break, line_start
from bacalhau_ls.syntax.json.writing.literals import LINE_WIDTH
from bacalhau_ls.syntax.layout import Layout
from bacalhau_ls.syntax.revision import after
from bacalhau_ls.syntax.tree import Node, deepest_at
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bacalhau_ls.syntax.revision import Reparse


class Room(NamedTuple):
    """How a notation reads a text again, and lays out what starts in a stretch of it."""

    reparse: Reparse
    formatted: Callable[[str, Node, Layout, Span], tuple[Edit, ...]]


def opened_up(text: str, top: Node, edits: tuple[Edit, ...], room: Room) -> tuple[Edit, ...]:
    """*edits*, and those that give lines of their own to what no longer fits on one.

    A text that is all on one line stays so, and so do lines that were long before.
    """
    if not has_line_break(text, 0, len(text)) or not any(_outgrown(text, edits)):
        return edits
    content, current = after(text, top, edits, room.reparse)
    shift, places = 0, []
    for edit in edits:
        places.append(edit.start + shift)
        shift += edit.delta
    for place in reversed(places):
        container = _whole_line_container(content, current, place)
        if container is not None:
            step = room.formatted(content, current, Layout(), container)
            content, current = after(content, current, step, room.reparse)
            edits = edit_sets.composed(edits, step)
    return edits


def _outgrown(text: str, edits: Sequence[Edit]) -> Iterator[bool]:
    """For each edit whether it makes a line too long that was not."""
    for edit in edits:
        start, end = line_start(text, edit.start), _line_end(text, edit.end)
        grows = edit.delta > 0 and not has_line_break(edit.text, 0, len(edit.text))
        yield grows and end - start <= LINE_WIDTH < end - start + edit.delta


def _line_end(text: str, offset: int) -> int:
    found = [at for at in (text.find("\n", offset), text.find("\r", offset)) if at >= 0]
    return min(found, default=len(text))


def _whole_line_container(text: str, top: Node, offset: int) -> Span | None:
    """The inside of the outermost container around *offset* on one line that is too long."""
    start, end = line_start(text, offset), _line_end(text, offset)
    if end - start <= LINE_WIDTH:
        return None
    node: Node | None = deepest_at(top, offset)
    found: Node | None = None
    while node is not None:
        if isinstance(node.green, Container) and start <= node.start and node.end <= end:
            found = node
        node = node.parent
    return Span(found.start + 1, found.end - 1) if found else None
