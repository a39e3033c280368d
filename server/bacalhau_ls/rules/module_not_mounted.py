"""A WebAssembly module at a path that no input provides (guide, facts 45 and C19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bacalhau_ls.domain.flaws import is_stand_in
from bacalhau_ls.findings import Severity
from bacalhau_ls.rules import BOTH, Remark, rule
from bacalhau_ls.rules._places import params
from bacalhau_ls.rules._repeats import same_path
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule("module-not-mounted", Severity.WARNING, "Tasks/*", specifications=BOTH)
def module_not_mounted(task: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    engine = task.get("Engine")
    wasm = params(engine, "wasm") if engine else None
    module = wasm.get("EntryModule") if wasm else None
    path = module.string if module else None
    if module is None or path is None or not path.startswith("/") or is_stand_in(path):
        return
    targets = _targets(task)
    if targets is not None and not any(_holds(target, path) for target in targets):
        yield Remark(
            module.span,
            "no input provides this file; add an input whose `Target` is this path or a directory"
            " above it",
        )


def _targets(task: Node) -> list[str] | None:
    """The targets of all inputs; None if one of them cannot be known."""
    sources = task.get("InputSources")
    if sources is None:
        return []
    targets = [source.get("Target") for source in sources.items()]
    if sources.kind is not Kind.ARRAY or not all(target and target.string for target in targets):
        return None
    return [target.string for target in targets if target and target.string]


def _holds(target: str, path: str) -> bool:
    directory = same_path(target)
    return path == directory or path.startswith(directory.rstrip("/") + "/")
