"""What completion offers: candidates of the sources, and the items that become of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.prose import NOTHING, Prose
from bacalhau_ls.syntax.openings import Stop
from bacalhau_ls.text import Edit, Span

if TYPE_CHECKING:
    from bacalhau_ls.syntax.openings import Draft, Sketch


class ItemKind(Enum):
    """What an item stands for."""

    KEY = auto()
    CHOICE = auto()
    """One of the values that are allowed."""
    EXAMPLE = auto()
    """A value that makes sense; others do too."""
    MENTION = auto()
    """Something that stands elsewhere already."""
    SNIPPET = auto()


class Rank(Enum):
    """How likely something is wanted, the likeliest first."""

    FIRST = auto()
    """It must be there, or what is there tells that it is meant."""
    FITTING = auto()
    MENTIONED = auto()
    OPTIONAL = auto()
    EXAMPLE = auto()
    SNIPPET = auto()
    UNFIT = auto()
    """It goes against what is there."""
    DEPRECATED = auto()


@dataclass(frozen=True)
class Candidate:
    """Something that a source has to offer."""

    label: str
    kind: ItemKind
    rank: Rank
    name: str | None = None
    """The key to be written; None for values and items."""
    sketch: Sketch = None
    """The value; of no account where one is there."""
    detail: str = ""
    """What it is, in a few words."""
    remark: str = ""
    """What is special about it here: `required`, `default`."""
    documentation: Prose = NOTHING
    is_likely: bool = False
    word: str = ""
    """What is typed to find it; empty if that is the label."""


class Item(NamedTuple):
    """One line of the list that an editor shows, and what accepting it does."""

    label: str
    kind: ItemKind
    edit: Edit
    """With the text for editors that know no stops."""
    insert_end: int
    """Where the edit ends for those who want to keep what is behind the cursor."""
    snippet: str
    """The same text with its stops, as LSP writes them; empty if there are none."""
    elsewhere: tuple[Edit, ...]
    lead: str
    """What each further line of the text starts with."""
    filter_text: str
    """What the text before the cursor is compared with; begins with a quote if that does."""
    sort_text: str
    detail: str = ""
    remark: str = ""
    documentation: Prose = NOTHING
    is_preselected: bool = False
    is_unfit: bool = False
    """Whether it goes against what is there; the documentation says why."""
    is_deprecated: bool = False

    @classmethod
    def plain(cls, label: str, kind: ItemKind, edit: Edit, detail: str) -> Item:
        """What writes a text without stops, and is found by its label."""
        return cls(
            label=label,
            kind=kind,
            edit=edit,
            insert_end=edit.end,
            snippet="",
            elsewhere=(),
            lead="",
            filter_text=label,
            sort_text="",
            detail=detail,
        )

    @property
    def span(self) -> Span:
        """What is replaced."""
        return Span(self.edit.start, self.edit.end)


class Offer(NamedTuple):
    """A candidate and the text that it comes to."""

    candidate: Candidate
    draft: Draft

    @property
    def has_stops(self) -> bool:
        return any(isinstance(piece, Stop) for piece in self.draft.pieces)
