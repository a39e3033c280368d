"""What the schema has against a scalar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.findings import Finding
from bacalhau_ls.syntax.green import TEMPLATE_OPENING, Container, Kind, Scalar
from bacalhau_ls.validation.judgement import is_null
from bacalhau_ls.validation.naming import code_of, label, severity_of
from bacalhau_ls.validation.violations import Violation
from bacalhau_ls.validation.violations.invalid_format import malformed, too_long, too_short
from bacalhau_ls.validation.violations.out_of_range import out_of_range
from bacalhau_ls.validation.violations.unknown_value import unknown_value
from bacalhau_ls.validation.violations.unquoted_template import unquoted_template
from bacalhau_ls.validation.violations.wrong_type import filled_in, wrong_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.green import Green
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Judge, Verdict
    from bacalhau_ls.validation.places import Shape

_MOST_REMEMBERED: Final = 8192


def scalar_findings(node: Node, schema: Schema, judge: Judge) -> Iterator[Finding]:
    """At most one finding about a scalar: the first thing that is wrong with it."""
    leaf = node.green
    if not isinstance(leaf, Scalar) or judge.takes_as_absent(node, schema):
        return
    if leaf.kind is Kind.PLACEHOLDER:
        yield from unquoted_template(node, schema)
        return
    if not node.readable and leaf.kind is not Kind.MISSING:
        return
    for verdict in judge.scalar(schema, leaf):
        if _is_template(leaf):
            return
        explain = _EXPLAINED.get(verdict.keyword, _other)
        span, message, fixes = explain(node, schema, verdict)
        found = Finding(span, code_of(verdict), severity_of(verdict), message, fixes=fixes)
        yield found.at_stage(verdict.stage)
        return


def _is_template(leaf: Scalar) -> bool:
    return isinstance(leaf.value, str) and TEMPLATE_OPENING in leaf.value


def _other(node: Node, _schema: Schema, verdict: Verdict) -> Violation:
    message = f"{label(node)} does not fit the schema: {verdict.error.message}"
    return Violation(node.span, message)


_EXPLAINED: dict[str, Callable[[Node, Schema, Verdict], Violation]] = {
    "type": wrong_type,
    "enum": unknown_value,
    "const": unknown_value,
    "minimum": out_of_range,
    "maximum": out_of_range,
    "exclusiveMinimum": out_of_range,
    "exclusiveMaximum": out_of_range,
    "multipleOf": out_of_range,
    "pattern": malformed,
    "minLength": too_short,
    "maxLength": too_long,
}


def _scalars_in(green: Container, shape: Shape) -> Iterable[tuple[int, Green, Schema | None]]:
    """The children of *green* with their schemas; of a long list only the scalars."""
    numbers = shape.worth_a_look(green, Scalar, _scalars_among)
    looked_at = map(green.children.__getitem__, numbers)
    return zip(numbers, looked_at, shape.schemas, strict=False)


def _scalars_among(numbers: Iterable[int], children: Sequence[Green]) -> tuple[int, ...]:
    return tuple([number for number in numbers if type(children[number]) is Scalar])


def _noted_in(green: Container) -> set[int]:
    """Where problems of syntax start and end between the entries: a missing value may be one."""
    return {place for problem in green.problems for place in (problem.start, problem.end)}


class EntryFindings:
    """What is wrong with the scalars in a container.

    All are asked about after each letter in one of them, so what was found is remembered by
    all that it hangs on: the value, its key, the name of the container and the schemas of both.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[Any, ...], Finding | None] = {}

    def inside(self, owner: Node, schema: Schema, shape: Shape) -> Iterator[tuple[int, Finding]]:
        """Where in *owner* its scalars stand that break a rule; the findings start at 0 there."""
        green, known = owner.green, self._known
        assert isinstance(green, Container)
        around = schema, owner.name, owner.kind
        noted: set[int] | None = None
        for index, inner in self._judge.refused(_scalars_in(green, shape)):
            leaf, offset = green.children[index], green.offsets[index]
            if not leaf.width:
                noted = _noted_in(green) if noted is None else noted
                if offset not in noted and (
                    begun := self._about(owner.child(index), inner, schema)
                ):
                    yield offset, begun
                continue
            assert isinstance(leaf, Scalar)
            key = green.keys[index] if green.keys else leaf
            # By what they are: the same is typed and taken back, and each time is another object.
            written = leaf.kind, leaf.text, leaf.width, key.kind, key.text, key.width
            hangs_on = (written, inner, around)
            if hangs_on not in known:
                self._remember(hangs_on, self._about(owner.child(index), inner, schema))
            if (finding := known[hangs_on]) is not None:
                yield offset, finding

    def _about(self, node: Node, schema: Schema, around: Schema) -> Finding | None:
        for finding in scalar_findings(node, schema, self._judge):
            is_needed = is_null(node.green) and around.is_required(node.name or "")
            fixes = (filled_in(node, schema),) if is_needed else tuple(finding.fixes)
            return replace(finding, fixes=fixes).shifted(-node.start)
        return None

    def _remember(self, hangs_on: tuple[Any, ...], finding: Finding | None) -> None:
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[hangs_on] = finding
