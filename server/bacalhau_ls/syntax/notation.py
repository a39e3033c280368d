"""What a notation must be able to do; JSON is one.

Everything above this layer works on the tree and asks the notation for text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Container
    from bacalhau_ls.text import Edit


class Notation(Protocol):
    """A front end: text in, one tree out."""

    name: str

    def parse(self, text: str) -> Container:
        """The tree of any *text*."""
        ...

    def reparse(self, tree: Container, old: str, new: str, edit: Edit) -> Container:
        """The tree of *new*, which is *old* after *edit*; equal to ``parse(new)``."""
        ...
