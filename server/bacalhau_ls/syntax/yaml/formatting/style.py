"""How a text is laid out: what the layout says, else what most of the text does already."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.syntax.yaml.formatting.survey import survey_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.tree import Node

BEHIND_DASH: Final = 2
"""Columns from a dash to what it holds: itself and one blank."""
_UNITS: Final = (1, 2, 3, 4, 8)
"""Steps of indentation that somebody may have meant."""
_MOST_LOOKED_AT: Final = 200
_UNIT: Final = "unit"


class Style(NamedTuple):
    """All that the layout of a block depends on, but for where it stands."""

    unit: int
    """Columns of one step of indentation."""
    dash: int
    """Columns from a key to the dashes of its list."""
    line_width: int
    trims_lines: bool
    newline: str


def style_of(text: str, top: Node, layout: Layout) -> Style:
    """What *layout* means for *text*."""
    unit = unit_of(top, layout)
    dash = unit if _indents_dashes(top) else 0
    return Style(unit, dash, layout.line_width, layout.trims_lines, newline_of(text))


def unit_of(top: Node, layout: Layout) -> int:
    """One step of indentation; no tabs, whatever the editor says, as YAML allows none."""
    wanted = layout.indent if layout.indent and "\t" not in layout.indent else ""
    return len(wanted) or _known_unit_of(top) or len(layout.usual_indent)


def newline_of(text: str) -> str:
    """The line end that most lines have."""
    pairs = text.count("\r\n")
    returns = text.count("\r") - pairs if "\r" in text else 0
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": returns}
    return max(counts, key=lambda newline: counts[newline])


def _known_unit_of(top: Node) -> int:
    """The same as `_unit_of`; a document may have many edits, and each asks for it."""
    green = top.green
    if not isinstance(green, Container):
        return 0
    if _UNIT not in green.memo:
        green.memo[_UNIT] = _unit_of(top)
    unit: int = green.memo[_UNIT]
    return unit


def _unit_of(top: Node) -> int:
    """By how much most blocks of keys are indented deeper than the key that owns them."""
    steps: Counter[int] = Counter()
    for owner, child in islice(_blocks(top.green), _MOST_LOOKED_AT):
        if owner.kind is Kind.OBJECT and child.kind is Kind.OBJECT:
            steps[child.entry_column - child.indent] += 1
    if not steps and _indents_dashes(top):
        steps.update(_steps_to_dashes(top))
    usual = [step for step, _ in steps.most_common() if step in _UNITS]
    return usual[0] if usual else 0


def _steps_to_dashes(top: Node) -> Iterator[int]:
    """By how much dashes are indented deeper than their key."""
    for owner, child in islice(_blocks(top.green), _MOST_LOOKED_AT):
        if owner.kind is Kind.OBJECT and child.kind is Kind.ARRAY:
            yield child.entry_column - owner.entry_column


def _indents_dashes(top: Node) -> bool:
    """Whether most lists below a key are indented deeper than the key."""
    return not isinstance(top.green, Container) or survey_of(top.green).indented_lists >= 0


def _blocks(top: Green) -> Iterator[tuple[Container, Container]]:
    """Each block and the container that it is in, the outer ones first."""
    level = [top] if isinstance(top, Container) else []
    while level:
        below = []
        for owner in level:
            for child in owner.children:
                if isinstance(child, Container) and child.block:
                    yield owner, child
                    below.append(child)
        level = below
