"""JSON, JSON with comments and JSON5: one front end for all three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bacalhau_ls.syntax.anchors import AnchorUse
    from bacalhau_ls.syntax.green import Container, Scalar
    from bacalhau_ls.syntax.layout import Layout
    from bacalhau_ls.syntax.notation import Drafter, Notation
    from bacalhau_ls.syntax.openings import Opening, Slot
    from bacalhau_ls.syntax.operations import Operation
    from bacalhau_ls.syntax.tree import Located, Node
    from bacalhau_ls.text import Edit, Span


class _Json:
    name = "json"

    def parse(self, text: str) -> Container:
        from bacalhau_ls.syntax.json.reading import parser

        return parser.parse(text)

    def reparse(self, tree: Container, old: str, new: str, edit: Edit) -> Container:
        from bacalhau_ls.syntax.json.reading import incremental

        return incremental.reparse(tree, old, new, edit)

    def meant(self, text: str, tree: Container) -> Container:  # noqa: ARG002
        return tree  # every value stands at its place

    def anchor_uses(
        self,
        text: str,  # noqa: ARG002
        top: Node,  # noqa: ARG002
        within: Span | None = None,  # noqa: ARG002
    ) -> Iterator[AnchorUse]:
        return iter(())

    def anchor_of(self, text: str, top: Node, alias: Node) -> Node | None:  # noqa: ARG002
        return None

    def cure(self, text: str, located: Located) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.json.writing import cures

        return cures.cure(text, located)

    def edits(self, text: str, top: Node, operations: Sequence[Operation]) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.json.writing import rewriting

        return rewriting.edits(text, top, operations)

    def comment_above(self, text: str, top: Node, offset: int, words: str) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.json.writing import comments

        return comments.comment_above(text, top, offset, words)

    def without_dialect(self, text: str, top: Node) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.json.writing import strict

        return strict.without_dialect(text, top)

    def strict(self, text: str, top: Node) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.json.writing import strict

        return strict.strict(text, top)

    def format(
        self, text: str, top: Node, layout: Layout, within: Span | None = None
    ) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.json.formatting import document

        return document.formatted(text, top, layout, within)

    def format_on_typing(
        self, text: str, top: Node, offset: int, typed: str, layout: Layout
    ) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.json.formatting import on_typing

        return on_typing.formatted_on_typing(text, top, offset, typed, layout)

    def character_offsets(self, scalar: Scalar) -> Sequence[int] | None:
        from bacalhau_ls.syntax.json.reading import characters

        return characters.character_offsets(scalar)

    def slots_at(self, content: str, container: Node, token: Span, offset: int) -> Sequence[Slot]:
        from bacalhau_ls.syntax.json.writing import slots

        slot = slots.slot_at(content, container, token, offset)
        return (slot,) if slot is not None else ()

    def drafter(self, opening: Opening) -> Drafter:
        from bacalhau_ls.syntax.json.writing import drafting

        return drafting.drafter(opening)


JSON: Final[Notation] = _Json()
