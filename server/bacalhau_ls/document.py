"""One immutable version of one file and what is derived from it alone."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

from bacalhau_ls.syntax.anchors import TAKING_OVER
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Kind, Scalar
from bacalhau_ls.syntax.json import JSON
from bacalhau_ls.syntax.template_actions import Actions
from bacalhau_ls.syntax.tree import Node, deepest_at
from bacalhau_ls.text import Edit, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bacalhau_ls.syntax.anchors import AnchorUse
    from bacalhau_ls.syntax.notation import Notation
    from bacalhau_ls.text import Span

MARK = "bacalhau-ls:"
"""What a comment to us starts with."""
_SOUGHT: Final = (MARK, TEMPLATE_OPENING, *TAKING_OVER)
"""Words that are asked for after every edit."""

MOST_CHARACTERS = 20_000_000
"""Longer texts are kept and edited, but not read: it would take too long."""
_UNREAD = Scalar(Kind.MISSING, "", None)


class Document:
    """A version of a file; an edit gives a new one that shares what did not change."""

    __slots__ = ("__weakref__", "_view", "actions", "marks", "notation", "text", "tree")

    def __init__(
        self,
        text: Text,
        tree: Container,
        notation: Notation,
        view: Callable[[Container, int], Node] = Node,
        *,
        marks: frozenset[str] | None = None,
        actions: Actions | None = None,
    ) -> None:
        self.text = text
        self.tree = tree
        """The green root: a container of kind DOCUMENT."""
        self.notation = notation
        self._view = view
        self.marks = _marks_in(text.content) if marks is None else marks
        """Which words the text may hold: no keystroke searches the whole text for them."""
        self.actions = actions or Actions(text.content)
        """The templates in the text; no keystroke beside them looks for them again."""

    @classmethod
    def read(cls, content: str, notation: Notation = JSON) -> Document:
        """The document with this *content*; unread if it is too long."""
        if len(content) > MOST_CHARACTERS:
            return cls.unread(content, notation)
        return cls(Text(content), notation.parse(content), notation)

    @classmethod
    def unread(cls, content: str, notation: Notation = JSON) -> Document:
        """A document with this *content* that was not read: its value is missing."""
        tree = Container(Kind.DOCUMENT, len(content), (_UNREAD,), (0,))
        return cls(Text(content), tree, notation)

    @property
    def is_read(self) -> bool:
        """Whether the tree is that of the text."""
        return self.tree.children[0] is not _UNREAD

    @property
    def content(self) -> str:
        return self.text.content

    def edited(self, edits: Iterable[Edit]) -> Document:
        """The version after *edits*, each of which refers to the text before it."""
        if not self.is_read:
            return Document.read(reduce(Text.apply, edits, self.text).content, self.notation)
        text, tree, marks, actions = self.text, self.tree, self.marks, self.actions
        for edit in edits:
            renewed = text.apply(edit)
            tree = self.notation.reparse(tree, text.content, renewed.content, edit)
            actions = actions.edited(renewed.content, edit)
            text = renewed
            marks |= _marks_in(text.content[max(edit.start - len(MARK), 0) : _behind(edit)])
        return Document(text, tree, self.notation, self._view, marks=marks, actions=actions)

    def seen(self, view: Callable[[Container, int], Node]) -> Document:
        """The same version, its nodes seen in another way."""
        if view is self._view:
            return self
        return self._with(self.tree, view)

    @property
    def meant(self) -> Document:
        """The same version with what aliases and merge keys take over in their place."""
        tree = self.notation.meant(self.content, self.tree) if self.may_take_over else self.tree
        if tree is self.tree:
            return self
        return self._with(tree, self._view)

    def _with(self, tree: Container, view: Callable[[Container, int], Node]) -> Document:
        """The same text with another *tree* or another *view* of it."""
        return Document(
            self.text, tree, self.notation, view, marks=self.marks, actions=self.actions
        )

    @property
    def whole(self) -> Document:
        """The document of the whole file, of which this one may be a part."""
        return self

    @property
    def may_address_us(self) -> bool:
        """Whether a comment may tell us something."""
        return MARK in self.marks

    @property
    def may_have_templates(self) -> bool:
        """Whether templates may stand in the text."""
        return TEMPLATE_OPENING in self.marks

    @property
    def may_take_over(self) -> bool:
        """Whether one place may take over the value of another."""
        return not self.marks.isdisjoint(TAKING_OVER)

    @property
    def top(self) -> Node:
        """The document node, which covers the whole text."""
        return self._view(self.tree, 0)

    @property
    def root(self) -> Node:
        """The one value of the document; of kind MISSING if there is none."""
        return self.top.child(0)

    def node_at(self, offset: int) -> Node:
        """The innermost node that covers *offset*."""
        return deepest_at(self.top, offset)

    def anchor_uses(self, within: Span | None = None) -> Iterator[AnchorUse]:
        """All anchors and aliases whose sign is *within* a stretch of the text, in its order."""
        return self.notation.anchor_uses(self.content, self.top, within)


def _marks_in(content: str) -> frozenset[str]:
    return frozenset(word for word in _SOUGHT if word in content)


def _behind(edit: Edit) -> int:
    """How far the longest word reaches that starts in the text of *edit*."""
    return edit.start + len(edit.text) + len(MARK)
