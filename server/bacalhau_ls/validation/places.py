"""Where containers stand: all that their findings depend on besides themselves.

There is one `Place` for each combination, so places are compared by identity
and what was found at one is kept with the green node under it. What follows for
the members of an object is the same for all objects with the same keys at the
same place, and worked out once.
"""

from __future__ import annotations

from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.syntax.children import Picked, known
from bacalhau_ls.syntax.green import Container, Kind, Level, Scalar
from bacalhau_ls.validation.judgement import is_null
from bacalhau_ls.validation.naming import label
from bacalhau_ls.validation.soundness import lacks_bracket
from bacalhau_ls.validation.surroundings import NOWHERE, known_to_cousins, surroundings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.children import Pick
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.precedents import Precedent
    from bacalhau_ls.validation.surroundings import Surroundings
    from bacalhau_ls.validation.watches import Watches

_FEW = 32
"""With more children that are all alike it is worth while to know which ones to look at."""
_MOST_PLACES = 4096
_MOST_SHAPES = 256
"""Sets of keys at one place; more come only from typing."""


class Place:
    """What governs a container, which rules watch it and what is around it."""

    __slots__ = ("around", "label", "precedents", "schema", "shapes", "watches")

    def __init__(
        self, schema: Schema | None, watches: Watches | None, around: Surroundings, label: str
    ) -> None:
        self.schema = schema
        """What governs it, the branches not yet chosen."""
        self.watches = watches
        self.around = around
        self.label = label
        """How messages call what stands here."""
        self.shapes: dict[object, Shape] = {}
        self.precedents: dict[tuple[object, Schema | None], Precedent] = {}
        """By form and the branches chosen, see `Precedents`."""


class Shape(NamedTuple):
    """What holds for the children of a container, one after the other."""

    schemas: Iterable[Schema | None]
    places: Iterable[Place | None]
    """None where nothing is to be said about a container."""
    is_uniform: bool = False
    """Whether it is the same for all of them."""

    def worth_a_look(self, green: Container, question: Any, pick: Pick) -> Sequence[int]:
        """The numbers of the children of *green* to be looked at, for the sake of a *question*.

        Those that *pick* tells if there are many, else all: it is asked after every letter.
        """
        children = green.children
        if not self.is_uniform or len(children) <= _FEW:
            return range(len(children))
        return known(green, question, partial(Picked.of, children, pick)).numbers


class Places:
    """Every place of one specification and its rules, made when it is first met."""

    def __init__(self) -> None:
        self._known: dict[object, Place] = {}

    def place(
        self, schema: Schema | None, watches: Watches | None, around: Surroundings, label: str
    ) -> Place:
        """The one place of this kind."""
        key = (schema, watches, around, label)
        place = self._known.get(key)
        if place is None:
            if len(self._known) >= _MOST_PLACES:
                self._known.clear()
            place = self._known[key] = Place(schema, watches, around, label)
        return place

    def shape(self, node: Node, place: Place, schema: Schema | None) -> Shape:
        """What holds for the children of *node* at *place*; *schema* has its branches chosen."""
        green = node.green
        assert isinstance(green, Container)
        if schema is not None and schema.is_map and not _holds_containers(green):
            # Thousands of variables or labels are looked at after every letter of one of them.
            inner = schema.child("")
            schemas = [None if key.value is None else inner for key in green.keys]
            return Shape(schemas, repeat(None))
        names = green.keys.names
        empty = _empty_in(green) if schema is not None and schema.null_is_absent else ()
        cousins = known_to_cousins(green, schema) if schema is not None else ()
        state = bool(green.children), lacks_bracket(green)
        overridden = _overridden(green, names)
        key = (schema, green.kind, names, *state, empty, cousins, overridden)
        shape = place.shapes.get(key)
        if shape is None:
            shape = _without(self._shape(node, place, schema), overridden)
            if len(place.shapes) >= _MOST_SHAPES:
                place.shapes.clear()
            if not _hangs_on_values(schema, names):
                place.shapes[key] = shape
        return shape

    def _shape(self, node: Node, place: Place, schema: Schema | None) -> Shape:
        wanted = "object" if node.kind is Kind.OBJECT else "array"
        if schema is not None and schema.types and wanted not in schema.types:
            schema = None
        around = NOWHERE if schema is None else surroundings_of(node, schema, place.around)
        is_uniform = node.kind is Kind.ARRAY and not (schema and schema.has_own_items)
        children = [node.child(0)] if is_uniform and len(node) else list(node)
        schemas = [_governing(child, schema) for child in children]
        places = [
            self._below(child, place, inner, around)
            for child, inner in zip(children, schemas, strict=True)
        ]
        if is_uniform and children:
            return Shape(repeat(schemas[0]), repeat(places[0]), is_uniform=True)
        return Shape(schemas, places)

    def _below(
        self, child: Node, place: Place, schema: Schema | None, around: Surroundings
    ) -> Place | None:
        watches = place.watches.below(child.name) if place.watches else None
        if schema is None and watches is None:
            return None
        return self.place(schema, watches, around, label(child))


def _overridden(green: Container, names: tuple[Any, ...]) -> frozenset[int]:
    """Which members of an object do not count, because their keys come again below."""
    if green.kind is not Kind.OBJECT or len(set(names)) == len(names):
        return frozenset()
    if not any(problem.fault.level is Level.DUPLICATE for problem in green.problems):
        return frozenset()  # a template decides which of them are there
    lasts = {name: index for index, name in enumerate(names)}
    return frozenset(index for index, name in enumerate(names) if lasts[name] != index)


def _without(shape: Shape, overridden: frozenset[int]) -> Shape:
    """*shape* where nothing is said about the members that are *overridden*."""
    if not overridden:
        return shape
    schemas, places = list(shape.schemas), list(shape.places)
    for index in overridden:
        schemas[index] = places[index] = None
    return Shape(schemas, places)


def _empty_in(green: Container) -> tuple[int, ...]:
    """Which children of an object are null, and so as good as absent."""
    if green.kind is not Kind.OBJECT:
        return ()
    return tuple([index for index, child in enumerate(green.children) if is_null(child)])


def _holds_containers(green: Container) -> bool:
    """Whether there is more than scalars in an object; so it is said of an empty one."""
    kinds = set(map(type, green.children))
    return green.kind is not Kind.OBJECT or kinds != {Scalar}


def _governing(child: Node, schema: Schema | None) -> Schema | None:
    if schema is None:
        return None
    name = child.name
    return schema.child(child.index if name is None else name)


def _hangs_on_values(schema: Schema | None, names: tuple[Any, ...]) -> bool:
    """Whether more than the keys of an object says what holds for its members."""
    if schema is None:
        return False
    if schema.has_own_items:
        return True
    return any(name is not None and schema.child(name) is None for name in names)
