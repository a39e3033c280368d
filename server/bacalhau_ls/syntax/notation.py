"""What a notation must be able to do; JSON is one.

Everything above this layer works on the tree and asks the notation for text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.anchors import AnchorUse
    from bacalhau_ls.syntax.green import Container, Scalar
    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.openings import Draft, Opening, Sketch, Slot
    from bacalhau_ls.syntax.operations import Operation
    from bacalhau_ls.syntax.tree import Located, Node
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

    def meant(self, text: str, tree: Container) -> Container:
        """The tree with all that one place takes over from another, which is `far` there.

        It is *tree* itself if there is nothing of that kind.
        """
        ...

    def anchor_uses(self, text: str, top: Node, within: Span | None = None) -> Iterator[AnchorUse]:
        """The names by which one place takes over the value of another, as they come."""
        ...

    def anchor_of(self, text: str, top: Node, alias: Node) -> Node | None:
        """The key or value that *alias* takes over; None if there is none."""
        ...

    def cure(self, text: str, located: Located) -> tuple[Edit, ...]:
        """The edits that cure a problem; none if that is not clear."""
        ...

    def edits(self, text: str, top: Node, operations: Sequence[Operation]) -> tuple[Edit, ...]:
        """The edits that do *operations* one after the other; comments stay.

        All spans and edits refer to *text*. What is not there any more is left alone.
        """
        ...

    def comment_above(self, text: str, top: Node, offset: int, words: str) -> tuple[Edit, ...]:
        """What puts *words* in a comment above the line of *offset*, or else at its end."""
        ...

    def without_dialect(self, text: str, top: Node) -> tuple[Edit, ...]:
        """What writes all values in the strict form, as far as that can; comments stay."""
        ...

    def strict(self, text: str, top: Node) -> tuple[Edit, ...]:
        """The same without the comments, if the strict form has none."""
        ...

    def format(
        self, text: str, top: Node, layout: Layout, within: Span | None = None
    ) -> tuple[Edit, ...]:
        """The edits that lay *text* out anew, or what starts *within* a stretch of it.

        They change white space only, and none where the text is broken.
        """
        ...

    def format_on_typing(
        self, text: str, top: Node, offset: int, typed: str, layout: Layout
    ) -> tuple[Edit, ...]:
        """What follows for the layout when *typed* has been put before *offset*."""
        ...

    def character_offsets(self, scalar: Scalar) -> Sequence[int] | None:
        """For each character of a string its offset in the scalar, then the end of the last.

        None if the scalar stands for no text, or if it cannot be told.
        """
        ...

    def slots_at(self, content: str, container: Node, token: Span, offset: int) -> Sequence[Slot]:
        """What could be written at *offset* in *container*, the likeliest first.

        *token* is what the cursor touches there; empty if there is none. There is more
        than one if no bracket tells a value from the first member of an object.
        """
        ...

    def drafter(self, opening: Opening) -> Drafter:
        """What writes sketches into *opening*."""
        ...


class Drafter(Protocol):
    """Writes sketches into one opening."""

    def draft(self, name: str | None, sketch: Sketch) -> Draft | None:
        """The text that makes the member *name* or the value or item of a *sketch*.

        None if such a value is to be written into another one of the openings there.
        """
        ...
