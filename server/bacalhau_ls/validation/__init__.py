"""Schema and rules over the tree: findings, remembered with the subtree they are about.

One walk asks the schema and the rules at each container. What it finds below a
container depends on nothing but that subtree, the schema and the rules that
govern it and a few things about what is around it (`Place`); so it is kept with
the green node and an edit costs only the containers on the way to it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.findings import AddItem, Finding, Fix
from bacalhau_ls.specification.stages import staged
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.text import Span
from bacalhau_ls.validation.judgement import Judge
from bacalhau_ls.validation.members import (
    FURTHEST,
    NOWHERE,
    astray_in,
    missing_property,
    spelling_findings,
    strangers_in,
    unknown_property,
)
from bacalhau_ls.validation.places import Places
from bacalhau_ls.validation.skeletons import skeleton
from bacalhau_ls.validation.values import (
    code_of,
    label,
    list_findings,
    severity_of,
    value_findings,
    wrong_type,
)
from bacalhau_ls.validation.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bacalhau_ls.rules import Rule
    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict
    from bacalhau_ls.validation.places import Place, Shape

_log = logging.getLogger(__name__)
_MOST_ADDED = 8
_MOST_PLACES_REMEMBERED = 4
"""The same container may stand at several places; more come only from typing."""
_MOST_WATCHES = 64
"""Sets of values that rules are given; more come only from typing."""


class _Checked(NamedTuple):
    """What is to say about a subtree; spans are relative to its start."""

    own: tuple[Finding, ...] = ()
    """About the container itself and its scalars."""
    lacking: tuple[Finding, ...] = ()
    """About what it lacks, to be shown on its owner."""
    below: tuple[_Below, ...] = ()
    """The containers inside about which there is something to say."""

    def at(self, start: int, owner: Span) -> Iterator[Finding]:
        """All findings for a subtree at *start* whose owner is at *owner*."""
        pending = [(self, start, owner)]
        while pending:
            checked, base, place = pending.pop()
            for finding in checked.own:
                yield finding.shifted(base)
            for finding in checked.lacking:
                yield replace(finding.shifted(base), span=place)
            for shift, key, inner in checked.below:
                pending.append((inner, base + shift, key.shifted(base)))


class _Below(NamedTuple):
    """What is to say about a container inside another; offsets are relative to that one."""

    start: int
    owner: Span
    checked: _Checked


_NOTHING = _Checked()
_NO_MEMO: dict[Place, _Checked] = {}


class _Visit:
    """A container that the walk looks at."""

    __slots__ = ("below", "checked", "known", "node", "place", "schema", "shape")

    def __init__(self, node: Node, place: Place) -> None:
        self.node = node
        self.place = place
        self.schema = place.schema
        """What governs the container."""
        self.shape: Shape | None = None
        """What holds for what is in it; None until it is entered."""
        self.known: list[tuple[int, _Checked]] = []
        """Containers directly inside that were looked at before and gave something to say."""
        self.below: list[_Visit] = []
        """The other ones."""
        self.checked = _NOTHING

    def enter(self, places: Places) -> Shape:
        """Choose the branches of the schema."""
        if self.schema is not None:
            self.schema = self.schema.chosen_for(self.node)
        self.shape = places.shape(self.node, self.place, self.schema)
        return self.shape

    def visits_below(self) -> Iterator[_Visit]:
        """All containers directly inside, none of them entered."""
        assert self.shape is not None
        for child, place in zip(self.node, self.shape.places, strict=False):
            if place is not None and isinstance(child.green, Container):
                yield _Visit(child, place)


class Validator:
    """Holds documents to one specification and its rules."""

    def __init__(
        self,
        specification: Specification,
        rules: Iterable[Rule],
        report: Callable[[Rule, Exception], None] | None = None,
    ) -> None:
        self.specification = specification
        self._judge = Judge(specification)
        self._places = Places()
        self._rules = tuple(rules)
        self._given = tuple(sorted({name for rule in self._rules for name in rule.given}))
        self._watches: dict[tuple[Any, ...], Watches] = {}
        self._report = report or _log_crash

    def findings(self, root: Node) -> list[Finding]:
        """What there is to say about the value *root* and all below it."""
        if root.kind is Kind.MISSING:
            return []
        if not isinstance(root.green, Container):
            return list(self._judged(root, self.specification.root))
        watches = self._watches_for(root)
        place = self._places.place(self.specification.root, watches, NOWHERE, label(root))
        checked = self._walk(_Visit(root, place))
        return list(checked.at(root.start, _owner(root)))

    def _walk(self, start: _Visit) -> _Checked:
        """What is to say about *start*; what is inside comes before what is around it."""
        pending = [start]
        while pending:
            visit = pending[-1]
            if visit.shape is None and (known := self._kept(visit)) is not None:
                visit.checked = known
                pending.pop()
            elif visit.shape is None:
                self._enter(visit)
                pending.extend(visit.below)
            else:
                visit.checked = self._checked(visit)
                self._keep(visit)
                pending.pop()
        return start.checked

    def _enter(self, visit: _Visit) -> None:
        """Tell what is known inside a container from what is not."""
        node = visit.node
        green = node.green
        assert isinstance(green, Container)
        places = visit.enter(self._places).places
        for index, (child, place) in enumerate(zip(green.children, places, strict=False)):
            if place is None or not isinstance(child, Container):
                continue
            known = child.memo.get(self, _NO_MEMO).get(place)
            if known is None:
                visit.below.append(_Visit(node.child(index), place))
            elif known is not _NOTHING:
                visit.known.append((index, known))

    def _kept(self, visit: _Visit) -> _Checked | None:
        """What is remembered of a container at this place."""
        assert isinstance(visit.node.green, Container)
        kept: _Checked | None = visit.node.green.memo.get(self, _NO_MEMO).get(visit.place)
        return kept

    def _keep(self, visit: _Visit) -> None:
        assert isinstance(visit.node.green, Container)
        memo = visit.node.green.memo.setdefault(self, {})
        if len(memo) >= _MOST_PLACES_REMEMBERED:
            memo.clear()
        memo[visit.place] = visit.checked

    def _watches_for(self, root: Node) -> Watches:
        """The rules with what they are given; the same object for the same values."""
        members = [root.get(name) for name in self._given]
        values = [member.value if member and member.readable else None for member in members]
        key = tuple((type(value), value) for value in values)
        if key not in self._watches:
            if len(self._watches) > _MOST_WATCHES:
                self._watches.clear()
            job = dict(zip(self._given, values, strict=True))
            self._watches[key] = Watches.of(self._rules, job)
        return self._watches[key]

    # -- one container -------------------------------------------------------

    def _checked(self, visit: _Visit) -> _Checked:
        own, lacking = [*self._by_rules(visit)], []
        if visit.schema is not None:
            assert isinstance(visit.node.green, Container)
            verdicts = self._judge.container(visit.schema, visit.node.green)
            own += self._by_schema(visit, visit.schema, verdicts)
            lacking = [*self._lacking(visit, visit.schema, verdicts)] if verdicts else []
        below = _from_below(visit)
        if not (own or lacking or below):
            return _NOTHING
        base = visit.node.start
        return _Checked(tuple([each.shifted(-base) for each in own]), tuple(lacking), below)

    # -- the schema ----------------------------------------------------------

    def _by_schema(
        self, visit: _Visit, schema: Schema, verdicts: tuple[Verdict, ...]
    ) -> Iterator[Finding]:
        node = visit.node
        if verdicts and verdicts[0].keyword == "type":
            if astray_in(node, schema, visit.place.around):
                return
            span, message, fixes = wrong_type(node, schema, verdicts[0])
            message = staged(message, verdicts[0].stage)
            yield Finding(span, "wrong-type", severity_of(verdicts[0]), message, fixes=fixes)
            return
        if verdicts:
            yield from list_findings(node, verdicts)
        if schema.is_any_case:
            yield from spelling_findings(node, schema)
        if verdicts:
            yield from _unknown(visit, schema, verdicts)
            yield from _violations(node, verdicts)
        for index, inner in self._refused(visit):
            yield from self._judged(node.child(index), inner)

    def _refused(self, visit: _Visit) -> Iterator[tuple[int, Schema]]:
        """The scalars that what governs them has something against."""
        green, shape, scalar = visit.node.green, visit.shape, self._judge.scalar
        assert isinstance(green, Container)
        assert shape is not None
        for index, (leaf, schema) in enumerate(zip(green.children, shape.schemas, strict=False)):
            if schema is not None and isinstance(leaf, Scalar) and scalar(schema, leaf):
                yield index, schema

    def _judged(self, node: Node, schema: Schema) -> Iterator[Finding]:
        yield from value_findings(node, schema, self._judge)

    def _lacking(
        self, visit: _Visit, schema: Schema, verdicts: tuple[Verdict, ...]
    ) -> Iterator[Finding]:
        """Findings about what is not there, to be shown on the owner."""
        node = visit.node
        for verdict in verdicts:
            if verdict.keyword == "minItems":
                yield _too_few(node, schema, verdict)
        required = [verdict for verdict in verdicts if verdict.keyword == "required"]
        if not required or any(problem.fault.skips for problem in node.green.problems):
            return
        if astray_in(node, schema, visit.place.around):
            return
        explained = _explained(visit, schema, self._places)
        if found := missing_property(node, schema, required, explained):
            severity, message, fixes = found
            base = node.start
            fixes = tuple(fix.shifted(-base) for fix in fixes)
            yield Finding(Span(0, 0), "missing-property", severity, message, fixes=fixes)

    # -- the rules -----------------------------------------------------------

    def _by_rules(self, visit: _Visit) -> Iterator[Finding]:
        watches = visit.place.watches
        for rule, given in watches.rules if watches else ():
            yield from self._guarded(rule, visit.node, given)

    def _guarded(self, rule: Rule, node: Node, given: Mapping[str, Any]) -> Iterable[Finding]:
        """What *rule* finds; one that fails silences only itself."""
        try:
            return [rule.finding(remark) for remark in rule.check(node, given)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is that rule's
            self._report(rule, error)
            return ()


def _from_below(visit: _Visit) -> tuple[_Below, ...]:
    """Where there is something to say inside."""
    said = (each for each in visit.below if each.checked is not _NOTHING)
    fresh = [(each.node.index, each.checked) for each in said]
    return tuple([_below(visit.node, *each) for each in (*visit.known, *fresh)])


def _below(node: Node, index: int, checked: _Checked) -> _Below:
    child = node.child(index)
    return _Below(child.start - node.start, _owner(child).shifted(-node.start), checked)


def _owner(node: Node) -> Span:
    """Where to show what a container lacks: on its key, else on its first character."""
    key = node.key
    return key.span if key else Span(node.start, node.start + 1)


def _log_crash(rule: Rule, error: Exception) -> None:
    _log.error("the rule %s failed: %s", rule.code, type(error).__name__, exc_info=error)


def _unknown(visit: _Visit, schema: Schema, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    closed = [v for v in verdicts if v.keyword == "additionalProperties"]
    if not closed:
        return
    for stranger in strangers_in(visit.node, schema, visit.place.around):
        yield unknown_property(stranger, visit.node, schema, closed)


def _explained(visit: _Visit, schema: Schema, places: Places) -> set[str]:
    """Missing keys that a key at a wrong place or with a slip stands for."""
    node = visit.node
    made = f"{node.name}."
    explained = {name.removeprefix(made) for name in visit.place.around.offered}
    for stranger in strangers_in(node, schema, visit.place.around):
        explained |= {stranger.meant, stranger.instead}
        if stranger.home:
            explained.add(str(stranger.home.path[0]))
    explained.update(_claimed_below(visit, 1, places))
    return explained


def _claimed_below(visit: _Visit, levels: int, places: Places) -> Iterator[str]:
    """Names of keys below *visit* that belong so many levels further out: in it."""
    for below in visit.visits_below():
        if below.schema is None:
            continue
        below.enter(places)
        assert below.schema is not None
        if below.node.kind is Kind.OBJECT:
            for stranger in strangers_in(below.node, below.schema, below.place.around):
                if stranger.levels == levels:
                    yield stranger.owner or stranger.name
        if levels < FURTHEST:
            yield from _claimed_below(below, levels + 1, places)


def _too_few(node: Node, schema: Schema, verdict: Verdict) -> Finding:
    least, item = verdict.expected, schema.child(0)
    message = f"{label(node)} needs at least {least} item{'s' if least > 1 else ''}"
    message = staged(message, verdict.stage)
    absent = least - len(node)
    title = "Add an item" if absent == 1 else f"Add {absent} items"
    fixes: tuple[Fix, ...] = ()
    if item is not None and absent <= _MOST_ADDED:
        added = (AddItem(node.span.shifted(-node.start), skeleton(item)),) * absent
        fixes = (Fix(title, added, preferred=True, safe=False),)
    return Finding(Span(0, 0), code_of(verdict), severity_of(verdict), message, fixes=fixes)


def _violations(node: Node, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    """What only the whole value can violate: a user's own schema may say anything."""
    known = {"required", "additionalProperties", "minItems", "maxItems", "uniqueItems"}
    for verdict in verdicts:
        if verdict.keyword in known:
            continue
        place = node.at(*verdict.error.absolute_path) or node
        message = f"{label(place)} does not fit the schema: {verdict.error.message}"
        yield Finding(place.span, "schema-violation", severity_of(verdict), message)
