"""missing-property: the keys that an object lacks, but for those that others stand for.

One that is there without a value lacks that alone, where null is as good as absent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bacalhau_ls.findings import AddMember, Finding, Fix, listed
from bacalhau_ls.syntax.green import Container
from bacalhau_ls.validation.judgement import is_null
from bacalhau_ls.validation.naming import severity_of, subject
from bacalhau_ls.validation.sites import present_in
from bacalhau_ls.validation.skeletons import skeleton
from bacalhau_ls.validation.soundness import is_sound
from bacalhau_ls.validation.violations.wrong_type import filled_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bacalhau_ls.findings import Severity
    from bacalhau_ls.specification import Schema
    from bacalhau_ls.specification.stages import Stage
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict


CODE: Final = "missing-property"


class _Need(NamedTuple):
    """A key that an object must have."""

    severity: Severity
    stage: Stage | None


def missing_property(
    node: Node, schema: Schema, verdicts: list[Verdict], explained: set[str]
) -> Iterator[Finding]:
    """One finding about all keys that *node* lacks, less those that are *explained*."""
    lacking = _needs(verdicts, present_in(node, schema) | explained | _begun_in(node).keys())
    if not lacking:
        return
    names = [name for name in schema.names if name in lacking]
    names += [name for name in lacking if name not in names]
    message = f"{subject(node, schema)} lacks {listed(names)}"
    additions = tuple(_additions(node, schema, names))
    fix = Fix(f"Add {listed(names)}", additions, preferred=True, safe=False)
    fixes = (fix,) if is_sound(node) else ()
    severity = min(need.severity for need in lacking.values())
    found = Finding(node.span, CODE, severity, message, fixes=fixes)
    yield found.at_stage(next((need.stage for need in lacking.values() if need.stage), None))


def without_value(
    node: Node, schema: Schema, verdicts: list[Verdict], explained: Callable[[], set[str]]
) -> Iterator[Finding]:
    """One finding about each key that *node* needs and has without a value."""
    begun = _begun_in(node)
    needs = _needs(verdicts, present_in(node, schema)) if begun else {}
    if needs.keys().isdisjoint(begun):
        return
    left = explained()
    for name, child in begun.items():
        if name in needs and name not in left and (key := child.key) is not None:
            severity, stage = needs[name]
            inner = schema.child(name)
            fixes = (filled_in(child, inner),) if inner and is_sound(node) else ()
            message = f"`{key.value}` has no value, and {subject(node, schema)} needs one"
            yield Finding(key.span, CODE, severity, message, fixes=fixes).at_stage(stage)


def _needs(verdicts: list[Verdict], there: set[str]) -> dict[str, _Need]:
    """The keys of which somebody says that they must be there, but for those that are."""
    needs: dict[str, _Need] = {}
    for verdict in verdicts:
        for name in verdict.expected:
            if name not in there:
                need = _Need(severity_of(verdict), verdict.stage)
                needs[name] = min(needs.get(name, need), need, key=lambda each: each.severity)
    return needs


def _begun_in(node: Node) -> dict[str, Node]:
    """The members whose value is null, or not yet written."""
    green = node.green
    assert isinstance(green, Container)
    if not any(map(is_null, green.children)):
        return {}
    return {child.name: child for child in node if child.name and is_null(child.green)}


def _additions(node: Node, schema: Schema, names: list[str]) -> Iterator[AddMember]:
    for name in names:
        inner = schema.child(name)
        yield AddMember(node.span, name, skeleton(inner) if inner else None, schema.names)
