"""missing-property: the keys that an object lacks, but for those that others stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bacalhau_ls.findings import AddMember, Finding, Fix, SetValue, Severity, listed
from bacalhau_ls.validation.homes import present_in
from bacalhau_ls.validation.naming import severity_of, subject
from bacalhau_ls.validation.skeletons import skeleton
from bacalhau_ls.validation.soundness import is_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.specification.stages import Stage
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict


def missing_property(
    node: Node, schema: Schema, verdicts: list[Verdict], explained: set[str]
) -> Iterator[Finding]:
    """One finding about all keys that *node* lacks, less those that are *explained*."""
    there = present_in(node, schema) | explained
    lacking: dict[str, Severity] = {}
    stages: list[Stage] = []
    for verdict in verdicts:
        severity = severity_of(verdict)
        for name in verdict.expected:
            if name not in there:
                lacking[name] = min(severity, lacking.get(name, severity))
                stages += [verdict.stage] if verdict.stage else []
    if not lacking:
        return
    names = [name for name in schema.names if name in lacking]
    names += [name for name in lacking if name not in names]
    message = f"{subject(node, schema)} lacks {listed(names)}"
    additions = tuple(_additions(node, schema, names))
    fix = Fix(f"Add {listed(names)}", additions, preferred=True, safe=False)
    fixes = (fix,) if is_sound(node) else ()
    severity = min(lacking.values())
    found = Finding(node.span, "missing-property", severity, message, fixes=fixes)
    yield found.at_stage(next(iter(stages), None))


def _additions(node: Node, schema: Schema, names: list[str]) -> Iterator[AddMember | SetValue]:
    for name in names:
        inner, empty = schema.child(name), node.get(name)
        value = skeleton(inner) if inner else None
        if empty is not None:
            yield SetValue(empty.span, value)
        else:
            yield AddMember(node.span, name, value, schema.names)
