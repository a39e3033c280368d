"""What Bacalhau still reads and no longer wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.findings import Fix, SetValue, Severity, Tag
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import params
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "deprecated",
    Severity.HINT,
    "Tasks/*/Network",
    "Tasks/*/InputSources/*/Source",
    "Tasks/*/Engine",
    specifications=(BACALHAU,),
)
def deprecated(owner: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_ = owner.get("Type")
    word = type_.string if type_ else None
    if type_ is not None and word in _REPLACED:
        better, since = _REPLACED[word]
        message = f"`{word}` is the old name of `{better}` (since {since})"
        yield Remark(type_.span, message, (_renamed(type_, better),), tags=(Tag.DEPRECATED,))
    if (wasm := params(owner, "wasm")) is not None:
        yield from _modules(wasm)


_REPLACED: Final = {"Full": ("Host", "v1.6.4"), "localDirectory": ("local", "v1.8.0")}
"""Types by their old names, which have a new one since some version."""


def _renamed(type_: Node, better: str) -> Fix:
    return Fix(f"Change to `{better}`", (SetValue(type_.span, better),), preferred=True, safe=False)


def _modules(wasm: Node) -> Iterator[Remark]:
    entry, imports = wasm.get("EntryModule"), wasm.get("ImportModules")
    for module in (*((entry,) if entry else ()), *(imports.items() if imports else ())):
        if module.kind is Kind.OBJECT:
            inner = module.child(0).member_span if len(module) else module.span
            span = module.key.span if module.key else inner
            message = (
                "since v1.7.0 a module comes as an input of the task, and this is the path of its"
                " `Target`"
            )
            yield Remark(span, message, tags=(Tag.DEPRECATED,))
