"""The semantic rules: what no schema can say. One file per rule, found by its folder.

A rule is a function with the decorator `rule`. It gets the node at each place
that it watches and yields findings about what is in or below that node. Its
outcome is remembered with the node, so it must be a pure function of the node's
subtree and of what it is *given*: never look at ``node.parent``.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from bacalhau_ls.findings import Finding, Fix, Related, Severity, Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

    Check: TypeAlias = Callable[[Node, Mapping[str, Any]], Iterator["Remark"]]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say at one place; the rule adds its code and severity."""

    span: Span
    message: str
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    tags: tuple[Tag, ...] = ()
    severity: Severity | None = None
    """Another severity than the rule's own."""


@dataclass(frozen=True)
class Rule:
    """A check and where it applies."""

    code: str
    severity: Severity
    watches: tuple[tuple[str, ...], ...]
    """Paths from the job to the objects and lists it is called with; ``*`` is any entry."""
    given: tuple[str, ...]
    """Scalars of the job, by name, that its outcome depends on besides."""
    specifications: frozenset[str]
    """Names of the specifications that it belongs to."""
    check: Check

    def findings(self, node: Node, job: Mapping[str, Any]) -> Iterator[Finding]:
        """What the rule finds at *node*, a place that it watches."""
        for remark in self.check(node, {name: job.get(name) for name in self.given}):
            yield Finding(
                remark.span,
                self.code,
                remark.severity or self.severity,
                remark.message,
                remark.related,
                remark.tags,
                remark.fixes,
            )


def rule(
    code: str,
    severity: Severity,
    *watches: str,
    given: tuple[str, ...] = (),
    specifications: tuple[str, ...] = ("guide",),
) -> Callable[[Check], Rule]:
    """Make a rule of a check; *watches* are paths such as ``Tasks/*/Timeouts``, "" the job."""
    paths = tuple(tuple(path.split("/")) if path else () for path in watches)

    def made(check: Check) -> Rule:
        return Rule(code, severity, paths, given, frozenset(specifications), check)

    return made


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the folder, by code."""
    modules = (
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    )
    found = (each for module in modules for each in vars(module).values())
    return tuple(sorted((r for r in found if isinstance(r, Rule)), key=lambda r: r.code))
