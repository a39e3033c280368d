"""too-few-items, too-many-items, duplicate-item: what is wrong with a list as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import AddItem, Finding, Fix, Remove
from bacalhau_ls.syntax.green import Scalar
from bacalhau_ls.validation.naming import code_of, label, severity_of
from bacalhau_ls.validation.skeletons import skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bacalhau_ls.specification import Schema
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.validation.judgement import Verdict

_MOST_ADDED = 8


def item_findings(node: Node, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    """Items that are too many, or the same as others."""
    for verdict in verdicts:
        if verdict.keyword == "maxItems":
            yield _too_many(node, verdict)
        elif verdict.keyword == "uniqueItems":
            yield from _repeated(node, verdict)


def _too_many(node: Node, verdict: Verdict) -> Finding:
    most = verdict.expected
    extra = [node.child(index) for index in range(most, len(node))]
    removals = tuple(Remove(item.span) for item in extra)
    fix = Fix("Remove the items that are too many", removals, safe=False, lossy=True)
    message = f"{label(node)} must not have more than {most} items"
    return Finding(extra[0].span, code_of(verdict), severity_of(verdict), message, fixes=(fix,))


def too_few(node: Node, schema: Schema, verdict: Verdict, offered: Collection[str]) -> Finding:
    """Items that are too few; a new one lacks the keys that are *offered*, to be moved there."""
    least, item = verdict.expected, schema.child(0)
    message = f"{label(node)} needs at least {least} item{'s' if least > 1 else ''}"
    absent = least - len(node)
    title = "Add an item" if absent == 1 else f"Add {absent} items"
    fixes: tuple[Fix, ...] = ()
    if item is not None and absent <= _MOST_ADDED:
        added = (AddItem(node.span, _without(skeleton(item), offered)),) * absent
        fixes = (Fix(title, added, preferred=True, safe=False),)
    found = Finding(node.span, code_of(verdict), severity_of(verdict), message, fixes=fixes)
    return found.at_stage(verdict.stage)


def _without(made: Any, offered: Collection[str]) -> Any:
    if not isinstance(made, dict):
        return made
    return {name: value for name, value in made.items() if name not in offered}


def _repeated(node: Node, verdict: Verdict) -> Iterator[Finding]:
    seen: set[str] = set()
    for item in node:
        text = item.green.text if isinstance(item.green, Scalar) else None
        if text is not None and text in seen:
            fix = Fix("Remove the repeated item", (Remove(item.span),), preferred=True)
            message = f"{label(item)} comes twice, each may come once"
            yield Finding(item.span, code_of(verdict), severity_of(verdict), message, fixes=(fix,))
        seen.add(text or "")
