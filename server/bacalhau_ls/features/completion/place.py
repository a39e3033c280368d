"""What every source of completion knows about the place that is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bacalhau_ls.domain import places
from bacalhau_ls.features.completion.sketches import Sketcher
from bacalhau_ls.syntax.green import Kind
from bacalhau_ls.syntax.openings import Opening, Part

if TYPE_CHECKING:
    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.openings import Sketch
    from bacalhau_ls.syntax.tree import Node


@dataclass(frozen=True)
class Place:
    """An opening, and the specification that holds there."""

    specification: Specification
    opening: Opening
    images: tuple[str, ...] = ()
    """Images that other specs use."""

    @property
    def node(self) -> Node:
        """The value that is to be written, or to whose key."""
        return self.opening.node

    @property
    def is_key(self) -> bool:
        return self.opening.part in (Part.KEY, Part.MEMBER)

    @property
    def is_apt(self) -> bool:
        """Whether the container around it may stand here at all, as far as the schema says."""
        if self.opening.part is Part.VALUE:
            return True
        types = self.around.types if self.around else ()
        return not types or ("array" if self.opening.part is Part.ITEM else "object") in types

    @cached_property
    def around(self) -> Schema | None:
        """What is said about the object or array around it; None for a whole document."""
        container = self.opening.container
        return None if container.kind is Kind.DOCUMENT else self.specification.governing(container)

    @cached_property
    def schema(self) -> Schema | None:
        """What is said about the value that is to be written; None at keys."""
        return None if self.is_key else self.specification.governing(self.node)

    @cached_property
    def present(self) -> frozenset[str]:
        """The keys that the object around it has, without the one to be written."""
        members = (child for child in self.opening.container if child.index != self.node.index)
        return frozenset(name for child in members if (name := child.name) is not None)

    @cached_property
    def job(self) -> Node:
        """The value of the whole document."""
        return self.opening.root

    @property
    def undecided(self) -> list[tuple[str, Schema]]:
        """What the object around it may be by what is chosen beside it, as long as nothing is.

        That is: the parameters of each type where there is no type yet.
        """
        owner = self.opening.container
        above = owner.parent
        if above is None or above.kind is not Kind.OBJECT:
            return []
        schema = self.specification.governing(above)
        chooser = schema.chooser if schema else None
        if schema is None or chooser is None or places.word(above.get(chooser)):
            return []
        inner = [(value, branch.child(owner.name or "")) for value, branch in schema.branches()]
        return [(value, child) for value, child in inner if child is not None]

    def taken(self, name: str | None) -> frozenset[str]:
        """The texts that the items beside this one have under *name*.

        Names and paths in a list of objects are seldom given twice.
        """
        owner = self.opening.container
        items = owner.parent
        if name is None or items is None or items.kind is not Kind.ARRAY:
            return frozenset()
        twins = (item.get(name) for item in items if item.index != owner.index)
        return frozenset(twin.string for twin in twins if twin is not None and twin.string)

    def skeleton(self, schema: Schema | None, name: str | None = None) -> Sketch:
        """The least that can stand where *schema* governs, in a member *name* of this object."""
        return Sketcher(self.specification).sketch(schema, self.taken(name))
