"""Places where something is to be written, and sketches of what: the same for every notation.

An `Opening` is found by `cursor`; a notation makes a `Draft` of a sketch for it.
A sketch is what `json.loads` gives, with a `Phrase` or `Hole` where the author
is to go on typing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Edit, Span

Sketch: TypeAlias = Any


class Stop(NamedTuple):
    """A stretch of text where the author goes on typing; those of one number are one."""

    number: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with stops in it."""

    pieces: tuple[str | Stop, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """A value, mostly not a text, that is a stop as a whole; in ``{}`` and ``[]`` it is inside."""

    number: int
    value: Any


class Part(Enum):
    """What is to be written."""

    MEMBER = auto()
    """A key and its value."""
    KEY = auto()
    """A key alone: its value is there."""
    VALUE = auto()
    """The value of a member, or of the whole document."""
    ITEM = auto()


@dataclass(frozen=True)
class Opening:
    """A place where something is to be written, and the word that it is to replace.

    The tree is that of the text with a stand-in for that word, so that all
    around it reads as it will.
    """

    part: Part
    word: Span
    """What is replaced, by offsets in the real text; may be empty."""
    quote: str
    """The quote that it begins with; empty if there is none."""
    node: Node
    """The value that is to be written, or to whose key."""
    content: str
    """The text with the stand-in."""
    is_block: bool = False
    """Whether lines and indentation make up what is written, not brackets."""
    colon: str = ""
    """What is to be written behind a key whose value is there, and no colon."""
    tail: str = ""
    """What keeps what is written apart from a comment right behind it."""

    @property
    def container(self) -> Node:
        """What it will be an entry of."""
        assert self.node.parent is not None
        return self.node.parent

    @property
    def root(self) -> Node:
        """The value of the whole document."""
        return [self.node, *self.node.ancestors()][-2]


class Draft(NamedTuple):
    """What is to be put in the place of the word, and elsewhere."""

    pieces: tuple[str | Stop, ...]
    elsewhere: tuple[Edit, ...]
    """What is needed besides: a comma further up. Never touches the word."""
    lead: str
    """The indentation of the line, which all further lines of the pieces start with."""
    shown: str = ""
    """The value as the author would call it; empty if its plain text will do."""

    def with_tail(self, tail: str) -> Draft:
        """The same with *tail* behind it."""
        return self._replace(pieces=(*self.pieces, tail)) if tail else self


class Slot(NamedTuple):
    """A stretch of text to be replaced, and what stands in for it meanwhile."""

    part: Part
    word: Span
    quote: str
    """The quote that the word begins with; empty if there is none."""
    stand_in: str
    mark: int = 1
    """Where in the stand-in the key or value is; signs may stand in front."""
    is_block: bool = False
    """Whether lines and indentation make up what is written, not brackets."""
    colon: str = ""
    """What is to be written behind a key whose value is there, and no colon."""
    tail: str = ""
    """What keeps what is written apart from a comment right behind it."""
