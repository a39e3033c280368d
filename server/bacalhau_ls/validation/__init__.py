"""Schema and rules over the tree: findings, remembered with the subtree they are about.

One walk asks the schema and the rules at each container. What it finds below a
container depends on nothing but that subtree, the schema and the rules that
govern it and a few things about what is around it (`_Visit.key`); so it is kept
with the green node and an edit costs only the containers on the way to it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls.findings import AddItem, Finding, Fix
from bacalhau_ls.stages import staged
from bacalhau_ls.syntax.green import Container, Kind, Scalar
from bacalhau_ls.text import Span
from bacalhau_ls.validation.judgement import Judge
from bacalhau_ls.validation.members import (
    FURTHEST,
    NOWHERE,
    Surroundings,
    missing_property,
    spelling_findings,
    strangers_in,
    surroundings_of,
    unknown_property,
)
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

_log = logging.getLogger(__name__)
_MOST_ADDED = 8
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


class _Visit:
    """A container that the walk looks at."""

    __slots__ = ("around", "below", "key", "node", "schema", "watches")

    def __init__(
        self, node: Node, schema: Schema | None, watches: Watches | None, around: Surroundings
    ) -> None:
        self.node = node
        self.schema = schema
        """What governs the container, its branches not yet chosen."""
        self.watches = watches
        self.around = around
        self.key = (schema, watches, around, label(node))
        """Under what its findings are remembered with its green node."""
        self.below: list[_Visit] = []
        """The containers directly inside that something is to be said about."""

    @property
    def memo(self) -> dict[Any, tuple[Any, _Checked]]:
        assert isinstance(self.node.green, Container)
        return self.node.green.memo

    @property
    def owner(self) -> Span:
        """Where to show what the container lacks: on its key, else on its first character."""
        key = self.node.key
        return key.span if key else Span(self.node.start, self.node.start + 1)

    def enter(self) -> None:
        """Choose the branches of the schema and find what is to be visited below."""
        if self.schema is not None:
            self.schema = self.schema.chosen_for(self.node)
        self.below = list(self._visits_below())

    def _visits_below(self) -> Iterator[_Visit]:
        node, schema, watches = self.node, self.schema, self.watches
        wanted = "object" if node.kind is Kind.OBJECT else "array"
        if schema is not None and schema.types and wanted not in schema.types:
            schema = None
        around = surroundings_of(node, schema, self.around) if schema is not None else NOWHERE
        for child in node:
            if isinstance(child.green, Container):
                name = child.name
                inner = schema.child(child.index if name is None else name) if schema else None
                below = watches.below(name) if watches else None
                if inner is not None or below is not None:
                    yield _Visit(child, inner, below, around)


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
        start = _Visit(root, self.specification.root, self._watches_for(root), NOWHERE)
        entered, pending = [], [start]
        while pending:
            visit = pending.pop()
            if self._known(visit) is None:
                visit.enter()
                entered.append(visit)
                pending.extend(visit.below)
        for visit in reversed(entered):
            visit.memo[self] = (visit.key, self._checked(visit))
        return list((self._known(start) or _NOTHING).at(root.start, start.owner))

    def _known(self, visit: _Visit) -> _Checked | None:
        """What is remembered of a container; one answer is kept for each, the last."""
        key, checked = visit.memo.get(self, (None, _NOTHING))
        return checked if key == visit.key else None

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
        base = visit.node.start
        own = [*self._by_schema(visit), *self._by_rules(visit)]
        relative = tuple(finding.shifted(-base) for finding in own)
        lacking = tuple(self._lacking(visit))
        below = tuple(self._from_below(visit.below, base))
        return _Checked(relative, lacking, below) if relative or lacking or below else _NOTHING

    def _from_below(self, visits: Iterable[_Visit], base: int) -> Iterator[_Below]:
        for visit in visits:
            checked = self._known(visit)
            if checked is not None and checked is not _NOTHING:
                yield _Below(visit.node.start - base, visit.owner.shifted(-base), checked)

    # -- the schema ----------------------------------------------------------

    def _by_schema(self, visit: _Visit) -> Iterator[Finding]:
        if visit.schema is None:
            return
        node, schema = visit.node, visit.schema
        assert isinstance(node.green, Container)
        verdicts = self._judge.container(schema, node.green)
        if verdicts and verdicts[0].keyword == "type":
            span, message, fixes = wrong_type(node, schema, verdicts[0])
            message = staged(message, verdicts[0].stage)
            yield Finding(span, "wrong-type", severity_of(verdicts[0]), message, fixes=fixes)
            return
        yield from list_findings(node, verdicts)
        if schema.is_any_case:
            yield from spelling_findings(node, schema)
        yield from _unknown(visit, schema, verdicts)
        yield from _violations(node, verdicts)
        for child in node:
            if isinstance(child.green, Scalar):
                step = child.name if node.kind is Kind.OBJECT else child.index
                inner = schema.child(step) if step is not None else None
                if inner is not None:
                    yield from self._judged(child, inner)

    def _judged(self, node: Node, schema: Schema) -> Iterator[Finding]:
        yield from value_findings(node, schema, self._judge)

    def _lacking(self, visit: _Visit) -> Iterator[Finding]:
        """Findings about what is not there, to be shown on the owner."""
        node = visit.node
        if visit.schema is None or not isinstance(node.green, Container):
            return
        schema = visit.schema
        verdicts = self._judge.container(schema, node.green)
        for verdict in verdicts:
            if verdict.keyword == "minItems":
                yield _too_few(node, schema, verdict)
        required = [verdict for verdict in verdicts if verdict.keyword == "required"]
        if not required or any(problem.fault.skips for problem in node.green.problems):
            return
        explained = _explained(visit, schema)
        if found := missing_property(node, schema, required, explained):
            severity, message, fixes = found
            base = node.start
            fixes = tuple(fix.shifted(-base) for fix in fixes)
            yield Finding(Span(0, 0), "missing-property", severity, message, fixes=fixes)

    # -- the rules -----------------------------------------------------------

    def _by_rules(self, visit: _Visit) -> Iterator[Finding]:
        if visit.watches is None:
            return
        for rule in visit.watches.rules:
            yield from self._guarded(rule, visit.node, visit.watches.job)

    def _guarded(self, rule: Rule, node: Node, job: Mapping[str, Any]) -> list[Finding]:
        """What *rule* finds; one that fails silences only itself."""
        try:
            return list(rule.findings(node, job))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is that rule's
            self._report(rule, error)
            return []


def _log_crash(rule: Rule, error: Exception) -> None:
    _log.error("the rule %s failed: %r", rule.code, error)


def _unknown(visit: _Visit, schema: Schema, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    closed = [v for v in verdicts if v.keyword == "additionalProperties"]
    if not closed:
        return
    for stranger in strangers_in(visit.node, schema, visit.around):
        yield unknown_property(stranger, visit.node, schema, closed)


def _explained(visit: _Visit, schema: Schema) -> set[str]:
    """Missing keys that a key at a wrong place or with a slip stands for."""
    node = visit.node
    explained = set(visit.around.offered)
    for stranger in strangers_in(node, schema, visit.around):
        explained |= {stranger.meant, stranger.instead}
        if stranger.home:
            explained.add(str(stranger.home.path[0]))
    explained.update(_claimed_below(visit, 1))
    return explained


def _claimed_below(visit: _Visit, levels: int) -> Iterator[str]:
    """Names of keys below *visit* that belong so many levels further out: in it."""
    for below in visit.below:
        if below.schema is None:
            continue
        inner = _Visit(below.node, below.schema, None, below.around)
        inner.enter()
        assert inner.schema is not None
        if below.node.kind is Kind.OBJECT:
            for stranger in strangers_in(inner.node, inner.schema, inner.around):
                if stranger.levels == levels:
                    yield stranger.name
        if levels < FURTHEST:
            yield from _claimed_below(inner, levels + 1)


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
