"""A layout with nothing left open: what it leaves to the text is read from the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.syntax.json.habits import indent_of, newline_of

if TYPE_CHECKING:
    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.tree import Node


class Style(NamedTuple):
    """All that the layout of a container depends on, but for where it stands."""

    newline: str
    unit: str
    """One step of indentation."""
    tab_width: int
    line_width: int
    trims_lines: bool

    def room(self, indent: str, beside: int) -> int:
        """The columns that are left on a line that is indented and has so much on it."""
        return self.line_width - len(indent.expandtabs(self.tab_width)) - beside


def style_of(text: str, top: Node, layout: Layout) -> Style:
    """What *layout* means for *text*."""
    return Style(
        newline_of(text),
        layout.indent or indent_of(text, top) or layout.usual_indent,
        layout.tab_width,
        layout.line_width,
        layout.trims_lines,
    )
