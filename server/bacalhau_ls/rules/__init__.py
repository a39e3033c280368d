"""The semantic rules: what no schema can say. One file per rule, found by its folder.

Rules of the real Bacalhau alone are in `bacalhau`; all others say to which
specifications they belong.

A rule is a function with the decorator `rule`. It gets the node at each place
that it watches and yields findings about what is in or below that node. Its
outcome is remembered with the node, so it must be a pure function of the node's
subtree and of what it is *given*: never look at ``node.parent``.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bacalhau_ls.findings import Finding, Fix, Related, Severity, Tag
from bacalhau_ls.governing import BACALHAU, GUIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bacalhau_ls.specification.stages import Stage
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

    Check: TypeAlias = Callable[[Node, Mapping[str, Any]], Iterator["Remark"]]

__all__ = [
    "BACALHAU",
    "BOTH",
    "GUIDE",
    "Check",
    "Remark",
    "Rule",
    "all_rules",
    "rule",
    "rules_of",
]

BOTH: Final = (GUIDE, BACALHAU)
"""The specifications that a rule belongs to that holds under each."""


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
    stage: Stage | None = None
    """Where Bacalhau notices it, if that is not the rule's own stage."""


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
    stage: Stage | None
    """Where the real Bacalhau notices what the rule finds; said under its specification only."""
    check: Check

    def finding(self, remark: Remark) -> Finding:
        """What the rule's check has remarked, with its code and severity."""
        return Finding(
            remark.span,
            self.code,
            remark.severity or self.severity,
            remark.message,
            remark.related,
            remark.tags,
            remark.fixes,
        ).at_stage(remark.stage or self.stage)


def rule(
    code: str,
    severity: Severity,
    *watches: str,
    given: tuple[str, ...] = (),
    specifications: tuple[str, ...] = (GUIDE,),
    stage: Stage | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a check; *watches* are paths such as ``Tasks/*/Timeouts``, "" the job."""
    paths = tuple(tuple(path.split("/")) if path else () for path in watches)

    def made(check: Check) -> Rule:
        return Rule(code, severity, paths, given, frozenset(specifications), stage, check)

    return made


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the folder and of those in it, by code; a code may have one of each."""
    modules = (
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(__path__, f"{__name__}.")
    )
    found = (each for module in modules for each in vars(module).values())
    return tuple(sorted((r for r in found if isinstance(r, Rule)), key=lambda r: r.code))


@cache
def rules_of(specification: str) -> tuple[Rule, ...]:
    """The rules that belong to the *specification* of that name, as they are said there."""
    rules = (each for each in all_rules() if specification in each.specifications)
    if specification == BACALHAU:
        return tuple(rules)
    return tuple(replace(each, stage=None) for each in rules)
