"""What Bacalhau still reads and no longer wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bacalhau_ls.domain.places import scalars
from bacalhau_ls.findings import AddItem, AddMember, Fix, SetValue, Severity, Tag
from bacalhau_ls.rules import BACALHAU, Remark, rule
from bacalhau_ls.rules._places import params
from bacalhau_ls.syntax.green import Kind, python_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bacalhau_ls.syntax.tree import Node


@rule(
    "deprecated",
    Severity.HINT,
    "Tasks/*/Network",
    "Tasks/*/InputSources/*/Source",
    "Tasks/*",
    specifications=(BACALHAU,),
)
def deprecated(owner: Node, _job: Mapping[str, Any]) -> Iterator[Remark]:
    type_, engine = owner.get("Type"), owner.get("Engine")
    word = type_.string if type_ else None
    if type_ is not None and word in _REPLACED:
        better, since = _REPLACED[word]
        message = f"`{word}` is the old name of `{better}` (since {since})"
        yield Remark(type_.span, message, (_renamed(type_, better),), tags=(Tag.DEPRECATED,))
    if engine is not None and (wasm := params(engine, "wasm")) is not None:
        yield from _modules(owner, wasm)


_REPLACED: Final = {"Full": ("Host", "v1.6.4"), "localDirectory": ("local", "v1.8.0")}
"""Types by their old names, which have a new one since some version."""


_ENTRY: Final = "/wasm/entry.wasm"
"""Where Bacalhau puts the module of an old spec that does not say it."""


def _renamed(type_: Node, better: str) -> Fix:
    return Fix(f"Change to `{better}`", (SetValue(type_.span, better),), preferred=True, safe=False)


def _modules(task: Node, wasm: Node) -> Iterator[Remark]:
    entry, imports = wasm.get("EntryModule"), wasm.get("ImportModules")
    for module in (*((entry,) if entry else ()), *(imports.items() if imports else ())):
        if module.kind is Kind.OBJECT:
            inner = module.child(0).member_span if len(module) else module.span
            span = module.key.span if module.key else inner
            message = (
                "since v1.7.0 a module comes as an input of the task, and this is the path of its"
                " `Target`"
            )
            fixes = tuple(_as_input(task, module))
            yield Remark(span, message, fixes, tags=(Tag.DEPRECATED,))


def _as_input(task: Node, module: Node) -> Iterator[Fix]:
    """What makes an input of a module, if all of it can be read and it is told where it is put."""
    target, inputs = module.get("Target"), task.get("InputSources")
    path = target.string if target else _ENTRY if module.key else None
    is_told = all(each.readable for each in scalars(module)) and module.get("Source") is not None
    if not path or not is_told or (inputs is not None and inputs.kind is not Kind.ARRAY):
        return
    value: dict[str, Any] = python_value(module.green)
    made = value if target else {**value, "Target": path}
    added = (
        AddItem(inputs.span, made)
        if inputs is not None
        else AddMember(task.span, "InputSources", [made])
    )
    change = (SetValue(module.span, path), added)
    yield Fix("Make it an input of the task", change, preferred=True, safe=False)
