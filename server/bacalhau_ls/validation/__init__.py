"""Schema and rules over the tree: findings, remembered with the subtree they are about.

One walk asks the schema and the rules at each container. What it finds below a
container depends on nothing but that subtree, the schema and the rules that
govern it and a few things about what is around it (`Place`); so it is kept with
the green node and an edit costs only the containers on the way to it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from bacalhau_ls.syntax.green import Container, Kind
from bacalhau_ls.validation.containers import (
    begun_findings,
    container_findings,
    is_of_wrong_type,
    lacking_findings,
)
from bacalhau_ls.validation.judgement import Judge
from bacalhau_ls.validation.naming import label
from bacalhau_ls.validation.places import Places
from bacalhau_ls.validation.precedents import Precedents
from bacalhau_ls.validation.scalars import EntryFindings, scalar_findings
from bacalhau_ls.validation.surroundings import NOWHERE
from bacalhau_ls.validation.walk import NOTHING, Said, Visit, Walk, owner_of
from bacalhau_ls.validation.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from bacalhau_ls.findings import Finding
    from bacalhau_ls.rules import Rule
    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span
    from bacalhau_ls.validation.walk import Checked

_log = logging.getLogger(__name__)
_MOST_WATCHES = 64
"""Sets of values that rules are given; more come only from typing."""


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
        self._entries = EntryFindings(self._judge)
        self._places = Places()
        self._precedents = Precedents(self._judge)
        self._walk = Walk(self._places, self._checked, self._precedents.cover)
        self._rules = tuple(rules)
        self._given = tuple(sorted({name for rule in self._rules for name in rule.given}))
        self._watches: dict[tuple[Any, ...], Watches] = {}
        self._report = report or _log_crash

    def findings(self, root: Node) -> list[Finding]:
        """What there is to say about the value *root* and all below it."""
        if not isinstance(root.green, Container):
            return self._of_scalar(root)
        return list(self._of_container(root).at(root.start, owner_of(root)))

    def said(self, root: Node, left_out: Span | None = None) -> Collection[Said]:
        """What the findings are, without going through them.

        Those about what starts in *left_out*, which lies inside *root*, do not count.
        """
        if not isinstance(root.green, Container):
            return [Said.of(finding) for finding in self._of_scalar(root)]
        checked = self._of_container(root)
        return checked.said_outside(root.start, left_out) if left_out else checked.said

    def _of_scalar(self, root: Node) -> list[Finding]:
        if root.kind is Kind.MISSING:
            return []
        return list(scalar_findings(root, self.specification.root, self._judge))

    def _of_container(self, root: Node) -> Checked:
        watches = self._watches_for(root)
        place = self._places.place(self.specification.root, watches, NOWHERE, label(root))
        return self._walk.checked(Visit(root, place))

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

    def _checked(self, visit: Visit) -> Checked:
        """What the rules and the schema say about one container, with what is known below."""
        own = [*self._by_rules(visit)]
        if (schema := visit.schema) is None:
            return visit.outcome(own)
        green, shape = visit.node.green, visit.shape
        assert isinstance(green, Container)
        assert shape is not None
        verdicts = self._judge.container(schema, green)
        own += container_findings(visit, schema, verdicts)
        if is_of_wrong_type(verdicts):
            return visit.outcome(own)
        entries = self._entries.inside(visit.node, schema, shape)
        if not verdicts:
            return self._noted(visit, schema, visit.outcome(own, entries))
        own += begun_findings(visit, schema, verdicts, self._places)
        return visit.outcome(own, entries, lacking_findings(visit, schema, verdicts, self._places))

    def _noted(self, visit: Visit, schema: Schema, checked: Checked) -> Checked:
        """*checked*, which is a precedent for others if it says nothing."""
        is_quiet = checked is NOTHING and visit.node.green.form is not None
        if is_quiet and self._judge.is_shallow(schema):
            self._precedents.note(visit)
        return checked

    def _by_rules(self, visit: Visit) -> Iterator[Finding]:
        watches = visit.place.watches
        for rule, given in watches.rules if watches else ():
            yield from self._guarded(rule, visit.node, given)

    def _guarded(self, rule: Rule, node: Node, given: Mapping[str, Any]) -> Sequence[Finding]:
        """What *rule* finds; one that fails silences only itself."""
        try:
            return [rule.finding(remark) for remark in rule.check(node, given)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is that rule's
            self._report(rule, error)
            return ()


def _log_crash(rule: Rule, error: Exception) -> None:
    _log.error("the rule %s failed: %s", rule.code, type(error).__name__, exc_info=error)
