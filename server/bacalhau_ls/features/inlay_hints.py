"""Inlay hints: durations and sizes in words, and the defaults that apply."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from bacalhau_ls import wording
from bacalhau_ls.domain import places
from bacalhau_ls.domain.parts import by_tasks
from bacalhau_ls.syntax.green import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bacalhau_ls.document import Document
    from bacalhau_ls.settings import InlayHints
    from bacalhau_ls.specification import Schema, Specification
    from bacalhau_ls.syntax.tree import Node
    from bacalhau_ls.text import Span

_BRACKETS = ("{", "[")


class Sort(Enum):
    """What a hint says."""

    DEFAULTS = auto()
    DURATION = auto()
    SIZE = auto()


class Hint(NamedTuple):
    """Words to be shown in the text at *offset*."""

    offset: int
    label: str
    tooltip: str
    sort: Sort

    def shifted(self, by: int) -> Hint:
        """The same *by* code points further on."""
        return self._replace(offset=self.offset + by)


def inlay_hints(
    document: Document, specification: Specification, within: Span, shown: InlayHints
) -> list[Hint]:
    """The hints *within* a stretch of the text, those that the user wants, in order."""
    switches = {
        Sort.DEFAULTS: shown.defaults,
        Sort.DURATION: shown.durations,
        Sort.SIZE: shown.sizes,
    }
    if within.covers(0) and within.covers(len(document.text)):
        hints = [*dict.fromkeys(by_tasks(document, specification, _within))]
    else:
        hints = _within(document, specification, within)
    return sorted((hint for hint in hints if switches[hint.sort]), key=lambda hint: hint.offset)


def _within(document: Document, specification: Specification, part: Span) -> list[Hint]:
    governed = specification.governed(document.root, part)
    hints = (hint for node, schema in governed for hint in _hints(document, node, schema))
    return [hint for hint in hints if part.covers(hint.offset)]


def _hints(document: Document, node: Node, schema: Schema) -> Iterator[Hint]:
    if node.kind is Kind.OBJECT:
        yield from _defaults(document, node, schema)
    elif node.readable and (words := wording.amount_in_words(schema, node.value)):
        sort = Sort.SIZE if node.kind is Kind.STRING else Sort.DURATION
        tooltip = wording.effect_in_words(schema, node.value).plain
        yield Hint(node.end, words, tooltip, sort)


# -- defaults --------------------------------------------------------------------


def _defaults(document: Document, node: Node, schema: Schema) -> Iterator[Hint]:
    """The members that are left out and still have an effect, behind the opening bracket."""
    shown, reasons = [], []
    present = {child.name for child in node}
    for name in schema.names:
        member = schema.child(name)
        if name in present or member is None or places.is_idle(node, name):
            continue
        default, absent = member.first("default"), member.first("x-absent")
        if absent and default not in (None, {}, []):
            shown.append(f"{name}: {_brief(default)}")
            reasons.append(f"{name} is left out: {str(absent).replace('`', '')}")
    if shown:
        opening = document.content[node.start : node.start + 1] in _BRACKETS
        yield Hint(node.start + opening, ", ".join(shown), "\n".join(reasons), Sort.DEFAULTS)


def _brief(default: Any) -> str:
    if isinstance(default, dict) and len(default) == 1:
        return wording.literal(*default.values())
    return wording.literal(default)
