"""How a text is to be laid out when it is formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """What formatted text looks like; None stands for what the text does already."""

    indent: str | None = None
    """One step of indentation."""
    usual_indent: str = "  "
    """One step where the text shows none."""
    tab_width: int = 4
    """How many columns a tab in the indentation takes."""
    line_width: int = 80
    """Containers that are on one line may stay there up to here; 0 opens all."""
    final_newline: bool | None = None
    """Whether the text ends with a line end."""
    trims_lines: bool = True
    """Whether blanks behind comments go; all others do in any case."""
    trims_end: bool = True
    """Whether blank lines at the end of the text go."""
