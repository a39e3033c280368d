"""Changes of a tree that know nothing of the notation; the notation makes edits of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span


class Verbatim(str):
    """A scalar that is written as it is: a template without quotes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SetValue:
    """Write *value* in the place of a value, or where one is missing.

    It is as `json.loads` gives it, but for `Verbatim` scalars in it.
    """

    span: Span
    value: Any


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give a member another name; *span* is its key."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove a member or an item; *span* covers its value. Comments stay."""

    span: Span


@dataclass(frozen=True, slots=True)
class AddMember:
    """Add a member to an object; *span* covers the object.

    It comes where *order* (the names in the schema's order) puts it.
    """

    span: Span
    name: str
    value: Any
    order: tuple[str, ...] = ()

    def place_in(self, node: Node) -> int:
        """Before which member it comes: behind the nearest one that *order* has before it."""
        if self.name not in self.order:
            return len(node)
        ranks = {name: rank for rank, name in enumerate(self.order)}
        earlier = [
            (ranks[child.name], child.index)
            for child in node
            if child.name in ranks and ranks[child.name] < ranks[self.name]
        ]
        return max(earlier)[1] + 1 if earlier else 0


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add an item at the end of an array; *span* covers the array."""

    span: Span
    value: Any


@dataclass(frozen=True, slots=True)
class MoveMember:
    """Move a member, text and comments, into another object; *span* covers its value.

    It goes so many *levels* further out, from there along the names and indices
    *within*, and there into the member *through*, if one is named, which is made
    if need be.
    """

    span: Span
    levels: int = 0
    within: tuple[str | int, ...] = ()
    through: str = ""


@dataclass(frozen=True, slots=True)
class SortMembers:
    """Put the members of an object in the order of *names*, others behind; comments travel.

    A key that has no name, such as a merge key, goes by what is written.
    """

    span: Span
    names: tuple[str, ...]

    def order_in(self, node: Node) -> list[int]:
        """The members of *node* by their numbers, as they come then."""
        ranks = {name: rank for rank, name in reversed([*enumerate(self.names)])}
        places = [ranks.get(child.written_name, len(ranks)) for child in node]
        return sorted(range(len(places)), key=places.__getitem__)


@dataclass(frozen=True, slots=True)
class WrapInList:
    """Make a value the one item of an array."""

    span: Span


@dataclass(frozen=True, slots=True)
class UnwrapItem:
    """Put the one item of an array in the place of the array, which *span* covers."""

    span: Span


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Put a value, text and comments, in the place of the object that it is a member of.

    *span* covers the value. Of what else is in the object only the comments stay.
    """

    span: Span


@dataclass(frozen=True, slots=True)
class RemoveComment:
    """Remove the comment that *span* covers, with its line if it has one."""

    span: Span


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Put *text* in the place of *span*, as it is: for the notation itself only."""

    span: Span
    text: str
    closes: bool = False
    """Whether it ends with the bracket that closes what stands before it."""


Operation: TypeAlias = (
    SetValue
    | RenameKey
    | Remove
    | AddMember
    | AddItem
    | MoveMember
    | SortMembers
    | WrapInList
    | UnwrapItem
    | TakeOut
    | RemoveComment
    | ReplaceText
)
