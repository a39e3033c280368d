"""The target of one input lies inside that of another (guide, fact 85)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.findings import Related, Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._repeats import entries, may_nest, same_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


class _Directory:
    """A step of a path: the steps below it, and the target that ends here."""

    __slots__ = ("below", "target")

    def __init__(self) -> None:
        self.below: dict[str, _Directory] = {}
        self.target: Node | None = None


@rule("nested-target", Severity.HINT, "Tasks/*/InputSources", specifications=BOTH)
def nested_target(sources: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    if not may_nest(sources, "Target"):
        return
    targets = {same_path(node.string or ""): node for node in reversed(entries(sources, "Target"))}
    targets = {path: node for path, node in targets.items() if path.startswith("/")}
    root = _tree(targets)
    for path, node in targets.items():
        if (around := _target_around(root, path)) is not None:
            yield Remark(
                node.span,
                "this target lies inside the target of another input, one may hide the other",
                related=(Related(around.span, "the target around it"),),
            )


def _steps(path: str) -> list[str]:
    return [step for step in path.split("/") if step]


def _tree(targets: Mapping[str, Node]) -> _Directory:
    root = _Directory()
    for path, node in targets.items():
        directory = root
        for step in _steps(path):
            directory = directory.below.setdefault(step, _Directory())
        directory.target = node
    return root


def _target_around(root: _Directory, path: str) -> Node | None:
    """The innermost target above *path*."""
    directory, around = root, None
    for step in _steps(path):
        around = directory.target or around
        directory = directory.below[step]
    return around
