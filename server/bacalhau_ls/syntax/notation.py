"""What a notation must be able to do; JSON is one.

Everything above this layer works on the tree and asks the notation for text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.tree import Container, Located, Node, Scalar
    from bacalhau_ls.text import Edit, Span


class Notation(Protocol):
    """A front end: text in, one tree out."""

    name: str

    def parse(self, text: str) -> Container:
        """The tree of any *text*."""
        ...

    def reparse(self, tree: Container, old: str, new: str, edit: Edit) -> Container:
        """The tree of *new*, which is *old* after *edit*; equal to ``parse(new)``."""
        ...

    def comments(self, top: Node) -> Iterator[Span]:
        """Where the comments are."""
        ...

    def comments_of(self, container: Node) -> Iterator[Span]:
        """Where the comments are between the entries of one container."""
        ...

    def cure(self, text: str, located: Located) -> tuple[Edit, ...]:
        """The edits that cure a problem; none if that is not clear."""
        ...

    def character_offsets(self, scalar: Scalar) -> Sequence[int] | None:
        """For each character of a string its offset in the scalar, then the end of the last.

        None if the scalar stands for no text, or if it cannot be told.
        """
        ...
