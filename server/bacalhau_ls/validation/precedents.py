"""Containers that are judged as one before, which was laid out alike: only their scalars count.

What a schema says about keys and items, and which rules look at what, is the same
for all containers of one form at one place. So when a large file is opened, its
tasks are not judged part by part: all their scalars and rules are looked at, and
where one of those has something to say, the task is judged like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.syntax.green import Container, Scalar
from bacalhau_ls.validation.walk import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bacalhau_ls.rules import Rule
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Judge
    from bacalhau_ls.validation.places import Place
    from bacalhau_ls.validation.walk import Visit

_TRIED = "tried at"
_MOST = 256
"""Forms at one place; more come only from typing."""


class Precedent(NamedTuple):
    """What is left to be looked at in a container whose form is known to be right."""

    scalars: tuple[tuple[int, Schema], ...]
    """Those of which the text counts."""
    containers: tuple[tuple[int, Place], ...]
    rules: tuple[tuple[Rule, Mapping[str, Any]], ...]


class Precedents:
    """Tells containers about which there is nothing to say from others, at a glance."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def note(self, visit: Visit) -> None:
        """Take *visit*, about which there is nothing to say, as the precedent for its form."""
        green, shape = visit.node.green, visit.shape
        assert isinstance(green, Container)
        assert shape is not None
        known, watches = visit.place.precedents, visit.place.watches
        if len(known) >= _MOST:
            known.clear()
        known[green.form, visit.schema] = Precedent(
            tuple(_that_count(green.children, shape.schemas)),
            tuple(_containers(green.children, shape.places)),
            tuple(watches.rules) if watches else (),
        )

    def cover(self, node: Node, place: Place) -> bool:
        """Whether there is nothing to say about the container *node* at *place*; asked once."""
        green = node.green
        assert isinstance(green, Container)
        if green.form is None or (_TRIED, place) in green.memo:
            return False
        if not self._is_quiet(node, green, place):
            green.memo[_TRIED, place] = True
            return False
        green.memo[place] = NOTHING
        return True

    def _is_quiet(self, node: Node, green: Container, place: Place) -> bool:
        schema = place.schema.chosen_for(node) if place.schema is not None else None
        precedent = place.precedents.get((green.form, schema))
        if precedent is None or self._are_refused(green.children, precedent.scalars):
            return False
        for index, inner in precedent.containers:
            known = green.children[index].memo.get(inner)
            if known is not NOTHING and (known or not self.cover(node.child(index), inner)):
                return False
        return not _is_remarked(node, precedent.rules)

    def _are_refused(
        self, children: Sequence[Green], scalars: Sequence[tuple[int, Schema]]
    ) -> bool:
        """Whether a schema has something against one of the scalars."""
        for index, schema in scalars:
            leaf = children[index]
            assert isinstance(leaf, Scalar)
            is_known = schema.memo.get((leaf.kind, leaf.text)) == ()
            if not is_known and self._judge.scalar(schema, leaf):
                return True
        return False


def _is_remarked(node: Node, rules: Iterable[tuple[Rule, Mapping[str, Any]]]) -> bool:
    """Whether any of *rules* has something to say; one that fails will be asked again."""
    try:
        return any(next(rule.check(node, given), None) for rule, given in rules)
    except Exception:  # noqa: BLE001 - whoever asks again tells of it
        return True


def _that_count(
    children: Sequence[Green], schemas: Iterable[Schema | None]
) -> Iterator[tuple[int, Schema]]:
    """The scalars of which the text counts: there is no one verdict on all of their kind."""
    for index, (child, schema) in enumerate(zip(children, schemas, strict=False)):
        if schema is None or not isinstance(child, Scalar):
            continue
        if schema.memo.get(child.kind) != ():
            yield index, schema


def _containers(
    children: Sequence[Green], places: Iterable[Place | None]
) -> Iterator[tuple[int, Place]]:
    for index, (child, place) in enumerate(zip(children, places, strict=False)):
        if place is not None and isinstance(child, Container):
            yield index, place
