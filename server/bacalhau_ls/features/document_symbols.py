"""Document symbols: the outline of a spec, in the words of the domain."""

from __future__ import annotations

from collections import deque
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bacalhau_ls.domain import labels, places
from bacalhau_ls.prose import on_one_line
from bacalhau_ls.syntax.anchors import is_alias
from bacalhau_ls.syntax.green import Kind, Scalar
from bacalhau_ls.text import Span

if TYPE_CHECKING:
    from bacalhau_ls.document import Document
    from bacalhau_ls.syntax.tree import Node

_DEEPEST = 32
"""Levels below are left out: clients and their protocol nest no deeper."""
_LONGEST_DETAIL = 60


class Sort(Enum):
    """What kind of thing a symbol is."""

    JOB = auto()
    TASK = auto()
    INPUT = auto()
    RESULT = auto()
    OBJECT = auto()
    ARRAY = auto()
    STRING = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    NULL = auto()


class Symbol(NamedTuple):
    """One entry of the outline."""

    name: str
    detail: str
    sort: Sort
    span: Span
    selection: Span
    """What the editor goes to; lies within `span`."""
    children: list[Symbol]


_DOMAIN = {
    places.JOB: Sort.JOB,
    places.TASK: Sort.TASK,
    places.in_tasks(places.INPUT): Sort.INPUT,
    places.in_tasks(places.RESULT): Sort.RESULT,
}


def document_symbols(document: Document, limit: int = 5000) -> list[Symbol]:
    """The outline; of too many symbols the outer levels are kept."""
    top: list[Symbol] = []
    pending = deque([(document.root, document.meant.root, places.JOB, top, 0)])
    count = 0
    while pending and count < limit:
        node, meant, path, siblings, depth = pending.popleft()
        symbol = _symbol(node, meant, path)
        if symbol is None:
            continue
        siblings.append(symbol)
        count += 1
        if depth < _DEEPEST and len(pending) + count < limit:
            for child in islice(node, limit):
                inner = places.step(path, child)
                pending.append((child, _meant(child, meant), inner, symbol.children, depth + 1))
    return top


def _meant(child: Node, owner: Node) -> Node:
    """*child* with what it takes over, if *owner* is what is meant by the object around it."""
    if child.parent is not None and child.parent.green is owner.green:
        return child
    if owner.kind is Kind.ARRAY and child.index < len(owner):
        return owner.child(child.index)
    return (owner.get(child.name) if child.name is not None else None) or child


def _symbol(node: Node, meant: Node, path: places.Path) -> Symbol | None:
    """The symbol of a value; None for one that is not yet written."""
    if node.kind is Kind.MISSING:
        return None
    label = _label(node, meant, path)
    sort = _DOMAIN.get(path) if label else None
    detail = "" if label else _detail(node, path)
    name, sort = label or _name(node), sort or _sort(node)
    return Symbol(name, detail, sort, node.member_span, _selection(node), [])


def _label(node: Node, meant: Node, path: places.Path) -> str:
    """What the job or the item of a list is called; empty for what has only a key or a number."""
    if node.kind is Kind.OBJECT:
        return labels.item_label(path, meant)
    is_item = node.parent is not None and node.parent.kind is Kind.ARRAY
    green = node.green
    if is_item and isinstance(green, Scalar) and is_alias(green):
        return _shown(green.text)
    return ""


def _name(node: Node) -> str:
    if node.parent is None or node.parent.kind is Kind.DOCUMENT:
        return "job"
    if node.parent.kind is Kind.ARRAY:
        return str(node.index)
    key = node.key.green if node.key else None
    written = key.text if isinstance(key, Scalar) else ""
    return _shown(node.name or "") or _shown(written) or '""'


def _shown(text: str) -> str:
    return on_one_line(text).strip()


def _detail(node: Node, path: places.Path) -> str:
    green = node.green
    if isinstance(green, Scalar):
        shown = green.value if isinstance(green.value, str) else green.text
        return on_one_line(str(shown), _LONGEST_DETAIL).strip()
    empty = "{}" if node.kind is Kind.OBJECT else "[]"
    return labels.member_label(path, node) or ("" if len(node) else empty)


def _sort(node: Node) -> Sort:
    if node.kind is Kind.OBJECT:
        return Sort.OBJECT
    if node.kind is Kind.ARRAY:
        return Sort.ARRAY
    if node.kind is Kind.NUMBER:
        return Sort.NUMBER
    if node.kind is Kind.LITERAL:
        return Sort.NULL if node.value is None else Sort.BOOLEAN
    return Sort.STRING


def _selection(node: Node) -> Span:
    """The key; of an item its name, or its first character."""
    key = node.key
    if key is not None and key.green.width:
        return key.span
    named = node.get("Name")
    if named is not None and named.kind is Kind.STRING:
        return named.span
    return Span(node.start, min(node.start + 1, node.end))
