"""YAML as Bacalhau reads it.

The tree is that of every notation. What is peculiar to it:

- A block (lines that belong together by their indentation) is a container with
  ``block`` set and ``closed`` not. It goes from its first key or dash to the end
  of its last value; comments, blanks and line ends behind that are outside of it.
- The text of a scalar holds its quotes, and the tags and anchors in front of it.
  Those of a container stand in the gap before it.
- A value that is not written is MISSING, directly behind the colon or the dash.
  Bacalhau takes it for null, so it is no problem of syntax.
- What cannot be known stands as a PLACEHOLDER: aliases, merge keys, templates.
- A comment is a problem of the container whose entry follows it.
"""

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


class _Yaml:
    name = "yaml"

    def parse(self, text: str) -> Container:
        from bacalhau_ls.syntax.yaml.reading import parser

        return parser.parse(text)

    def reparse(self, tree: Container, old: str, new: str, edit: Edit) -> Container:
        from bacalhau_ls.syntax.yaml.reading import incremental

        return incremental.reparse(tree, old, new, edit)

    def meant(self, text: str, tree: Container) -> Container:
        from bacalhau_ls.syntax.yaml.reading import meaning

        return meaning.meant(text, tree)

    def anchor_uses(self, text: str, top: Node, within: Span | None = None) -> Iterator[AnchorUse]:
        from bacalhau_ls.syntax.yaml.reading import anchors

        return anchors.anchor_uses(text, top, within)

    def anchor_of(self, text: str, top: Node, alias: Node) -> Node | None:
        from bacalhau_ls.syntax.yaml.reading import anchors

        return anchors.anchor_of(text, top, alias)

    def cure(self, text: str, located: Located) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.yaml.writing import cures

        return cures.cure(text, located)

    def edits(self, text: str, top: Node, operations: Sequence[Operation]) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.yaml.writing import rewriting

        return rewriting.edits(text, top, operations)

    def comment_above(self, text: str, top: Node, offset: int, words: str) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.yaml.writing import comments

        return comments.comment_above(text, top, offset, words)

    def without_dialect(self, text: str, top: Node) -> tuple[Edit, ...]:  # noqa: ARG002
        return ()  # no form of YAML is stricter than another

    def strict(self, text: str, top: Node) -> tuple[Edit, ...]:  # noqa: ARG002
        return ()

    def format(
        self, text: str, top: Node, layout: Layout, within: Span | None = None
    ) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.yaml.formatting import document

        return document.formatted(text, top, layout, within)

    def format_on_typing(
        self, text: str, top: Node, offset: int, typed: str, layout: Layout
    ) -> tuple[Edit, ...]:
        from bacalhau_ls.syntax.yaml.formatting import on_typing

        return on_typing.formatted_on_typing(text, top, offset, typed, layout)

    def character_offsets(self, scalar: Scalar) -> Sequence[int] | None:
        from bacalhau_ls.syntax.yaml.reading import characters

        return characters.character_offsets(scalar)

    def slots_at(self, content: str, container: Node, token: Span, offset: int) -> Sequence[Slot]:
        from bacalhau_ls.syntax.yaml.writing import slots

        return tuple(slots.slots_at(content, container, token, offset))

    def drafter(self, opening: Opening) -> Drafter:
        from bacalhau_ls.syntax.yaml.writing import drafting

        return drafting.drafter(opening)


YAML: Final[Notation] = _Yaml()
